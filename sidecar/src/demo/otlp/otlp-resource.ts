import type { DemoService } from '../shop/services.ts';
import { CLUSTER, NAMESPACE, PLACES } from '../shop/shop-map.ts';

/** Which version of each service runs; deploys change it. */
export type Versions = ReadonlyMap<DemoService, string>;

/** Records of any kind, one resource a service, as an OTLP/HTTP exporter would send them in JSON. */
export function byResource<Item extends { readonly service: DemoService }>(
  items: readonly Item[],
  versions: Versions,
  toScope: (own: readonly Item[]) => object
): object[] {
  return [...Map.groupBy(items, ({ service }) => service)].map(([service, own]) => ({
    resource: { attributes: resourceAttributes(service, versions) },
    ...toScope(own),
  }));
}

export function attribute(key: string, value: string) {
  return { key, value: { stringValue: value } };
}

/** Epoch milliseconds, with their fraction, as OTLP tells times in JSON. */
export function unixNano(at: number): string {
  const whole = Math.floor(at);
  return `${whole}${String(Math.floor((at - whole) * 1e6)).padStart(6, '0')}`;
}

function resourceAttributes(service: DemoService, versions: Versions) {
  const { pod, node } = PLACES[service];
  return [
    attribute('service.name', service),
    attribute('service.version', versions.get(service) ?? '1.0.0'),
    attribute('deployment.environment.name', 'demo'),
    attribute('k8s.cluster.name', CLUSTER),
    attribute('k8s.namespace.name', NAMESPACE),
    attribute(service === 'database' ? 'k8s.statefulset.name' : 'k8s.deployment.name', service),
    attribute('k8s.pod.name', pod),
    attribute('k8s.node.name', node),
  ];
}
