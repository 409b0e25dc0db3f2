import { StoreUnavailable } from '../../src/ports/store-failure.ts';
import { TelemetryUnavailable } from '../../src/ports/telemetry-source.ts';
import { eventsOf, incidentOf, lineOf, NOON } from '../conformance/examples.ts';
import { freshScope } from '../conformance/conformance.ts';
import { ECS_MAPPING, ecsLine, LogIndices, SYSTEM, telemetrySource } from '../support/elasticsearch-documents.ts';
import { startElasticsearch, type ElasticsearchServer } from '../support/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch-stores.ts';

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
  await stores.logs.append(scope, { id: 'bat_1', lines: [lineOf({ id: 'log_1' })], counts: [] });
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

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error('the condition did not come true');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
