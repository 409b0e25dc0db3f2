import {
  ago,
  DEPLOYMENTS,
  event,
  EVENTS,
  pod,
  PODS,
  replayedCluster,
} from '../../../test/support/kubernetes/watch-house.ts';
import type { ReplayedApiServer } from '../../../test/support/kubernetes/replayed-api-server.ts';
import { until } from '../../../test/support/until.ts';

jest.setTimeout(20_000);

let cluster: ReturnType<typeof replayedCluster>;
let server: ReplayedApiServer;
let address: string;
beforeEach(async () => {
  cluster = replayedCluster();
  server = cluster.server;
  address = await cluster.start();
});
afterEach(() => cluster.stop());

const house = (options: Parameters<typeof cluster.open>[1] = {}) => cluster.open(address, options);

describe('a watch of everything', () => {
  const all = ['events', 'pods', 'deployments'] as const;
  const crashing = { state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } } };
  const backOff = (uid: string) =>
    event(uid, { reason: 'BackOff', message: 'Back-off restarting failed container app in pod payment' });

  it('names an event after the labels of its pod, and a crash loop once', async () => {
    server.put(PODS, pod('p-1', crashing, { 'app.kubernetes.io/name': 'payments' }));
    server.put(EVENTS, backOff('a'));
    server.put(EVENTS, event('b'));
    const { watch, told, heard } = house({ resources: all });
    watch.start();
    await heard('b');
    expect(told.map(({ kind, service }) => `${kind} ${service}`)).toEqual([
      'crash-loop payments',
      'kubernetes payments',
    ]);
  });

  it('takes the word of events where pods may not be watched, and says that they may not', async () => {
    server.forbidden.add(PODS);
    server.put(EVENTS, backOff('a'));
    const { watch, told, health } = house({ resources: all });
    watch.start();
    await until('the crash loop', () => told.some(({ kind }) => kind === 'crash-loop'));
    expect(health).toContain(
      'our account may not list pods (403): give it get, list and watch (deploy/kubernetes-watch/watch-role.yaml)'
    );
    expect(health.at(-1)).not.toBeNull();
  });

  it('tells how a container ended once, however often its pod changes', async () => {
    const oom = {
      state: { running: {} },
      lastState: { terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: ago(500) } },
    };
    const { watch, told } = house({ resources: all });
    watch.start();
    await until('the watches', () => server.watches === 3);
    server.put(PODS, pod('p-1', oom));
    server.put(PODS, { ...pod('p-1', oom), changed: 1 });
    server.put(PODS, pod('p-2', oom));
    await until('both', () => told.length >= 2);
    expect(told.map(({ kind, key }) => `${kind} ${key.split('/')[1]}`)).toEqual(['oom-killed p-1', 'oom-killed p-2']);
  });

  it('tells a roll-out with what ran before, again where it could not be kept', async () => {
    const deployment = (revision: number, { image, reason }: { image: string; reason: string }) => ({
      kind: 'Deployment',
      metadata: {
        ...{ uid: 'd-1', name: 'payment', namespace: 'shop', generation: revision },
        annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      },
      spec: { replicas: 3, template: { spec: { containers: [{ name: 'app', image }] } } },
      status: {
        observedGeneration: revision,
        conditions: [{ type: 'Progressing', status: 'True', reason, message: '', lastUpdateTime: ago(0) }],
      },
    });
    let away = 0;
    const { watch, told, health } = house({ resources: all, ingest: () => (away-- > 0 ? 'away' : 'taken') });
    server.put(DEPLOYMENTS, deployment(1, { image: 'payment:1', reason: 'NewReplicaSetAvailable' }));
    watch.start();
    await until('the watches', () => server.watches === 3);
    away = 2;
    server.put(DEPLOYMENTS, deployment(2, { image: 'payment:2', reason: 'ReplicaSetUpdated' }));
    await until('the failure', () => health.includes('the store is away'));
    server.put(DEPLOYMENTS, deployment(2, { image: 'payment:2', reason: 'ProgressDeadlineExceeded' }));
    await until('the end', () => told.some(({ kind }) => kind === 'failed-rollout'));
    expect(told.slice(1)).toMatchObject([
      { kind: 'deploy', stage: 'started', before: 'payment:1', after: 'payment:2', service: 'payment' },
      { kind: 'failed-rollout', stage: 'failed', before: 'payment:1', after: 'payment:2' },
    ]);
  });

  it('asks for the configured namespaces alone', async () => {
    const { watch } = house({ resources: all, namespaces: ['shop', 'bank'] });
    watch.start();
    await until('the watches', () => server.watches === 6);
    expect(new Set(server.requests.map((request) => request.split('?')[0]))).toEqual(
      new Set(
        ['shop', 'bank'].flatMap((namespace) => [
          `/api/v1/namespaces/${namespace}/events`,
          `/api/v1/namespaces/${namespace}/pods`,
          `/apis/apps/v1/namespaces/${namespace}/deployments`,
        ])
      )
    );
  });
});
