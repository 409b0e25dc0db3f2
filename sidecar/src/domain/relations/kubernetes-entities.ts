import type { Entity } from './relation.ts';

/** Where an object of Kubernetes lives. Both are null where the sender does not say, or where it lives in none. */
export interface KubernetesPlace {
  readonly cluster: string | null;
  readonly namespace: string | null;
}

/**
 * An object by its name, behind namespace and cluster as far as they are told (`eu/shop/payment-0`): two clusters may
 * have the same names. So whoever tells of one cluster should name it in every place or in none.
 */
export function kubernetesEntity(kind: string, name: string, { cluster, namespace }: KubernetesPlace): Entity {
  return { kind: kind.toLowerCase(), name: [cluster, namespace, name].filter((part) => part !== null).join('/') };
}

/** What a Deployment puts behind its name for a ReplicaSet: a number in the letters that Kubernetes uses for that. */
const TEMPLATE_HASH = /-[bcdfghjklmnpqrstvwxz2456789]{6,10}$/;

/** A ReplicaSet lives as long as a version; what lasts is its Deployment. */
export function deploymentOf(replicaSet: string): string | null {
  return TEMPLATE_HASH.test(replicaSet) ? replicaSet.replace(TEMPLATE_HASH, '') : null;
}
