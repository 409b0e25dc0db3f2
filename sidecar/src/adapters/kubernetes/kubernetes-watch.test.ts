import { ReplayedApiServer } from '../../../test/support/kubernetes/replayed-api-server.ts';
import { until } from '../../../test/support/until.ts';
import type { RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import { fail, succeed } from '../../domain/result.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { WatchedKind } from './cluster-teller.ts';
import { KubernetesWatch } from './kubernetes-watch.ts';

const EVENTS = '/api/v1/events';
const PODS = '/api/v1/pods';
const DEPLOYMENTS = '/apis/apps/v1/deployments';
const POD = 'payment-7d9f8b6c5d-x2x9z';

/** Real time in which pauses are short: what is tested is their order, not their length. */
const hurried: Clock = {
  now: () => Date.now(),
  schedule: (delayMs, task) => {
    const timer = setTimeout(task, Math.min(delayMs, 20));
    return () => clearTimeout(timer);
  },
};

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

function event(uid: string, more: Record<string, unknown> = {}) {
  return {
    kind: 'Event',
    metadata: { uid, name: `payment.${uid}`, namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: POD, uid: 'p-1' },
    type: 'Warning',
    reason: 'FailedMount',
    message: `volume ${uid} cannot be mounted`,
    count: 1,
    firstTimestamp: ago(1000),
    lastTimestamp: ago(1000),
    ...more,
  };
}

function pod(uid: string, statuses: Record<string, unknown>, labels: Record<string, string> = {}) {
  return {
    kind: 'Pod',
    metadata: { uid, name: POD, namespace: 'shop', labels },
    spec: { nodeName: 'node-1' },
    status: {
      startTime: ago(3000),
      containerStatuses: [{ name: 'app', image: 'shop/payment:1', restartCount: 2, ...statuses }],
    },
  };
}

jest.setTimeout(20_000);

let server: ReplayedApiServer;
let address: string;
const stops: Array<() => Promise<void>> = [];
beforeEach(async () => {
  server = new ReplayedApiServer();
  address = await server.start();
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await server.stop();
});

function settingsStore() {
  const kept = new Map<string, unknown>();
  return {
    kept,
    read: async (_: unknown, key: string) => kept.get(key) ?? null,
    write: async (_: unknown, key: string, value: unknown) => void kept.set(key, value),
  };
}

interface HouseOptions {
  readonly resources?: readonly WatchedKind[];
  readonly namespaces?: readonly string[];
  readonly settings?: ReturnType<typeof settingsStore>;
  readonly ingest?: (titles: string[]) => 'taken' | 'busy' | 'away';
}

function house({
  resources = ['events'],
  namespaces = [],
  settings = settingsStore(),
  ingest = () => 'taken',
}: HouseOptions = {}) {
  const told: RawOccurrence[] = [];
  const health: Array<string | null> = [];
  const watch = new KubernetesWatch({
    name: 'eu-1',
    cluster: 'europe',
    scope: systemScope('main:1'),
    namespaces,
    resources,
    access: () => succeed({ server: address, tls: {}, authorization: () => 'Bearer a-token-of-tests' }),
    clock: hurried,
    random: () => 0.5,
    settings,
    ingest: async ({ occurrences }) => {
      const answer = ingest(occurrences.map(({ title }) => title));
      if (answer === 'away') {
        throw new StoreUnavailable('the store is away');
      }
      if (answer === 'busy') {
        return fail({ code: 'IM_INTAKE_BUSY', retryAfterSeconds: 1 });
      }
      told.push(...occurrences);
      return succeed(null);
    },
    onHeard: () => health.push(null),
    onProblem: (sentence) => health.push(sentence),
  });
  stops.push(() => watch.stop());
  const messages = () => told.map(({ title }) => title.replace(`${POD}: `, ''));
  const heard = (uid: string) => until(`event ${uid}`, () => messages().includes(`volume ${uid} cannot be mounted`));
  return { watch, told, health, messages, heard, settings };
}

const mount = (uid: string) => `volume ${uid} cannot be mounted`;

describe('a watch of events', () => {
  it('tells what is there and then what happens, each once, with a token', async () => {
    server.put(EVENTS, event('a'));
    const { watch, messages, heard } = house();
    watch.start();
    watch.start();
    await heard('a');
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(server.requests[1]).toMatch(/watch=1.*allowWatchBookmarks=true.*resourceVersion=101.*timeoutSeconds=\d+/);
    expect(new Set(server.authorizations)).toEqual(new Set(['Bearer a-token-of-tests']));
  });

  it('reads a large cluster in pages', async () => {
    const uids = Array.from({ length: 620 }, (_, index) => `n${index}`);
    uids.forEach((uid) => server.put(EVENTS, event(uid)));
    const { watch, messages, heard } = house();
    watch.start();
    await heard('n619');
    expect(messages()).toEqual(uids.map(mount));
    expect(server.requests.slice(0, 3)).toEqual([
      `${EVENTS}?limit=250`,
      `${EVENTS}?limit=250&continue=250`,
      `${EVENTS}?limit=250&continue=500`,
    ]);
  });

  it('goes on where it was when the server ends it, without a list', async () => {
    const { watch, messages, heard } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, event('a'));
    await heard('a');
    server.endWatches(EVENTS);
    await until('the end', () => server.requests.length > 2);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(server.requests.filter((request) => !request.includes('watch=1'))).toHaveLength(1);
  });

  it('loses nothing and tells nothing twice when the connection breaks in the middle of a line', async () => {
    const { watch, messages, heard, health } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, event('a'));
    await heard('a');
    const half = JSON.stringify({ type: 'ADDED', object: event('half') });
    server.write(EVENTS, half.slice(0, half.length / 2));
    await new Promise((resolve) => setImmediate(resolve));
    server.breakConnections(EVENTS);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    await until('health', () => health.at(-1) === null);
    expect(health).toContain('the connection broke while watching events');
  });

  it.each([
    ['when it asks again', false],
    ['in the stream', true],
  ])('lists again when it is told %s that its version is gone, and tells only what is new', async (_, tellWatchers) => {
    const { watch, messages, heard, health } = house();
    server.put(EVENTS, event('a'));
    watch.start();
    await heard('a');
    await until('the watch', () => server.watches === 1);
    server.forget(EVENTS, { tellWatchers });
    server.endWatches(EVENTS);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(server.requests.filter((request) => !request.includes('watch=1'))).toHaveLength(2);
    expect(health.every((problem) => problem === null)).toBe(true);
  });

  it('goes on after a restart from where the last bookmark was', async () => {
    const settings = settingsStore();
    const first = house({ settings });
    server.put(EVENTS, event('a'));
    first.watch.start();
    await first.heard('a');
    await until('the watch', () => server.watches === 1);
    server.bookmark(EVENTS);
    const requests = server.requests.length;
    await until('the bookmark', () => first.health.length >= 3);
    await first.watch.stop();
    expect([...settings.kept.values()]).toEqual([{ server: address, version: '102' }]);
    server.put(EVENTS, event('b'));
    const second = house({ settings });
    second.watch.start();
    await second.heard('b');
    expect(second.messages()).toEqual([mount('b')]);
    expect(server.requests[requests]).toContain('watch=1&allowWatchBookmarks=true&resourceVersion=102');
  });

  it('does not go on from a version of another cluster', async () => {
    const settings = settingsStore();
    settings.kept.set(`kubernetes.eu-1.${EVENTS}`, { server: 'https://another', version: '9' });
    server.put(EVENTS, event('a'));
    const { watch, heard } = house({ settings });
    watch.start();
    await heard('a');
    expect(server.requests[0]).toBe(`${EVENTS}?limit=250`);
  });

  it('tells a series that is repeated as one occurrence', async () => {
    const { watch, told } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    for (const count of [1, 2, 3]) {
      server.put(EVENTS, event('a', { count, firstTimestamp: ago(0), lastTimestamp: ago(0) }));
    }
    await until('all three', () => told.length === 3);
    expect(new Set(told.map(({ key }) => key)).size).toBe(1);
    expect(told.at(-1)?.details).toContainEqual(['count', '3']);
  });

  it('leaves out what it cannot read and goes on', async () => {
    const { watch, heard } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, { metadata: { uid: 'odd' }, involvedObject: 7, reason: [] });
    server.put(EVENTS, event('b'));
    await heard('b');
  });

  it('lists again when a line is no JSON', async () => {
    const { watch, heard } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.write(EVENTS, '<html>\n');
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(server.requests.filter((request) => !request.includes('watch=1')).length).toBeGreaterThan(1);
  });

  it.each([
    [401, 'the cluster does not know our credential (401)'],
    [403, 'our account may not list events (403)'],
    [429, 'the cluster is busy and asks to list events later (429)'],
    [500, 'the cluster answered 500 when asked to list events'],
  ])('that is refused with %d says why, tries again, and is well when it works', async (status, sentence) => {
    server.refusals.push({ status }, { status });
    server.put(EVENTS, event('a'));
    const { watch, heard, health } = house();
    watch.start();
    await heard('a');
    expect(health.filter((problem) => problem?.startsWith(sentence))).toHaveLength(2);
    await until('health', () => health.at(-1) === null);
  });

  it('waits where intake is full, and passes nothing over', async () => {
    let busy = 3;
    const { watch, messages, heard } = house({ ingest: () => (busy-- > 0 ? 'busy' : 'taken') });
    server.put(EVENTS, event('a'));
    watch.start();
    await heard('a');
    expect(messages()).toEqual([mount('a')]);
    expect(server.requests.filter((request) => !request.includes('watch=1'))).toHaveLength(1);
  });

  it('says so while the store is away, and tells everything when it is back', async () => {
    let away = 2;
    const { watch, messages, heard, health } = house({ ingest: () => (away-- > 0 ? 'away' : 'taken') });
    server.put(EVENTS, event('a'));
    watch.start();
    await heard('a');
    expect(messages()).toEqual([mount('a')]);
    expect(health).toContain('the store is away');
  });

  it('ends when it is told to, also while it waits', async () => {
    server.refusals.push(...Array.from({ length: 50 }, () => ({ status: 500, headers: { 'retry-after': '3600' } })));
    const { watch, health } = house();
    watch.start();
    await until('a refusal', () => health.length > 0);
    await watch.stop();
    const asked = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.requests.length).toBe(asked);
    expect(server.watches).toBe(0);
  });
});

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
