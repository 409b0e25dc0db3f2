/**
 * Relations: what belongs to what. A pod runs on a node, a service runs in a pod, a deployment owns pods, a load balancer
 * feeds a target group, a volume is mounted, a role is assumed. They explain why services fail together that never
 * call each other. They are remembered without expiry; when each was last seen tells whether it still holds.
 */
export interface Entity {
  /** service, pod, node, namespace, deployment, cluster, host, container, volume, load-balancer, target-group, role … */
  readonly kind: string;
  readonly name: string;
}

export interface Relation {
  readonly from: Entity;
  /** runs-in, runs-on, part-of, owned-by, mounts, feeds, assumes */
  readonly relation: string;
  readonly to: Entity;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

export function seenRelation(related: Pick<Relation, 'from' | 'relation' | 'to'>, at: number): Relation {
  return { ...related, firstSeenAt: at, lastSeenAt: at };
}
