import {
  ECS_MAPPING,
  ecsLine,
  LogIndices,
  SYSTEM,
  telemetrySource,
} from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { startForwarder, type Forwarder } from '../support/processes/forwarder.ts';
import { APM_MAPPING, exitSpan, transaction } from '../support/elasticsearch/trace-documents.ts';

jest.setTimeout(240_000);

const NOON = Date.UTC(2026, 2, 1, 12);
const TICK = { from: NOON, to: NOON + 129_000 };
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

let server: ElasticsearchServer;
let forwarder: Forwarder;
let indices: LogIndices;
let logs: string;
let traces: string;

beforeAll(async () => {
  server = await ensureElasticsearch();
  forwarder = await startForwarder(server.url);
  indices = new LogIndices(server.url);
  logs = await indices.create('logs', ECS_MAPPING);
  traces = await indices.create('traces', { ...APM_MAPPING, jvm: { properties: { heap: { type: 'long' } } } });
  await indices.write(logs, [ecsLine(at(1), 'checkout')]);
  await indices.write(traces, [
    transaction(at(1), 'checkout'),
    exitSpan(at(1), 'checkout', { to: 'redis' }),
    { '@timestamp': at(2), service: { name: 'checkout' }, jvm: { heap: 7 } },
  ]);
});
afterAll(async () => {
  await indices.removeAll();
  await forwarder.stop();
  await server.stop();
});

function everything() {
  return telemetrySource(forwarder.url, {
    index: logs,
    traces: { index: traces, preset: 'ecs' },
    metrics: { index: traces, preset: null, fields: [{ field: 'jvm.heap', unit: 'By', kind: 'gauge', labels: [] }] },
  });
}

describe('a tick', () => {
  test('is one request for lines, spans and metrics together, once the mappings are known', async () => {
    const source = everything();
    await source.poll(SYSTEM, TICK);
    const before = forwarder.requests.length;
    const spentBefore = source.spent;
    const polled = await source.poll(SYSTEM, TICK);
    expect(forwarder.requests.slice(before)).toEqual([expect.stringContaining('/_msearch')]);
    expect(polled).toMatchObject({
      counts: [{ lines: 1 }],
      traffic: { operations: [{ requests: 1 }, { requests: 1 }], calls: [{ callee: 'redis' }] },
      metrics: [{ metric: 'jvm.heap', last: 7 }],
      problems: [],
    });
    expect(source.spent.requests - spentBefore.requests).toBe(1);
    expect(source.spent.bytes).toBeGreaterThan(spentBefore.bytes);
    await source.close();
  });

  test('for lines alone is a plain search, which clusters without indices in bodies take', async () => {
    const source = telemetrySource(forwarder.url, { index: logs });
    await source.poll(SYSTEM, TICK);
    const before = forwarder.requests.length;
    await source.poll(SYSTEM, TICK);
    expect(forwarder.requests.slice(before)).toEqual([expect.stringContaining(`/${logs}/_search`)]);
    await source.close();
  });

  test('stays one request while spans do not fit and metrics are not there yet', async () => {
    const source = telemetrySource(forwarder.url, {
      index: logs,
      traces: { index: traces, preset: 'otel' },
      metrics: { index: indices.name('nowhere-*'), preset: 'apm' },
    });
    await source.poll(SYSTEM, TICK);
    const before = forwarder.requests.length;
    const polled = await source.poll(SYSTEM, TICK);
    expect(forwarder.requests).toHaveLength(before + 1);
    expect(polled).toMatchObject({ counts: [{ lines: 1 }], traffic: null, metrics: [] });
    expect(polled.problems).toEqual([expect.stringContaining('traces: ')]);
    await source.close();
  });

  test('of a long lateness is one request, too, and every bucket comes whole', async () => {
    const source = everything();
    await source.poll(SYSTEM, TICK);
    const before = forwarder.requests.length;
    const polled = await source.poll(SYSTEM, { from: NOON - 3_000_000, to: TICK.to });
    expect(forwarder.requests.length - before).toBeLessThanOrEqual(2);
    expect(polled.traffic?.operations).toHaveLength(2);
    expect(polled.counts).toHaveLength(1);
    expect(polled.metrics).toHaveLength(1);
    await source.close();
  });
});
