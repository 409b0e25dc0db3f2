import { deploymentOccurrences, UNKNOWN_DEPLOYMENT, type KnownDeployment } from './deployment-occurrences.ts';
import { eventOccurrence } from './event-occurrence.ts';
import type {
  KubernetesContainer,
  KubernetesDeployment,
  KubernetesEvent,
  KubernetesPod,
} from './kubernetes-objects.ts';
import { podOccurrences } from './pod-occurrences.ts';
import { serviceOfObject } from './service-of-object.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 30);
const MINUTE = 60_000;
const POD = 'payment-7d9f8b6c5d-x2x9z';

function event(
  more: Partial<Omit<KubernetesEvent, 'about'>> & { about?: Partial<KubernetesEvent['about']> } = {}
): KubernetesEvent {
  return {
    uid: 'e-1',
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container payment in pod payment',
    count: 3,
    firstAt: NOW - 5 * MINUTE,
    lastAt: NOW,
    node: 'node-1',
    reporter: 'kubelet',
    ...more,
    about: {
      kind: 'Pod',
      namespace: 'shop',
      name: POD,
      uid: 'p-1',
      container: 'payment',
      labels: {},
      annotations: {},
      ...more.about,
    },
  };
}

const told = (more: Parameters<typeof event>[0]) => eventOccurrence(event(more), 'eu-1');

describe('an event', () => {
  it('is told with everything that helps to find it', () => {
    expect(told({})).toEqual({
      key: `event/e-1/${Math.floor(NOW / 3_600_000)}`,
      kind: 'crash-loop',
      stage: 'failed',
      at: NOW - 5 * MINUTE,
      service: 'payment',
      title: `${POD}: Back-off restarting failed container payment in pod payment`,
      before: null,
      after: null,
      actor: null,
      url: null,
      details: [
        ['cluster', 'eu-1'],
        ['namespace', 'shop'],
        ['pod', POD],
        ['container', 'payment'],
        ['node', 'node-1'],
        ['reason', 'BackOff'],
        ['count', '3'],
        ['first seen', '2026-11-21T12:25:00.000Z'],
        ['last seen', '2026-11-21T12:30:00.000Z'],
        ['reporter', 'kubelet'],
      ],
    });
  });

  it.each<[string, string, string, string | null]>([
    ['Pod', 'BackOff', 'Back-off pulling image "shop/payment:1"', 'image-pull'],
    ['Pod', 'Failed', 'Failed to pull image "shop/payment:1": not found', 'image-pull'],
    ['Pod', 'Failed', 'Error: ImagePullBackOff', 'image-pull'],
    ['Pod', 'Failed', 'Error: failed to create containerd task', 'kubernetes'],
    ['Pod', 'Evicted', 'The node was low on resource: memory.', 'eviction'],
    ['Pod', 'Preempted', 'Preempted by shop/other on node node-1', 'eviction'],
    ['Pod', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', 'kubernetes'],
    ['Pod', 'FailedScheduling', '0/3 nodes are available: 3 Insufficient memory.', 'kubernetes'],
    ['Node', 'OOMKilling', 'Memory cgroup out of memory: Killed process 1012 (java)', 'oom-killed'],
    ['Node', 'SystemOOM', 'System OOM encountered, victim process: java, pid: 1012', 'oom-killed'],
    ['ReplicaSet', 'FailedCreate', 'Error creating: pods is forbidden: exceeded quota', 'failed-rollout'],
    ['Job', 'FailedCreate', 'Error creating: pods is forbidden: exceeded quota', 'kubernetes'],
    ['Deployment', 'ProgressDeadlineExceeded', 'ReplicaSet has timed out progressing', 'failed-rollout'],
    ['HelmRelease', 'UpgradeFailed', 'Helm upgrade failed', 'failed-rollout'],
    ['Pod', 'constructor', 'a reason that is a name of JavaScript', 'kubernetes'],
  ])('of a %s with reason %s and "%s" is of kind %s', (kind, reason, message, occurrence) => {
    expect(told({ reason, message, about: { kind } })?.kind ?? null).toBe(occurrence);
  });

  it.each<[string, string, string, string | null]>([
    ['Pod', 'Scheduled', 'Successfully assigned shop/payment to node-1', null],
    ['Pod', 'Pulled', 'Successfully pulled image "shop/payment:1"', null],
    ['Pod', 'Started', 'Started container payment', null],
    ['Pod', 'Killing', 'Stopping container payment', null],
    ['Pod', 'Killing', 'Container payment failed liveness probe, will be restarted', 'kubernetes'],
    ['Pod', 'TaintManagerEviction', 'Marking for deletion Pod shop/payment', 'eviction'],
    ['Pod', 'TaintManagerEviction', 'Cancelling deletion of Pod shop/payment', null],
    ['Node', 'NodeNotReady', 'Node node-1 status is now: NodeNotReady', 'kubernetes'],
    ['Node', 'NodeReady', 'Node node-1 status is now: NodeReady', null],
    ['Application', 'OperationCompleted', 'Sync operation to 1a2b3c succeeded', 'deploy'],
    ['Application', 'OperationCompleted', 'Sync operation to 1a2b3c failed: hook', 'failed-rollout'],
    ['Kustomization', 'Progressing', 'Deployment/shop/payment configured', 'deploy'],
    ['Kustomization', 'ReconciliationSucceeded', 'Reconciliation finished in 1.2s, next run in 10m0s', null],
    ['HelmRelease', 'UpgradeSucceeded', 'Helm upgrade succeeded for release shop/payment.v7', 'deploy'],
  ])('of type Normal of a %s with reason %s and "%s" is of kind %s', (kind, reason, message, occurrence) => {
    expect(told({ type: 'Normal', reason, message, about: { kind } })?.kind ?? null).toBe(occurrence);
  });

  it.each([
    ['Scaled up replica set payment-7d9f8b6c5d from 0 to 1', { kind: 'deploy', stage: 'started', after: null }],
    ['Scaled up replica set payment-7d9f8b6c5d from 3 to 5', { kind: 'scaling', before: '3', after: '5' }],
    ['Scaled down replica set payment-7d9f8b6c5d from 3 to 0', { kind: 'scaling', before: '3', after: '0' }],
    ['Scaled up replica set payment-7d9f8b6c5d to 3', { kind: 'scaling', before: null, after: '3' }],
  ])('"%s" tells sizes', (message, expected) => {
    const about = { kind: 'Deployment', name: 'payment', container: null };
    expect(told({ type: 'Normal', reason: 'ScalingReplicaSet', message, about })).toMatchObject({
      service: 'payment',
      ...expected,
    });
  });

  it('of an autoscaler tells the new size', () => {
    const message = 'New size: 5; reason: cpu resource utilization (percentage of request) above target';
    const about = { kind: 'HorizontalPodAutoscaler', name: 'payment' };
    expect(told({ type: 'Normal', reason: 'SuccessfulRescale', message, about })).toMatchObject({
      kind: 'scaling',
      stage: 'completed',
      service: 'payment',
      after: '5',
    });
  });

  it('that is repeated is one occurrence, and one more in a later hour', () => {
    const first = told({ count: 3 });
    const again = told({ count: 9, lastAt: NOW + MINUTE });
    const later = told({ count: 90, lastAt: NOW + 60 * MINUTE });
    expect(again).toMatchObject({ key: first?.key, at: first?.at });
    expect(later?.key).not.toBe(first?.key);
    expect(later?.at).toBe(NOW + 60 * MINUTE);
  });
});

describe('the service', () => {
  it.each([
    ['Pod', POD, 'payment'],
    ['Pod', 'order-history-api-5c4d88f9b-kq4zn', 'order-history-api'],
    ['Pod', 'postgres-0', 'postgres'],
    ['Pod', 'log-agent-x7k2p', 'log-agent'],
    ['Pod', 'report-29388960-bcdfg', 'report'],
    ['Pod', 'kube-proxy', 'kube-proxy'],
    ['Pod', 'debug', 'debug'],
    ['ReplicaSet', 'payment-7d9f8b6c5d', 'payment'],
    ['ReplicaSet', 'payment', 'payment'],
    ['Job', 'report-29388960', 'report'],
    ['Deployment', 'payment-v2', 'payment-v2'],
    ['Node', 'node-1', null],
    ['PersistentVolumeClaim', 'data-postgres-0', null],
  ])('of the %s %s is %s', (kind, name, service) => {
    expect(serviceOfObject({ kind, name })).toBe(service);
  });

  it('is what the labels say, also where their dots were replaced', () => {
    const named = (labels: Record<string, string>, annotations = {}) =>
      serviceOfObject({ kind: 'Pod', name: POD, labels, annotations });
    expect(named({ app: 'a', 'app.kubernetes.io/name': 'b' })).toBe('b');
    expect(named({ 'app_kubernetes_io/name': 'b' })).toBe('b');
    expect(named({ app: 'a' }, { 'resource.opentelemetry.io/service.name': 'c' })).toBe('c');
    expect(named({ app: '' })).toBe('payment');
  });

  it("is the owner's where the name of a pod does not tell", () => {
    const owner = { kind: 'ReplicaSet', name: 'payment-7d9f8b6c5d' };
    expect(serviceOfObject({ kind: 'Pod', name: 'anything', owner })).toBe('payment');
    expect(serviceOfObject({ kind: 'Pod', name: 'etcd-node1', owner: { kind: 'Node', name: 'node1' } })).toBe(
      'etcd-node1'
    );
  });
});

function container(more: Partial<KubernetesContainer> = {}): KubernetesContainer {
  return { name: 'payment', image: 'shop/payment:1', restarts: 3, waiting: null, ended: null, ...more };
}

function pod(containers: KubernetesContainer[], more: Partial<KubernetesPod> = {}): KubernetesPod {
  return {
    uid: 'p-1',
    namespace: 'shop',
    name: POD,
    node: 'node-1',
    labels: {},
    annotations: {},
    owner: { kind: 'ReplicaSet', name: 'payment-7d9f8b6c5d' },
    startedAt: NOW - 60 * MINUTE,
    isBeingDeleted: false,
    reason: null,
    message: null,
    containers,
    ...more,
  };
}

const of = (one: KubernetesPod, now = NOW) => podOccurrences(one, { cluster: 'eu-1', now });
const OOM = { reason: 'OOMKilled', exitCode: 137, at: NOW - MINUTE };

describe('the status of a pod', () => {
  it('tells that a container ran out of memory, with its restarts', () => {
    const [killed, ...others] = of(pod([container({ ended: OOM })]));
    expect(others).toEqual([]);
    expect(killed).toMatchObject({
      kind: 'oom-killed',
      at: NOW - MINUTE,
      service: 'payment',
      title: `${POD}: container payment ran out of memory and was killed, restart 3`,
    });
    expect(killed?.details).toEqual(
      expect.arrayContaining([
        ['cluster', 'eu-1'],
        ['node', 'node-1'],
        ['restarts', '3'],
        ['exit code', '137'],
      ])
    );
  });

  it('tells a crash loop and why the container ended', () => {
    const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' };
    expect(of(pod([container({ waiting, ended: OOM })])).map(({ kind }) => kind)).toEqual(['oom-killed', 'crash-loop']);
    const [crash] = of(pod([container({ waiting, ended: { reason: 'Error', exitCode: 1, at: NOW } })]));
    expect(crash).toMatchObject({ kind: 'crash-loop', title: expect.stringContaining('exit code 1, 3 restarts') });
  });

  it('does not call a kill want of memory that may be something else', () => {
    const killed = container({ ended: { reason: 'Error', exitCode: 137, at: NOW } });
    expect(of(pod([killed]))).toMatchObject([{ kind: 'kubernetes', title: expect.stringContaining('137') }]);
    expect(of(pod([killed], { isBeingDeleted: true }))).toEqual([]);
  });

  it.each(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName'])('tells %s with the image', (reason) => {
    const waiting = { reason, message: 'manifest unknown' };
    expect(of(pod([container({ waiting, restarts: 0 })]))).toMatchObject([
      { kind: 'image-pull', at: NOW - 60 * MINUTE, title: `${POD}: the image shop/payment:1 cannot be pulled` },
    ]);
  });

  it('tells an eviction', () => {
    const message = 'The node was low on resource: memory.';
    expect(of(pod([], { reason: 'Evicted', message }))).toMatchObject([
      { kind: 'eviction', title: `${POD}: evicted: ${message}` },
    ]);
  });

  it('is no news while all is well, when it ends as it should, or a day later', () => {
    expect(of(pod([container()]))).toEqual([]);
    expect(of(pod([container({ waiting: { reason: 'ContainerCreating', message: '' } })]))).toEqual([]);
    expect(of(pod([container({ ended: { reason: 'Completed', exitCode: 0, at: NOW } })]))).toEqual([]);
    expect(of(pod([container({ ended: OOM })]), NOW + 25 * 60 * MINUTE)).toEqual([]);
  });

  it('gives the same occurrence as long as nothing else happened, and within the hour one for all restarts', () => {
    const keys = (ended: typeof OOM) => of(pod([container({ ended })])).map(({ key }) => key);
    expect(keys(OOM)).toEqual(keys({ ...OOM, at: NOW - 2 * MINUTE }));
    expect(keys(OOM)).not.toEqual(keys({ ...OOM, at: NOW - 61 * MINUTE }));
  });
});

function deployment(more: Partial<KubernetesDeployment> = {}, reason = 'NewReplicaSetAvailable'): KubernetesDeployment {
  return {
    uid: 'd-1',
    namespace: 'shop',
    name: 'payment',
    labels: {},
    annotations: {},
    generation: 1,
    isObserved: true,
    replicas: 3,
    revision: '1',
    images: [{ container: 'payment', image: 'shop/payment:1' }],
    progress: { reason, message: 'ReplicaSet "payment-7d9f8b6c5d" is progressing.', at: NOW - MINUTE },
    ...more,
  };
}

/** What is told as the states of a deployment come in one after the other. */
function story(states: readonly KubernetesDeployment[]) {
  let known: KnownDeployment = UNKNOWN_DEPLOYMENT;
  return states.flatMap((state) => {
    const answer = deploymentOccurrences(state, { known, cluster: 'eu-1', now: NOW });
    known = answer.known;
    return answer.occurrences;
  });
}

describe('a deployment', () => {
  const images = [{ container: 'payment', image: 'shop/payment:2' }];
  const wanted = deployment({ generation: 2, isObserved: false, images });
  const underWay = deployment({ generation: 2, revision: '2', images }, 'ReplicaSetUpdated');
  const done = deployment({ generation: 2, revision: '2', images });
  const stuck = deployment({ generation: 2, revision: '2', images }, 'ProgressDeadlineExceeded');

  it('tells a roll-out from its begin to its end, with both versions, each once', () => {
    const versions = { before: 'shop/payment:1', after: 'shop/payment:2', service: 'payment' };
    expect(story([deployment(), wanted, underWay, underWay, done, done])).toMatchObject([
      { kind: 'deploy', stage: 'completed', before: null, after: 'shop/payment:1' },
      { kind: 'deploy', stage: 'started', ...versions },
      { kind: 'deploy', stage: 'completed', ...versions },
    ]);
  });

  it('tells one that gets stuck, for which Kubernetes writes no event', () => {
    expect(story([deployment(), underWay, stuck]).at(-1)).toMatchObject({
      kind: 'failed-rollout',
      stage: 'failed',
      title: 'payment: roll-out got stuck',
      before: 'shop/payment:1',
    });
  });

  it('that is restarted rolls out the same version again', () => {
    const again = deployment({ generation: 2, revision: '2' }, 'ReplicaSetUpdated');
    expect(story([deployment(), again]).at(-1)).toMatchObject({
      title: 'payment: roll-out began (same version again)',
    });
  });

  it('of several containers names those that changed', () => {
    const two = (image: string) => [
      { container: 'web', image },
      { container: 'proxy', image: 'envoy:1' },
    ];
    const states = [
      deployment({ images: two('web:1') }),
      deployment({ images: two('web:2'), generation: 2, revision: '2' }),
    ];
    expect(story(states).at(-1)).toMatchObject({ before: 'web=web:1', after: 'web=web:2' });
  });

  it('tells sizes once it knows the one before', () => {
    const states = [
      deployment(),
      deployment({ replicas: 5, generation: 2 }),
      deployment({ replicas: 5, generation: 2 }),
    ];
    expect(story(states).slice(1)).toMatchObject([
      { kind: 'scaling', before: '3', after: '5', title: 'payment: scaled from 3 to 5', at: null },
    ]);
  });

  it('tells nothing of a roll-out of last week', () => {
    const progress = { reason: 'NewReplicaSetAvailable', message: '', at: NOW - 7 * 24 * 60 * MINUTE };
    expect(story([deployment({ progress })])).toEqual([]);
  });
});
