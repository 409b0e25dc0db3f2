import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/**
 * Where nothing that we ask can live, but what clouds hand credentials out from: link-local addresses and the
 * metadata services among them, multicast, and "this host". Private and loopback networks are allowed: that is where
 * Grafana and its friends are. Checked when a connection is made, so that a name which points elsewhere a moment later
 * is found out; node's list knows IPv4 addresses inside IPv6 ones.
 */
const FORBIDDEN = new BlockList();
FORBIDDEN.addSubnet('0.0.0.0', 8, 'ipv4');
FORBIDDEN.addSubnet('169.254.0.0', 16, 'ipv4');
FORBIDDEN.addSubnet('224.0.0.0', 4, 'ipv4');
FORBIDDEN.addAddress('255.255.255.255', 'ipv4');
FORBIDDEN.addAddress('100.100.100.200', 'ipv4');
FORBIDDEN.addAddress('::', 'ipv6');
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6');
FORBIDDEN.addSubnet('ff00::', 8, 'ipv6');
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6');
// Link-local addresses behind NAT64 and 6to4, translated, and in the form that was given up for the mapped one.
FORBIDDEN.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
FORBIDDEN.addSubnet('::ffff:0:a9fe:0', 112, 'ipv6');
FORBIDDEN.addSubnet('::a9fe:0', 112, 'ipv6');
FORBIDDEN.addSubnet('2002:a9fe::', 32, 'ipv6');

export function isForbiddenAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && FORBIDDEN.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Of an address that stands in a URL itself: those are connected to without a look-up. */
export function hasForbiddenHost(url: string): boolean {
  return isForbiddenAddress(new URL(url).hostname.replace(/^\[|\]$/g, ''));
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** As dns.lookup, without the addresses that are forbidden; an error where no other is left. */
export function guardedLookup(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const allowed = (addresses ?? []).filter(({ address }) => !isForbiddenAddress(address));
    const [first] = allowed;
    if (error !== null || first === undefined) {
      found(error ?? new Error('the name leads to an address that is never asked'), []);
    } else if (options.all === true) {
      found(null, allowed);
    } else {
      found(null, first.address, first.family);
    }
  });
}
