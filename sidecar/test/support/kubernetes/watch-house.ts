import type { RawOccurrence } from '../../../src/domain/occurrences/occurrence.ts';
import { fail, succeed } from '../../../src/domain/result.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import type { WatchedKind } from '../../../src/adapters/kubernetes/cluster-teller.ts';
import { KubernetesWatch } from '../../../src/adapters/kubernetes/kubernetes-watch.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import { until } from '../until.ts';
import { ReplayedApiServer } from './replayed-api-server.ts';

export const EVENTS = '/api/v1/events';
export const PODS = '/api/v1/pods';
export const DEPLOYMENTS = '/apis/apps/v1/deployments';
const POD = 'payment-7d9f8b6c5d-x2x9z';

/** Real time in which pauses are short: what is tested is their order, not their length. */
const hurried: Clock = {
  now: () => Date.now(),
  schedule: (delayMs, task) => {
    const timer = setTimeout(task, Math.min(delayMs, 20));
    return () => clearTimeout(timer);
  },
};

export const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

export function event(uid: string, more: Record<string, unknown> = {}) {
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

export function pod(uid: string, statuses: Record<string, unknown>, labels: Record<string, string> = {}) {
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

export function settingsStore() {
  const kept = new Map<string, unknown>();
  return {
    kept,
    read: async (_: unknown, key: string) => kept.get(key) ?? null,
    write: async (_: unknown, key: string, value: unknown) => void kept.set(key, value),
  };
}

interface HouseOptions {
  readonly address: string;
  readonly resources?: readonly WatchedKind[];
  readonly namespaces?: readonly string[];
  readonly settings?: ReturnType<typeof settingsStore>;
  readonly ingest?: (titles: string[]) => 'taken' | 'busy' | 'away';
}

function house({
  address,
  resources = ['events'],
  namespaces = [],
  settings = settingsStore(),
  ingest = () => 'taken',
}: HouseOptions) {
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
  const messages = () => told.map(({ title }) => title.replace(`${POD}: `, ''));
  const heard = (uid: string) => until(`event ${uid}`, () => messages().includes(`volume ${uid} cannot be mounted`));
  return { watch, told, health, messages, heard, settings };
}

export const mount = (uid: string) => `volume ${uid} cannot be mounted`;

/** A server and the watches of one test, which end with it. */
export function replayedCluster() {
  const server = new ReplayedApiServer();
  const houses: Array<ReturnType<typeof house>> = [];
  return {
    server,
    start: () => server.start(),
    open: (address: string, options: Omit<HouseOptions, 'address'> = {}) => {
      const opened = house({ ...options, address });
      houses.push(opened);
      return opened;
    },
    stop: async () => {
      await Promise.all(houses.map(({ watch }) => watch.stop()));
      await server.stop();
    },
  };
}
