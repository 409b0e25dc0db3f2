import { deploymentOf, kubernetesEntity } from './kubernetes-entities.ts';
import { seenRelation, type Entity, type Relation } from './relation.ts';

/** An object that an event or a watch tells of. */
export interface KubernetesObject {
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** As Kubernetes writes it: Pod, ReplicaSet, Node, … */
  readonly kind: string;
  readonly name: string;
  readonly owners: ReadonlyArray<{ readonly kind: string; readonly name: string }>;
  /** Of a pod that was scheduled. */
  readonly node: string | null;
}

/** Kinds that live in no namespace, also where an event about them says `default`. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set(['node', 'namespace', 'persistentvolume']);

export function relationsOfKubernetes(object: KubernetesObject, at: number): Relation[] {
  const { cluster, kind, name, owners, node } = object;
  const namespace = OF_THE_CLUSTER.has(kind.toLowerCase()) ? null : object.namespace;
  const self = kubernetesEntity(kind, name, { cluster, namespace });
  const ofCluster = { cluster, namespace: null };
  const clusterEntity = cluster === null ? null : { kind: 'cluster', name: cluster };
  const relations: Relation[] = [];
  const relate = (from: Entity, relation: string, to: Entity | null) => {
    if (to !== null) {
      relations.push(seenRelation({ from, relation, to }, at));
    }
  };
  for (const owner of owners) {
    const deployment = owner.kind.toLowerCase() === 'replicaset' ? deploymentOf(owner.name) : null;
    const lasting = deployment === null ? owner : { kind: 'deployment', name: deployment };
    relate(self, 'owned-by', kubernetesEntity(lasting.kind, lasting.name, { cluster, namespace }));
  }
  if (node !== null) {
    const nodeEntity = kubernetesEntity('node', node, ofCluster);
    relate(self, 'runs-on', nodeEntity);
    relate(nodeEntity, 'part-of', clusterEntity);
  }
  if (namespace === null) {
    relate(self, 'part-of', clusterEntity);
  } else {
    const namespaceEntity = kubernetesEntity('namespace', namespace, ofCluster);
    relate(self, 'part-of', namespaceEntity);
    relate(namespaceEntity, 'part-of', clusterEntity);
  }
  return relations;
}
