/**
 * A peer is often told as the address that was called (`payment:8080`, `payment.shop.svc.cluster.local`). Where its
 * host is a service that answered requests in the same time, that service is meant; else the address stands for itself.
 */
export function calleeOf(peer: string, services: ReadonlySet<string>): string {
  if (services.has(peer)) {
    return peer;
  }
  const host = peer.replace(/^[a-z+.-]+:\/\//, '').replace(/[:/].*$/, '');
  const label = host.split('.')[0] ?? host;
  return services.has(host) ? host : services.has(label) ? label : peer;
}
