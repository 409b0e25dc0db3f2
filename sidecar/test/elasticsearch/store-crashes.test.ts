import { Connection } from '../../src/adapters/store-elasticsearch/connection.ts';
import { Expunging } from '../../src/adapters/store-elasticsearch/expunging.ts';
import { ElasticsearchEventStore } from '../../src/adapters/store-elasticsearch/stores/elasticsearch-event-store.ts';
import { ElasticsearchSignalStore } from '../../src/adapters/store-elasticsearch/stores/elasticsearch-signal-store.ts';
import { createClient } from '../../src/adapters/elasticsearch-client/create-client.ts';
import type { BulkWrite } from '../../src/adapters/store-elasticsearch/bulk-writes.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { StoreUnavailable } from '../../src/ports/stores/store-failure.ts';
import { batchOf, eventsOf, lineOf, NOON } from '../conformance/examples.ts';
import { freshScope } from '../conformance/conformance.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch/elasticsearch-stores.ts';

jest.setTimeout(240_000);

let server: ElasticsearchServer;
let opened: OpenedForTest;
let breaking: BreakingConnection;

/** A process that dies at a chosen write: that one and all after it never reach the server. */
class BreakingConnection extends Connection {
  diesAt: (writes: readonly BulkWrite[]) => boolean = () => false;
  private dead = false;

  override bulk(writes: readonly BulkWrite[]): Promise<number[]> {
    this.dead ||= this.diesAt(writes);
    return this.dead ? Promise.reject(new StoreUnavailable('killed')) : super.bulk(writes);
  }

  override create<Document>(room: Parameters<Connection['create']>[0], id: string, document: Document) {
    return this.dead ? Promise.reject(new StoreUnavailable('killed')) : super.create(room, id, document);
  }

  revive() {
    this.dead = false;
    this.diesAt = () => false;
  }
}

beforeAll(async () => {
  server = await ensureElasticsearch();
  opened = await openStoresForTest(server.url);
  const options = { urls: [server.url], auth: { kind: 'none' }, requestTimeoutSeconds: 30, majorVersion: 9 } as const;
  breaking = new BreakingConnection(createClient(options), { prefix: opened.indexPrefix, requestTimeoutSeconds: 30 });
});
afterEach(() => breaking.revive());
afterAll(async () => {
  await breaking.close();
  await opened.cleanUp();
  await server.stop();
});

describe('a writer of events that dies', () => {
  test('after the deciding write has appended all; a reader writes out the rest, for searches too', async () => {
    const scope = freshScope();
    const events = eventsOf(scope, 'inc_1', { count: 5 });
    breaking.diesAt = (writes) => writes.some(({ index }) => index.endsWith('-events'));
    expect(
      await new ElasticsearchEventStore(breaking, new Expunging(breaking)).append(scope, events.slice(0, 4))
    ).toMatchObject({ ok: true });

    const { stores, refresh } = opened;
    expect(await stores.events.heads(scope, { streams: ['inc_1'] })).toEqual(new Map([['inc_1', 4]]));
    expect(await stores.events.append(scope, eventsOf(scope, 'inc_1', { count: 2, text: 'late' }).slice(1))).toEqual({
      ok: false,
      failure: 'conflict',
    });
    expect(await stores.events.read(scope, 'inc_1')).toEqual(events.slice(0, 4));
    await refresh();
    expect((await stores.events.search(scope, { of: 'incidents', limit: 10 })).events).toHaveLength(4);
    expect(await stores.events.append(scope, events.slice(4))).toMatchObject({ ok: true });
    expect(await stores.events.read(scope, 'inc_1')).toEqual(events);
  });

  test('before the deciding write has appended nothing, and what it left is forgotten with the stream', async () => {
    const scope = freshScope();
    const left = eventsOf(scope, 'inc_1', { count: 2, text: 'personal, never decided' });
    const create = jest.spyOn(breaking, 'create').mockRejectedValueOnce(new StoreUnavailable('killed'));
    await expect(new ElasticsearchEventStore(breaking, new Expunging(breaking)).append(scope, left)).rejects.toThrow(
      'killed'
    );
    create.mockRestore();

    const { stores, refresh, indexPrefix } = opened;
    expect(await stores.events.read(scope, 'inc_1')).toEqual([]);
    const events = eventsOf(scope, 'inc_1', { count: 2 });
    expect(await stores.events.append(scope, events)).toMatchObject({ ok: true });
    expect(await stores.events.read(scope, 'inc_1')).toEqual(events);
    expect(await stores.events.forget(scope, 'inc_1', 2)).toBe(2);
    await refresh();
    const found = await fetch(
      `${server.url}/${indexPrefix}-event-payloads/_count?q=organisation:"${scope.organisation}"`
    );
    expect(await found.json()).toMatchObject({ count: 0 });
  });

  test('a request that was sent again after a lost answer is no conflict with itself', async () => {
    const scope = freshScope();
    const events = eventsOf(scope, 'inc_1', { count: 3 });
    const original = breaking.create.bind(breaking);
    const create = jest.spyOn(breaking, 'create').mockImplementationOnce(async (...written) => {
      await original(...written);
      return original(...written);
    });
    expect(await new ElasticsearchEventStore(breaking, new Expunging(breaking)).append(scope, events)).toMatchObject({
      ok: true,
    });
    create.mockRestore();
    expect(await opened.stores.events.read(scope, 'inc_1')).toEqual(events);
  });

  test('a loser of the race leaves no payload behind', async () => {
    const scope = freshScope();
    await opened.stores.events.append(scope, eventsOf(scope, 'inc_1', { count: 1, text: 'winner' }));
    await opened.stores.events.append(scope, eventsOf(scope, 'inc_1', { count: 1, text: 'loser' }));
    await opened.refresh();
    const url = `${server.url}/${opened.indexPrefix}-event-payloads/_count?q=organisation:"${scope.organisation}"`;
    expect(await (await fetch(url)).json()).toMatchObject({ count: 1 });
  });
});

test('more events than one request reads come back in order', async () => {
  const scope = freshScope();
  const events = eventsOf(scope, 'inc_long', { count: 150 });
  await opened.stores.events.append(scope, events.slice(0, 64));
  await opened.stores.events.append(scope, events.slice(64, 70));
  await opened.stores.events.append(scope, events.slice(70));
  expect((await opened.stores.events.read(scope, 'inc_long')).map(({ sequence }) => sequence)).toEqual(
    events.map(({ sequence }) => sequence)
  );
  expect((await opened.stores.events.heads(scope, { of: 'incidents', since: 0 })).get('inc_long')).toBe(150);
});

describe('a batch of lines', () => {
  test('that was stored in part is whole when it is sent again, and counts once', async () => {
    const scope = freshScope();
    const lines = Array.from({ length: 10 }, (_, n) => lineOf({ id: `log_${n}`, at: NOON + n }));
    const counts = [{ service: 'checkout', at: NOON - (NOON % 10_000), lines: 10, errors: 10, warnings: 0 }];
    const batch = batchOf({ id: 'bat_1', lines, counts });
    const whole = breaking.bulk.bind(breaking);
    const bulk = jest.spyOn(breaking, 'bulk').mockImplementationOnce(async (writes) => {
      await whole(writes.slice(0, 4).concat(writes.slice(-1)));
      throw new StoreUnavailable('killed');
    });
    await expect(new ElasticsearchSignalStore(breaking, systemClock).append(scope, batch)).rejects.toThrow('killed');
    bulk.mockRestore();
    await opened.stores.signals.append(scope, batch);
    await opened.stores.signals.append(scope, batch);
    await opened.refresh();
    const range = { from: NOON - 10_000, to: NOON + 10_000 };
    expect((await opened.stores.logs.search(scope, { ...range, limit: 50 })).lines).toHaveLength(10);
    expect(await opened.stores.statistics.counts(scope, { ...range, stepMs: 10_000 })).toEqual(counts);
  });

  test('is searched for any text in it, in parts of words and across them', async () => {
    const scope = freshScope();
    const messages = [
      'java.net.SocketTimeoutException: connect timed out',
      'größe überschritten für O’Brien',
      'a=1&b=[x]',
    ];
    const lines = messages.map((message, n) => lineOf({ id: `log_${n}`, at: NOON + n, message }));
    await opened.stores.signals.append(scope, batchOf({ id: 'bat_1', lines }));
    await opened.refresh();
    for (const line of lines) {
      for (let start = 0; start + 3 <= line.message.length; start += 2) {
        const contains = line.message.slice(start, start + 9);
        const found = await opened.stores.logs.search(scope, { from: NOON, to: NOON + 9, contains, limit: 10 });
        expect(found.lines.map(({ id }) => id)).toEqual([line.id]);
      }
    }
  });
});

test('all buckets of the statistics are read, however many', async () => {
  const scope = freshScope();
  const counts = Array.from({ length: 12_000 }, (_, n) => ({
    ...{ service: `service-${n % 10}`, at: Math.floor(n / 10) * 10_000 },
    ...{ lines: 1, errors: 0, warnings: 0 },
  }));
  await opened.stores.statistics.replace(scope, 'east', counts);
  await opened.refresh();
  const read = await opened.stores.statistics.counts(scope, { from: 0, to: 12_000_000, stepMs: 10_000 });
  expect(read).toHaveLength(12_000);
});

describe('opening', () => {
  test('at the same time from several sidecars makes the indices once', async () => {
    const scope = freshScope();
    const prefix = `${opened.indexPrefix}-together`;
    const together = await Promise.all([1, 2, 3].map(() => openStoresForTest(server.url, { indexPrefix: prefix })));
    const numbers = await Promise.all(together.map(({ stores }) => stores.incidents.nextNumber(scope)));
    expect([...numbers].sort()).toEqual([1, 2, 3]);
    await Promise.all(together.slice(1).map(({ stores }) => stores.close()));
    await together[0]?.cleanUp();
  });

  test('adds a field that is new, refuses one that is kept as something else, and takes no stranger’s field', async () => {
    const one = await openStoresForTest(server.url);
    await one.stores.close();
    const mapping = async (index: string, properties: object) => {
      await fetch(`${server.url}/${index}`, { method: 'DELETE' });
      const body = JSON.stringify({
        mappings: { dynamic: 'strict', properties },
        aliases: { [index.slice(0, -7)]: {} },
      });
      await fetch(`${server.url}/${index}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    };
    const index = `${one.indexPrefix}-outbox-000001`;
    await mapping(index, { organisation: { type: 'keyword' } });
    const again = await openStoresForTest(server.url, { indexPrefix: one.indexPrefix });
    const message = { id: 'msg_1', topic: 't', payload: {}, createdAt: 1, nextAttemptAt: 1 };
    await again.stores.outbox.put(freshScope(), message);
    await again.stores.close();

    const stranger = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"stranger":1}' };
    expect((await fetch(`${server.url}/${index}/_doc`, stranger)).status).toBe(400);

    await mapping(index, { organisation: { type: 'text' } });
    await expect(openStoresForTest(server.url, { indexPrefix: one.indexPrefix })).rejects.toThrow(
      /keeps the field "organisation" as text, this version needs keyword/
    );
    await again.cleanUp();
  });
});
