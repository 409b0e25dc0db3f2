import { createClient } from '../../src/adapters/elasticsearch-client/create-client.ts';
import { Connection } from '../../src/adapters/store-elasticsearch/connection.ts';
import { ElasticsearchSignalStore } from '../../src/adapters/store-elasticsearch/stores/elasticsearch-signal-store.ts';
import type { Scope } from '../../src/domain/tenancy/scope.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { ROLLED_UP_STEP_MS } from '../../src/ports/stores/signals/signal-store.ts';
import { StoreUnavailable } from '../../src/ports/stores/store-failure.ts';
import { freshScope } from '../conformance/conformance.ts';
import { batchOf, NOON } from '../conformance/examples.ts';
import { metricCount, operationCount, STEP } from '../conformance/signals/signal-examples.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch/elasticsearch-stores.ts';

jest.setTimeout(240_000);

const BEFORE = NOON + 40 * ROLLED_UP_STEP_MS;
const SPAN = { from: NOON - ROLLED_UP_STEP_MS, to: BEFORE };

let server: ElasticsearchServer;
let opened: OpenedForTest;

/** Dies at the request after so many: that one and all later ones never reach the server. */
class DyingConnection extends Connection {
  left = Number.POSITIVE_INFINITY;

  override send<Answer>(request: Parameters<Connection['send']>[0]): Promise<Answer> {
    this.left -= 1;
    if (this.left < 0) {
      return Promise.reject(new StoreUnavailable('killed'));
    }
    return super.send(request) as Promise<Answer>;
  }
}

beforeAll(async () => {
  server = await ensureElasticsearch();
  opened = await openStoresForTest(server.url);
});
afterAll(async () => {
  await opened.cleanUp();
  await server.stop();
});

function dying(after: number): { signals: ElasticsearchSignalStore; connection: DyingConnection } {
  const client = createClient({
    urls: [server.url],
    auth: { kind: 'none' },
    requestTimeoutSeconds: 30,
    majorVersion: 9,
  });
  const connection = new DyingConnection(client, { prefix: opened.indexPrefix, requestTimeoutSeconds: 30 });
  connection.left = after;
  return { signals: new ElasticsearchSignalStore(connection, systemClock), connection };
}

async function fill(scope: Scope): Promise<void> {
  const buckets = [0, 1, 29, 31, 400, 401];
  const operations = buckets.map((bucket) => operationCount('s', '', { bucket, requests: 3, latency: [bucket, 3] }));
  const metrics = buckets.map((bucket) => metricCount('s', 'queue', { bucket, value: bucket }));
  await opened.stores.signals.append(scope, batchOf({ id: 'bat_1', operations, metrics }));
  await opened.refresh();
}

async function wide(scope: Scope) {
  await opened.refresh();
  const query = { ...SPAN, stepMs: ROLLED_UP_STEP_MS, maxSeries: 9 };
  return {
    operations: await opened.stores.traffic.operations(scope, query),
    metrics: await opened.stores.metrics.series(scope, query),
  };
}

async function finish(scope: Scope): Promise<void> {
  while ((await opened.stores.signals.rollUp(scope, BEFORE)) > 0) {
    await opened.refresh();
  }
}

const AT_ONCE = 8;

async function diesAt(request: number): Promise<'whole' | 'died'> {
  const scope = freshScope();
  await fill(scope);
  const before = await wide(scope);
  const { signals, connection } = dying(request);
  const end = await signals.rollUp(scope, BEFORE).then(
    () => 'whole' as const,
    () => 'died' as const
  );
  expect(await wide(scope)).toEqual(before);
  await finish(scope);
  expect(await wide(scope)).toEqual(before);
  const fine = await opened.stores.traffic.operations(scope, { ...SPAN, stepMs: STEP });
  expect(fine.map(({ at }) => (at - NOON) / ROLLED_UP_STEP_MS)).toEqual([0, 1, 13]);
  connection.left = Number.POSITIVE_INFINITY;
  await connection.close();
  return end;
}

test('rolling up that dies at any request neither doubles nor loses anything, and is finished later', async () => {
  // Much of it waits for the server: several die beside each other, each in an organisation of its own.
  let requests = 0;
  for (let isWhole = false; !isWhole; requests += AT_ONCE) {
    const ends = Array.from({ length: AT_ONCE }, (_, place) => diesAt(requests + place));
    isWhole = (await Promise.all(ends)).some((end) => end === 'whole');
  }
  expect(requests).toBeGreaterThan(15);
});

test('several that roll up at once do it once', async () => {
  const scope = freshScope();
  await fill(scope);
  const before = await wide(scope);
  await Promise.all(
    [1, 2, 3, 4].map((place) => opened.stores.signals.rollUp(scope, BEFORE - place * ROLLED_UP_STEP_MS))
  );
  expect(await wide(scope)).toEqual(before);
  await finish(scope);
  expect(await wide(scope)).toEqual(before);
});
