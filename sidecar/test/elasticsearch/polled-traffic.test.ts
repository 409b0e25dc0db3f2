import { countOf, quantile } from '../../src/domain/traffic/latency-sketch.ts';
import type { TracesOptions } from '../../src/adapters/telemetry-elasticsearch/readings.ts';
import {
  ECS_MAPPING,
  ecsLine,
  LogIndices,
  SYSTEM,
  telemetrySource,
} from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import {
  APM_MAPPING,
  exitSpan,
  OTEL_SPAN_MAPPING,
  otelSpan,
  transaction,
} from '../support/elasticsearch/trace-documents.ts';

jest.setTimeout(240_000);

const NOON = Date.UTC(2026, 2, 1, 12);
const RANGE = { from: NOON, to: NOON + 60_000 };
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

let server: ElasticsearchServer;
let indices: LogIndices;
let logs: string;

beforeAll(async () => {
  server = await ensureElasticsearch();
  indices = new LogIndices(server.url);
  logs = await indices.create('logs', ECS_MAPPING);
  await indices.write(logs, [ecsLine(at(1), 'checkout')]);
});
afterAll(async () => {
  await indices.removeAll();
  await server.stop();
});

async function poll(index: string, options: Partial<TracesOptions> = {}, range = RANGE) {
  const source = telemetrySource(server.url, { index: logs, traces: { index, preset: 'ecs', ...options } });
  try {
    const polled = await source.poll(SYSTEM, range);
    expect(polled.counts).toHaveLength(1);
    const { operations = [], calls = [] } = polled.traffic ?? {};
    return {
      problems: polled.problems,
      traffic: polled.traffic,
      operations: operations.map(
        ({ service, operation, at: start, requests, errors }) =>
          `${service} ${operation || '(whole)'} +${(start - NOON) / 1000}s ${requests}/${errors}`
      ),
      calls: calls.map(
        ({ caller, callee, at: start, calls: count, errors }) =>
          `${caller}→${callee} +${(start - NOON) / 1000}s ${count}/${errors}`
      ),
    };
  } finally {
    await source.close();
  }
}

describe('transactions of Elastic APM', () => {
  test('become requests and failures by service, as a whole and by operation', async () => {
    const index = await indices.create('apm', APM_MAPPING);
    await indices.write(index, [
      transaction(at(1), 'checkout'),
      transaction(at(2), 'checkout', { failed: true }),
      transaction(at(3), 'checkout', { name: 'POST /pay' }),
      transaction(at(12), 'checkout'),
      transaction(at(59.999), 'search', { name: 'GET /find' }),
      transaction(at(60), 'search'),
      exitSpan(at(1), 'checkout', { to: 'postgresql' }),
    ]);
    const { operations, problems } = await poll(index);
    expect(operations.sort()).toEqual([
      'checkout (whole) +0s 3/1',
      'checkout (whole) +10s 1/0',
      'checkout GET /cart +0s 2/1',
      'checkout GET /cart +10s 1/0',
      'checkout POST /pay +0s 1/0',
      'search (whole) +50s 1/0',
      'search GET /find +50s 1/0',
    ]);
    expect(problems).toEqual([]);
  });

  test('have latencies that are at most a tenth too high and hardly too low, and the slowest exactly', async () => {
    const index = await indices.create('apm-latency', APM_MAPPING);
    const slow = Array.from({ length: 200 }, (_, i) => 10 + (i * i) / 8);
    await indices.write(
      index,
      slow.map((milliseconds) => transaction(at(5), 'checkout', { milliseconds }))
    );
    const [whole] = (await poll(index)).traffic?.operations ?? [];
    expect(whole).toMatchObject({ operation: '', requests: 200, slowestMs: slow.at(-1), slowestTrace: null });
    const bins = whole?.latency ?? [];
    expect(countOf(bins)).toBe(200);
    for (const share of [0.25, 0.5, 0.75, 0.9, 0.95, 0.99]) {
      const truth = slow[Math.floor(share * 199)] ?? 0;
      const told = quantile(bins, share) ?? 0;
      expect([share, told / truth > 0.97, told / truth < 1.1]).toEqual([share, true, true]);
    }
  });

  test('of a clock that went backwards are counted and not timed', async () => {
    const index = await indices.create('apm-backwards', APM_MAPPING);
    await indices.write(index, [
      transaction(at(1), 'checkout', { milliseconds: -5 }),
      transaction(at(2), 'checkout', { milliseconds: 0 }),
      transaction(at(3), 'checkout', { milliseconds: 40 }),
    ]);
    const [whole] = (await poll(index)).traffic?.operations ?? [];
    expect(whole).toMatchObject({ requests: 3, slowestMs: 40 });
    expect(countOf(whole?.latency ?? [])).toBe(2);
  });

  test('tell the operations that fail first where there are more than are read', async () => {
    const index = await indices.create('apm-many', APM_MAPPING);
    const quiet = Array.from({ length: 60 }, (_, i) => transaction(at(1), 'checkout', { name: `GET /quiet-${i}` }));
    await indices.write(index, [
      ...quiet,
      ...quiet,
      transaction(at(2), 'checkout', { name: 'POST /pay', failed: true }),
    ]);
    const { operations } = await poll(index);
    expect(operations).toContain('checkout (whole) +0s 121/1');
    expect(operations).toContain('checkout POST /pay +0s 1/1');
    expect(operations).toHaveLength(21);
  });
});

describe('exit spans of Elastic APM', () => {
  test('become calls to whom they name, without ports and the names of clusters', async () => {
    const index = await indices.create('apm-calls', APM_MAPPING);
    await indices.write(index, [
      exitSpan(at(1), 'checkout', { to: 'payment:8080', milliseconds: 100 }),
      exitSpan(at(2), 'checkout', { to: 'payment.shop.svc.cluster.local:8080', failed: true }),
      exitSpan(at(3), 'checkout', { to: 'postgresql' }),
      exitSpan(at(3), 'checkout', { to: null }),
      exitSpan(at(13), 'payment', { to: 'payment:8080' }),
    ]);
    const { calls, traffic } = await poll(index);
    expect(calls.sort()).toEqual([
      'checkout→payment +0s 1/0',
      'checkout→payment +0s 1/1',
      'checkout→postgresql +0s 1/0',
    ]);
    expect(quantile(traffic?.calls.find(({ errors }) => errors === 0)?.latency ?? [], 1)).toBeGreaterThan(15);
  });
});

describe('spans of OpenTelemetry', () => {
  test('become requests and calls by their kind, with peers in one flattened field', async () => {
    const index = await indices.create('otel', OTEL_SPAN_MAPPING);
    await indices.write(index, [
      otelSpan(at(1), 'checkout', { kind: 'Server' }),
      otelSpan(at(2), 'checkout', { kind: 'SPAN_KIND_SERVER', status: 'STATUS_CODE_ERROR' }),
      otelSpan(at(3), 'checkout', { kind: 'CONSUMER', name: 'orders process', status: 'Error' }),
      otelSpan(at(3), 'checkout', { kind: 'Internal' }),
      otelSpan(at(4), 'checkout', { kind: 'Client', attributes: { 'peer.service': 'payment', 'server.address': 'x' } }),
      otelSpan(at(5), 'checkout', { kind: 'Client', attributes: { 'db.system': 'mysql', 'server.address': 'x' } }),
      otelSpan(at(6), 'checkout', { kind: 'Producer', attributes: { 'messaging.destination.name': 'orders' } }),
      otelSpan(at(7), 'checkout', { kind: 'Client', attributes: { 'server.address': 'mail.example' } }),
      otelSpan(at(8), 'checkout', { kind: 'Client' }),
    ]);
    const { operations, calls, traffic } = await poll(index, { preset: 'otel' });
    expect(operations.sort()).toEqual([
      'checkout (whole) +0s 3/2',
      'checkout GET /cart +0s 2/1',
      'checkout orders process +0s 1/1',
    ]);
    expect(calls.sort()).toEqual([
      'checkout→mail.example +0s 1/0',
      'checkout→mysql +0s 1/0',
      'checkout→orders +0s 1/0',
      'checkout→payment +0s 1/0',
    ]);
    expect(traffic?.operations[0]?.slowestMs).toBe(20);
  });
});

describe('mappings of spans', () => {
  test('that Elasticsearch made itself are read by their keywords', async () => {
    const index = await indices.create('dynamic');
    await indices.write(index, [transaction(at(1), 'Check Out'), exitSpan(at(1), 'Check Out', { to: 'redis' })]);
    const { operations, calls } = await poll(index);
    expect(operations).toContain('Check Out (whole) +0s 1/0');
    expect(operations).toContain('Check Out GET /cart +0s 1/0');
    expect(calls).toEqual(['Check Out→redis +0s 1/0']);
  });

  test('without times, outcomes and peers leave counts alone', async () => {
    const index = await indices.create('bare', { '@timestamp': { type: 'date' } });
    await indices.write(index, [
      { '@timestamp': at(1), processor: { event: 'transaction' }, service: { name: 'checkout' } },
    ]);
    const { operations, calls, traffic } = await poll(index);
    expect(operations).toEqual(['checkout (whole) +0s 1/0']);
    expect(calls).toEqual([]);
    expect(traffic?.operations[0]).toMatchObject({ latency: [], slowestMs: 0 });
  });

  test.each([
    [
      'a duration that is a word',
      { transaction: { properties: { duration: { properties: { us: { type: 'keyword' } } } } } },
      {},
      'transaction.duration.us',
    ],
    ['a service that is only a text', { service: { properties: { name: { type: 'text' } } } }, {}, '"service.name"'],
    ['a time that is a number', { '@timestamp': { type: 'long' } }, {}, 'traces.fields.timestamp'],
    [
      'a field that the configuration names wrongly',
      {},
      { fields: { outcome: 'event.outcom' } },
      'traces.fields.outcome',
    ],
  ] as const)('with %s are told and leave the lines whole', async (what, mapping, options, sentence) => {
    const index = await indices.create(`odd-${what.replaceAll(' ', '-')}`, { ...APM_MAPPING, ...mapping });
    const document = what.includes('number')
      ? { ...transaction('1', 'checkout'), '@timestamp': 1 }
      : transaction(at(1), 'checkout');
    await indices.write(index, [document]);
    const { problems, traffic } = await poll(index, options);
    expect(traffic).toBeNull();
    expect(problems).toEqual([expect.stringContaining(sentence)]);
  });

  test('of nothing yet, and of an index without a document, are no problem', async () => {
    expect(await poll(indices.name('nowhere-*'))).toMatchObject({ problems: [], operations: [], calls: [] });
    expect(await poll(await indices.create('empty'))).toMatchObject({ problems: [], operations: [], calls: [] });
  });
});
