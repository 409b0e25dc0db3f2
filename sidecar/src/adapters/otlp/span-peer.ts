const DATABASE = {
  system: ['db.system.name', 'db.system'],
  namespace: ['db.namespace', 'db.name'],
} as const;
const MESSAGING = {
  system: ['messaging.system'],
  destination: ['messaging.destination.template', 'messaging.destination.name', 'messaging.destination'],
  /** Names of their own for every reply queue: the system alone is the peer. */
  passing: ['messaging.destination.temporary', 'messaging.destination.anonymous', 'messaging.temp_destination'],
} as const;
const SERVICE = ['peer.service', 'service.peer.name'] as const;
const REMOTE = ['rpc.service'] as const;
const ADDRESS = ['server.address', 'net.peer.name'] as const;

export const PEER_ATTRIBUTES: readonly string[] = [
  ...SERVICE,
  ...DATABASE.system,
  ...DATABASE.namespace,
  ...MESSAGING.system,
  ...MESSAGING.destination,
  ...MESSAGING.passing,
  ...REMOTE,
  ...ADDRESS,
];

/**
 * Whom a span called: the service it names; else the database (`postgresql/orders`), the queue (`kafka/orders`), the
 * remote interface, or the host. The older names of the semantic conventions count as well.
 */
export function peerOf(attributes: ReadonlyMap<string, string>): string | null {
  const first = (names: readonly string[]): string | null => {
    for (const name of names) {
      const told = attributes.get(name);
      if (told !== undefined && told !== '') {
        return told;
      }
    }
    return null;
  };
  if (attributes.size === 0) {
    return null;
  }
  const isPassing = MESSAGING.passing.some((name) => attributes.get(name) === 'true');
  return (
    first(SERVICE) ??
    joined(first(DATABASE.system), first(DATABASE.namespace)) ??
    joined(first(MESSAGING.system), isPassing ? null : first(MESSAGING.destination)) ??
    first(REMOTE) ??
    first(ADDRESS)
  );
}

function joined(system: string | null, name: string | null): string | null {
  return system === null || name === null ? system : `${system}/${name}`;
}
