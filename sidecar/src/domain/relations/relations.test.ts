import fc from 'fast-check';
import { relationsOf } from './relations-of-resource.ts';
import { relationsOfKubernetes } from './relations-of-kubernetes.ts';
import { RelationWatch } from './relation-watch.ts';
import type { Relation } from './relation.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const plain = (text: string) => text;

function sentences(relations: readonly Relation[]): string[] {
  return relations.map(({ from, relation, to }) => `${from.kind} ${from.name} ${relation} ${to.kind} ${to.name}`);
}

function of(attributes: Record<string, string>): string[] {
  return sentences(relationsOf({ attributes: Object.entries(attributes) }, { service: 'payment', at: AT }));
}

describe('what a resource says about where it runs', () => {
  it('in Kubernetes: workload, pod, node, namespace, cluster, zone and region', () => {
    const told = of({
      'service.name': 'payment',
      'service.namespace': 'shop',
      'service.instance.id': '627cc493-f310-47de-96bd-71410b7dec09',
      'k8s.cluster.name': 'eu',
      'k8s.namespace.name': 'shop',
      'k8s.deployment.name': 'payment',
      'k8s.replicaset.name': 'payment-5d9f8b6c7f',
      'k8s.pod.name': 'payment-5d9f8b6c7f-x2x9z',
      'k8s.node.name': 'node-1',
      'host.name': 'payment-5d9f8b6c7f-x2x9z',
      'cloud.region': 'eu-west-1',
      'cloud.availability_zone': 'eu-west-1a',
    });
    expect(told).toEqual([
      'service payment part-of service-group shop',
      'service payment runs-in deployment eu/shop/payment',
      'service payment runs-in pod eu/shop/payment-5d9f8b6c7f-x2x9z',
      'pod eu/shop/payment-5d9f8b6c7f-x2x9z owned-by deployment eu/shop/payment',
      'pod eu/shop/payment-5d9f8b6c7f-x2x9z runs-on node eu/node-1',
      'node eu/node-1 part-of cluster eu',
      'pod eu/shop/payment-5d9f8b6c7f-x2x9z part-of namespace eu/shop',
      'namespace eu/shop part-of cluster eu',
      'node eu/node-1 part-of zone eu-west-1a',
      'zone eu-west-1a part-of region eu-west-1',
    ]);
  });

  it('in ECS, in a function, on a host and in a container of its own', () => {
    expect(of({ 'aws.ecs.task.arn': 'arn:task/1', 'aws.ecs.task.family': 'pay', 'cloud.account.id': '42' })).toEqual([
      'service payment runs-in task arn:task/1',
      'task arn:task/1 part-of task-family pay',
      'task arn:task/1 part-of account 42',
    ]);
    expect(of({ 'faas.name': 'resize', 'cloud.region': 'us-east-1' })).toEqual([
      'service payment runs-in function resize',
      'function resize part-of region us-east-1',
    ]);
    expect(of({ 'host.name': 'web-1', 'container.name': 'pay', 'service.instance.id': 'web-1:8080' })).toEqual([
      'service payment runs-in instance web-1:8080',
      'service payment runs-in container pay',
      'container pay runs-on host web-1',
    ]);
  });

  it('is nothing where it says nothing', () => {
    expect(of({})).toEqual([]);
    expect(of({ 'service.name': 'payment', 'telemetry.sdk.language': 'nodejs', 'host.name': ' ' })).toEqual([]);
  });
});

describe('an object of Kubernetes', () => {
  it('is owned by what lasts, runs on its node, and is part of its namespace', () => {
    const pod = {
      cluster: null,
      namespace: 'shop',
      kind: 'Pod',
      name: 'payment-5d9f8b6c7f-x2x9z',
      owners: [{ kind: 'ReplicaSet', name: 'payment-5d9f8b6c7f' }],
      node: 'node-1',
    };
    expect(sentences(relationsOfKubernetes(pod, AT))).toEqual([
      'pod shop/payment-5d9f8b6c7f-x2x9z owned-by deployment shop/payment',
      'pod shop/payment-5d9f8b6c7f-x2x9z runs-on node node-1',
      'pod shop/payment-5d9f8b6c7f-x2x9z part-of namespace shop',
    ]);
  });

  it('that a resource tells of as well has the same name', () => {
    const [, inPod] = relationsOf(
      {
        attributes: Object.entries({
          'k8s.pod.name': 'db-0',
          'k8s.namespace.name': 'shop',
          'k8s.statefulset.name': 'db',
        }),
      },
      { service: 'db', at: AT }
    );
    const object = { cluster: null, namespace: 'shop', kind: 'Pod', name: 'db-0', owners: [], node: null };
    expect(relationsOfKubernetes(object, AT)[0]?.from).toEqual(inPod?.to);
  });

  it('that lives in no namespace is part of the cluster, whatever namespace an event about it has', () => {
    const node = { cluster: 'eu', namespace: 'default', kind: 'Node', name: 'node-1', owners: [], node: null };
    expect(sentences(relationsOfKubernetes(node, AT))).toEqual(['node eu/node-1 part-of cluster eu']);
  });
});

describe('the memory of relations', () => {
  const inPod = (service: string, pod: string, at = AT): Relation => ({
    from: { kind: 'service', name: service },
    relation: 'runs-in',
    to: { kind: 'pod', name: pod },
    firstSeenAt: at,
    lastSeenAt: at,
  });

  it('passes a relation on when it is new, and again every five minutes', () => {
    const watch = new RelationWatch({ redact: plain });
    const told = [0, 1, 4.9, 5, 9, 10].map((minute) => {
      const at = AT + minute * MINUTE;
      return watch.changed([inPod('a', 'p', at)], at).map(({ lastSeenAt }) => lastSeenAt - AT);
    });
    expect(told).toEqual([[0], [], [], [5 * MINUTE], [], [10 * MINUTE]]);
  });

  it('is bounded for each entity and in all, and still right about what it knew', () => {
    const watch = new RelationWatch({ redact: plain, limits: { relations: 5, fromOneEntity: 3 } });
    const bomb = Array.from({ length: 1000 }, (_, index) => inPod('bomb', `p${index}`));
    expect(watch.changed(bomb, AT)).toHaveLength(3);
    expect(watch.changed([inPod('a', 'p'), inPod('b', 'p'), inPod('c', 'p')], AT)).toHaveLength(2);
    expect(watch.status()).toEqual({ size: 5, limit: 5, overflowed: 998 });
    const later = AT + 6 * MINUTE;
    expect(sentences(watch.changed([inPod('a', 'p'), inPod('c', 'p')], later))).toEqual(['service a runs-in pod p']);
  });

  it('makes room after a day for what came instead', () => {
    const watch = new RelationWatch({ redact: plain, limits: { relations: 1 } });
    watch.changed([inPod('a', 'old')], AT);
    expect(watch.changed([inPod('a', 'new')], AT + 60 * MINUTE)).toEqual([]);
    const nextDay = AT + 25 * 60 * MINUTE;
    expect(sentences(watch.changed([inPod('a', 'new')], nextDay))).toEqual(['service a runs-in pod new']);
    expect(watch.status().size).toBe(1);
  });

  it('redacts names, and takes nothing that is no name', () => {
    const redact = jest.fn((text: string) => text.replace('hunter2', '[secret:password]'));
    const watch = new RelationWatch({ redact });
    expect(watch.changed([inPod('a', 'password=hunter2')], AT)[0]?.to.name).toBe('password=[secret:password]');
    const calls = redact.mock.calls.length;
    watch.changed([inPod('a', 'password=hunter2')], AT + 10 * MINUTE);
    expect(redact).toHaveBeenCalledTimes(calls);
    const odd = ['', 'x'.repeat(401), 'a\nb', 'a\u2028b'];
    expect(
      watch.changed(
        odd.map((pod) => inPod('a', pod)),
        AT
      )
    ).toEqual([]);
  });

  it('tells no relation twice in five minutes and never exceeds its bounds, whatever comes', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor');
    const step = fc.record({ pairs: fc.array(fc.tuple(name, name), { maxLength: 5 }), minutes: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const watch = new RelationWatch({ redact: plain, limits: { relations: 12, fromOneEntity: 3 } });
        const lastTold = new Map<string, number>();
        let now = AT;
        for (const { pairs, minutes } of steps) {
          now += minutes * MINUTE;
          for (const sentence of sentences(
            watch.changed(
              pairs.map(([a, b]) => inPod(a, b, now)),
              now
            )
          )) {
            expect(now - (lastTold.get(sentence) ?? -Infinity)).toBeGreaterThanOrEqual(5 * MINUTE);
            lastTold.set(sentence, now);
          }
          expect(watch.status().size).toBeLessThanOrEqual(12);
        }
      })
    );
  });
});
