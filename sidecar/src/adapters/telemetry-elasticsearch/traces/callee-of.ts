const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const PORT = /:\d+$/;
/** `payment.shop.svc.cluster.local`: how services of Kubernetes call each other. */
const KUBERNETES_SERVICE = /^([a-z0-9-]+)\.[a-z0-9-]+\.svc(\.|$)/;

/**
 * A peer is often told as the address that was called, where its service has a name: scheme and port go, of an address
 * within Kubernetes the service stays. It depends on nothing else, so that a bucket which is read again has the same
 * names and its counts replace what was read before.
 */
export function calleeOf(peer: string): string {
  const host = peer.replace(SCHEME, '').replace(PORT, '');
  return KUBERNETES_SERVICE.exec(host)?.[1] ?? (host === '' ? peer : host);
}
