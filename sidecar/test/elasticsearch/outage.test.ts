import { findBrokenLink } from '../../src/domain/events/event-chain.ts';
import type { Scope } from '../../src/domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../src/ports/stores/store-failure.ts';
import { TelemetryUnavailable } from '../../src/ports/telemetry-source.ts';
import { batchOf, eventsOf, incidentOf, lineOf, NOON } from '../conformance/examples.ts';
import { freshScope } from '../conformance/conformance.ts';
import {
  ECS_MAPPING,
  ecsLine,
  LogIndices,
  SYSTEM,
  telemetrySource,
} from '../support/elasticsearch/elasticsearch-documents.ts';
import { startElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch/elasticsearch-stores.ts';

jest.setTimeout(300_000);

/** A server of its own, since it is killed. */
let server: ElasticsearchServer;
let opened: OpenedForTest;

beforeAll(async () => {
  server = await startElasticsearch();
  opened = await openStoresForTest(server.url, { requestTimeoutSeconds: 5 });
});
afterAll(async () => {
  await opened.stores.close();
  await server.stop();
});

test('what was acknowledged survives a kill; while the server is away both ports say so, then go on', async () => {
  const scope = freshScope();
  const { stores } = opened;
  const logs = new LogIndices(server.url);
  const index = await logs.create('outage', ECS_MAPPING);
  await logs.write(index, [ecsLine(new Date(NOON).toISOString(), 'checkout')]);
  const source = telemetrySource(server.url, { index, requestTimeoutSeconds: 5 });
  const range = { from: NOON - (NOON % 10_000), to: NOON + 10_000 };
  const before = await source.poll(SYSTEM, range);
  expect(before.counts).toHaveLength(1);

  // Writes go on until the kill cuts them off; which of them were acknowledged is known exactly.
  const acknowledged: number[] = [];
  const events = eventsOf(scope, 'inc_1', { count: 2_000 });
  const writing = (async () => {
    for (const event of events) {
      await stores.events.append(scope, [event]);
      acknowledged.push(event.sequence);
    }
  })().catch((failure: unknown) => failure);
  await stores.signals.append(scope, batchOf({ id: 'bat_1', lines: [lineOf({ id: 'log_1' })] }));
  await stores.incidents.save(scope, incidentOf(scope, { id: 'inc_1' }));
  await until(() => acknowledged.length >= 20);
  await server.kill();

  expect(await writing).toBeInstanceOf(StoreUnavailable);
  await expect(stores.check()).rejects.toThrow(StoreUnavailable);
  await expect(stores.events.read(scope, 'inc_1')).rejects.toThrow(StoreUnavailable);
  await expect(source.poll(SYSTEM, range)).rejects.toThrow(TelemetryUnavailable);
  await expect(source.check()).rejects.toThrow('could not be reached');

  await server.restart();
  const kept = (await stores.events.read(scope, 'inc_1')).map(({ sequence }) => sequence);
  expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
  // One more may have arrived whose answer was lost.
  expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1);
  expect(await stores.incidents.get(scope, 'inc_1')).not.toBeNull();
  const found = await stores.logs.search(scope, { from: NOON - 1e6, to: NOON + 1e6, limit: 5 });
  expect(found.lines).toHaveLength(1);
  expect(await source.poll(SYSTEM, range)).toEqual(before);
  await source.close();
});

const KILLS = Number(process.env.IM_TEST_ELASTICSEARCH_KILLS ?? 1);
const WRITERS = 4;
const EVENTS_AN_APPEND = 3;

test(`of what was acknowledged before each of ${KILLS} kills under load nothing is lost, and no append is there in part`, async () => {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const scope = freshScope();
    const load = Array.from({ length: WRITERS }, (_, writer) => writeUntilCutOff(scope, `inc_${writer}`));
    const appended = () => load.reduce((sum, { acknowledged }) => sum + acknowledged.appends, 0);
    const moment = 8 + Math.floor(Math.random() * 60);
    await until(() => appended() >= moment);
    await server.kill();
    await Promise.all(load.map(({ ended }) => ended));
    await server.restart();

    const found = await searchAllLines(scope);
    for (const { stream, acknowledged, events } of load) {
      const read = await opened.stores.events.read(scope, stream);
      expect(read.length % EVENTS_AN_APPEND).toBe(0);
      expect(read.length).toBeGreaterThanOrEqual(acknowledged.appends * EVENTS_AN_APPEND);
      expect(read.length).toBeLessThanOrEqual((acknowledged.appends + 1) * EVENTS_AN_APPEND);
      expect(read).toEqual(events.slice(0, read.length));
      expect(findBrokenLink(read)).toBeNull();
      expect(found).toEqual(expect.arrayContaining(acknowledged.lines));
    }
    expect(new Set(found).size).toBe(found.length);
  }
}, 600_000);

/** An append, then a batch of lines, and so on, until the store is gone. */
function writeUntilCutOff(scope: Scope, stream: string) {
  const events = eventsOf(scope, stream, { count: 1_500 });
  const acknowledged = { appends: 0, lines: [] as string[] };
  const write = async () => {
    for (let start = 0; start < events.length; start += EVENTS_AN_APPEND) {
      await opened.stores.events.append(scope, events.slice(start, start + EVENTS_AN_APPEND));
      acknowledged.appends += 1;
      const line = lineOf({ id: `log_${stream}_${start}` });
      await opened.stores.signals.append(scope, batchOf({ id: `bat_${stream}_${start}`, lines: [line] }));
      acknowledged.lines.push(line.id);
    }
  };
  const ended = write().catch((failure: unknown) => {
    expect(failure).toBeInstanceOf(StoreUnavailable);
  });
  return { stream, events, acknowledged, ended };
}

async function searchAllLines(scope: Scope): Promise<string[]> {
  await opened.refresh();
  const range = { from: NOON - 1e6, to: NOON + 1e6, limit: 5_000 };
  return (await opened.stores.logs.search(scope, range)).lines.map(({ id }) => id);
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error('the condition did not come true');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
