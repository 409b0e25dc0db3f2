import { deploymentOf } from '../../relations/kubernetes-entities.ts';
import type { RawResource } from '../../signals/raw-signals.ts';
import type { KubernetesEvent, KubernetesPod } from './kubernetes-objects.ts';
import { serviceOfObject } from './service-of-object.ts';

/** Where a pod runs, said in OpenTelemetry's words, so that it is one with what the service says of itself. */
export function resourceOfPod(pod: KubernetesPod, cluster: string | null): RawResource {
  const { namespace, name, node, owner } = pod;
  return {
    service: serviceOfObject({ kind: 'Pod', ...pod }),
    attributes: attributes({ cluster, namespace, pod: name, node, ...workload(owner) }),
  };
}

/** Null where the event is about no pod. */
export function resourceOfEvent({ about, node }: KubernetesEvent, cluster: string | null): RawResource | null {
  if (about.kind !== 'Pod') {
    return null;
  }
  const { namespace, name } = about;
  return { service: serviceOfObject(about), attributes: attributes({ cluster, namespace, pod: name, node }) };
}

const WORKLOADS = new Set(['statefulset', 'daemonset', 'job', 'cronjob']);

function workload(owner: KubernetesPod['owner']): Record<string, string> {
  if (owner === null) {
    return {};
  }
  const kind = owner.kind.toLowerCase();
  const deployment = kind === 'replicaset' ? deploymentOf(owner.name) : null;
  if (deployment !== null) {
    return { deployment };
  }
  return WORKLOADS.has(kind) ? { [kind]: owner.name } : {};
}

function attributes(told: Readonly<Record<string, string | null>>): Array<readonly [string, string]> {
  return Object.entries(told).flatMap(([kind, name]) => (name === null ? [] : [[`k8s.${kind}.name`, name] as const]));
}
