import type { RawResource } from '../signals/raw-signals.ts';
import { kubernetesEntity } from './kubernetes-entities.ts';
import { relationsOfKubernetes } from './relations-of-kubernetes.ts';
import { seenRelation, type Entity, type Relation } from './relation.ts';

/** What owns pods, the lasting ones first: a ReplicaSet goes with the next version, its Deployment stays. */
const WORKLOADS = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job', 'replicaset'] as const;

/** Made anew with every start: such an instance is never seen again, and its host and pod say more. */
const RANDOM_ID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/**
 * Where a service runs, by the attributes of its resource (opentelemetry.io/docs/specs/semconv/resource): workload, pod
 * and node in Kubernetes, task in ECS, function, container, host; what those are in: namespace, cluster, zone, region,
 * account; and what the service itself is part of. What is not told is not guessed.
 */
export function relationsOf(
  { attributes }: Pick<RawResource, 'attributes'>,
  { service, at }: { service: string; at: number }
): Relation[] {
  if (attributes.length === 0) {
    return [];
  }
  const told = new Map(attributes);
  const resource = new TellingResource(told, { self: { kind: 'service', name: service }, at });
  resource.tellGroups();
  const place = resource.tellKubernetes() ?? resource.tellTask() ?? resource.tellHost();
  resource.tellCloud(place ?? resource.self);
  return resource.relations;
}

class TellingResource {
  readonly relations: Relation[] = [];
  readonly self: Entity;
  private readonly told: ReadonlyMap<string, string>;
  private readonly at: number;

  constructor(told: ReadonlyMap<string, string>, { self, at }: { self: Entity; at: number }) {
    this.told = told;
    this.self = self;
    this.at = at;
  }

  tellGroups(): void {
    this.relate(this.self, 'part-of', this.entity('service-group', 'service.namespace'));
    const environment =
      this.entity('environment', 'deployment.environment.name') ?? this.entity('environment', 'deployment.environment');
    this.relate(this.self, 'part-of', environment);
    const instance = this.entity('instance', 'service.instance.id');
    this.relate(this.self, 'runs-in', instance === null || RANDOM_ID.test(instance.name) ? null : instance);
  }

  /** The node, where it is told. */
  tellKubernetes(): Entity | null {
    const pod = this.value('k8s.pod.name');
    const [kind, workload] = this.workload();
    if (pod === null && workload === null) {
      return null;
    }
    const cluster = this.value('k8s.cluster.name');
    const namespace = this.value('k8s.namespace.name');
    const node = this.value('k8s.node.name');
    const place = { cluster, namespace };
    if (workload !== null) {
      this.relate(this.self, 'runs-in', kubernetesEntity(kind, workload, place));
    }
    const owners = workload === null ? [] : [{ kind, name: workload }];
    if (pod === null) {
      this.add(relationsOfKubernetes({ ...place, kind, name: workload ?? '', owners: [], node: null }, this.at));
    } else {
      this.relate(this.self, 'runs-in', kubernetesEntity('pod', pod, place));
      this.add(relationsOfKubernetes({ ...place, kind: 'pod', name: pod, owners, node }, this.at));
    }
    return node === null ? this.self : kubernetesEntity('node', node, { cluster, namespace: null });
  }

  /** A task of ECS or a function, where the resource is one. */
  tellTask(): Entity | null {
    const task = this.entity('task', 'aws.ecs.task.arn');
    if (task !== null) {
      this.relate(this.self, 'runs-in', task);
      this.relate(task, 'part-of', this.entity('task-family', 'aws.ecs.task.family'));
      this.relate(task, 'part-of', this.entity('cluster', 'aws.ecs.cluster.arn'));
      return task;
    }
    const asked = this.entity('function', 'faas.name');
    this.relate(this.self, 'runs-in', asked);
    return asked;
  }

  /** The host, where it is told; a container of its own stands between. */
  tellHost(): Entity | null {
    const host = this.entity('host', 'host.name') ?? this.entity('host', 'host.id');
    const container = this.entity('container', 'container.name') ?? this.entity('container', 'container.id');
    this.relate(this.self, 'runs-in', container);
    this.relate(container ?? this.self, 'runs-on', host);
    return host ?? container;
  }

  tellCloud(place: Entity): void {
    const region = this.entity('region', 'cloud.region');
    const zone = this.entity('zone', 'cloud.availability_zone');
    this.relate(place, 'part-of', zone ?? region);
    if (zone !== null) {
      this.relate(zone, 'part-of', region);
    }
    this.relate(place, 'part-of', this.entity('account', 'cloud.account.id'));
  }

  private workload(): readonly [kind: string, name: string | null] {
    const kind = WORKLOADS.find((name) => this.value(`k8s.${name}.name`) !== null);
    return kind === undefined ? ['', null] : [kind, this.value(`k8s.${kind}.name`)];
  }

  private entity(kind: string, attribute: string): Entity | null {
    const name = this.value(attribute);
    return name === null ? null : { kind, name };
  }

  private value(attribute: string): string | null {
    const value = this.told.get(attribute)?.trim() ?? '';
    return value === '' ? null : value;
  }

  private relate(from: Entity, relation: string, to: Entity | null): void {
    if (to !== null) {
      this.relations.push(seenRelation({ from, relation, to }, this.at));
    }
  }

  private add(relations: readonly Relation[]): void {
    this.relations.push(...relations);
  }
}
