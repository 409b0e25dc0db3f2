import type { MetricField } from '../../src/adapters/telemetry-elasticsearch/metrics/metric-presets.ts';
import type { MetricsOptions } from '../../src/adapters/telemetry-elasticsearch/readings.ts';
import { namePolled } from '../../src/usecases/detection/polling/name-polled.ts';
import { LogIndices, SYSTEM, telemetrySource } from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';

jest.setTimeout(240_000);

const NOON = Date.UTC(2026, 2, 1, 12);
const RANGE = { from: NOON, to: NOON + 60_000 };
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();
const EXACT = { type: 'keyword' };
const BASE = {
  '@timestamp': { type: 'date' },
  service: { properties: { name: EXACT, node: { properties: { name: EXACT } } } },
};

let server: ElasticsearchServer;
let indices: LogIndices;

beforeAll(async () => {
  server = await ensureElasticsearch();
  indices = new LogIndices(server.url);
});
afterAll(async () => {
  await indices.removeAll();
  await server.stop();
});

function sourceOf(index: string, options: Partial<MetricsOptions>) {
  const metrics = { index, preset: null, ...options };
  return telemetrySource(server.url, { index: indices.name('no-logs-*'), metrics });
}

/** As they come into the store. */
async function poll(index: string, options: Partial<MetricsOptions>, range = RANGE) {
  const source = sourceOf(index, options);
  try {
    const { metrics, problems } = namePolled(await source.poll(SYSTEM, range), (text) => text);
    return { metrics: metrics ?? null, problems };
  } finally {
    await source.close();
  }
}

async function check(index: string, options: Partial<MetricsOptions>): Promise<string> {
  const source = sourceOf(index, options);
  return (await source.check().finally(() => source.close())).detail;
}

function field(name: string, more: Partial<MetricField> = {}): MetricField {
  return { field: name, unit: '', kind: 'gauge', labels: [], ...more };
}

describe('gauges', () => {
  test('come by service and bucket with how many, sum, smallest and largest', async () => {
    const index = await indices.create('gauges', { ...BASE, queue: { properties: { depth: { type: 'double' } } } });
    await indices.write(index, [
      { '@timestamp': at(1), service: { name: 'checkout' }, queue: { depth: 2 } },
      { '@timestamp': at(9), service: { name: 'checkout' }, queue: { depth: 5 } },
      { '@timestamp': at(11), service: { name: 'checkout' }, queue: { depth: 7 } },
      { '@timestamp': at(12), service: { name: 'checkout' } },
      { '@timestamp': at(60), service: { name: 'checkout' }, queue: { depth: 100 } },
      { '@timestamp': at(1), queue: { depth: 100 } },
    ]);
    const common = { service: 'checkout', metric: 'depth', unit: '{order}', kind: 'gauge', labels: '' };
    const { metrics } = await poll(index, { fields: [field('queue.depth', { name: 'depth', unit: '{order}' })] });
    expect(metrics).toEqual([
      { ...common, at: NOON, count: 2, sum: 7, min: 2, max: 5, last: 3.5 },
      { ...common, at: NOON + 10_000, count: 1, sum: 7, min: 7, max: 7, last: 7 },
    ]);
  });

  test('are split by labels, and what has none is a series of its own', async () => {
    const index = await indices.create('labels', {
      ...BASE,
      used: { type: 'long' },
      attributes: { type: 'flattened' },
      zone: EXACT,
    });
    const document = (used: number, more: object) => ({ '@timestamp': at(1), service: { name: 'a' }, used, ...more });
    await indices.write(index, [
      document(1, { attributes: { 'jvm.memory.type': 'heap' }, zone: 'b' }),
      document(2, { attributes: { 'jvm.memory.type': 'non_heap' } }),
      document(4, {}),
    ]);
    const { metrics } = await poll(index, {
      fields: [field('used', { labels: ['attributes.jvm.memory.type', 'zone'] })],
    });
    expect(metrics?.map(({ labels, sum }) => `${labels}: ${sum}`)).toEqual([
      ': 4',
      'jvm.memory.type=heap,zone=b: 1',
      'jvm.memory.type=non_heap: 2',
    ]);
  });

  test('that a preset hopes for are asked for where they are there', async () => {
    const index = await indices.create('apm-preset', {
      ...BASE,
      jvm: { properties: { memory: { properties: { heap: { properties: { used: { type: 'float' } } } } } } },
      system: { properties: { memory: { properties: { actual: { properties: { free: EXACT } } } } } },
    });
    await indices.write(index, [
      { '@timestamp': at(1), service: { name: 'a' }, jvm: { memory: { heap: { used: 5 } } } },
    ]);
    const { metrics, problems } = await poll(index, { preset: 'apm' });
    expect(metrics).toMatchObject([{ metric: 'jvm.memory.heap.used', unit: 'By', sum: 5 }]);
    expect(problems).toEqual([]);
    expect(await check(index, { preset: 'apm' })).toContain('metrics: jvm.memory.heap.used by service.name');
  });

  test('of OpenTelemetry are named as they were before they were indexed', async () => {
    const index = await indices.create('otel-preset', {
      '@timestamp': { type: 'date_nanos' },
      resource: { properties: { attributes: { type: 'flattened' } } },
      metrics: { properties: { jvm: { properties: { thread: { properties: { count: { type: 'long' } } } } } } },
    });
    await indices.write(index, [
      {
        '@timestamp': at(1),
        resource: { attributes: { 'service.name': 'a' } },
        metrics: { jvm: { thread: { count: 9 } } },
      },
    ]);
    expect((await poll(index, { preset: 'otel' })).metrics).toMatchObject([
      { service: 'a', metric: 'jvm.thread.count', sum: 9 },
    ]);
  });

  test('of Kubernetes are counted by what pods were made from', async () => {
    const index = await indices.create('kubernetes');
    const pod = (name: string, pct: number) => ({
      '@timestamp': at(1),
      kubernetes: { deployment: { name: 'checkout' }, pod: { name, cpu: { usage: { limit: { pct } } } } },
    });
    await indices.write(index, [pod('one', 0.5), pod('two', 0.75)]);
    expect((await poll(index, { preset: 'kubernetes' })).metrics).toMatchObject([
      { service: 'checkout', metric: 'kubernetes.pod.cpu.usage.limit.pct', count: 2, min: 0.5, max: 0.75 },
    ]);
  });
});

describe('counters', () => {
  const mapping = { ...BASE, sent: { type: 'long' } };
  const sent = (seconds: number, node: string, value: number) => ({
    '@timestamp': at(seconds),
    service: { name: 'a', node: { name: node } },
    sent: value,
  });

  test('that tell increases are added up', async () => {
    const index = await indices.create('increases', mapping);
    await indices.write(index, [sent(1, 'x', 3), sent(2, 'y', 4)]);
    const { metrics } = await poll(index, { fields: [field('sent', { kind: 'increase' })] });
    expect(metrics).toMatchObject([{ kind: 'increase', sum: 7, count: 2 }]);
  });

  test('that only grow tell their growth since the bucket before, by instance, through restarts', async () => {
    const index = await indices.create('cumulative', mapping);
    await indices.write(index, [
      sent(-25, 'x', 100),
      ...[sent(5, 'x', 110), sent(15, 'x', 130), sent(35, 'x', 6)],
      // An instance that is new says nothing with its first value, however large.
      ...[sent(15, 'y', 1_000_000), sent(25, 'y', 1_000_005)],
    ]);
    const { metrics } = await poll(index, { fields: [field('sent', { kind: 'cumulative' })] });
    expect(metrics?.map(({ at: start, sum }) => [(start - NOON) / 1000, sum])).toEqual([
      [0, 10],
      [10, 20],
      [20, 5],
      [30, 6],
    ]);
    expect(new Set(metrics?.map(({ kind }) => kind))).toEqual(new Set(['increase']));
  });

  test('of a long gap are the same as of its parts', async () => {
    const index = await indices.create('cumulative-gap', mapping);
    const seconds = Array.from({ length: 100 }, (_, step) => step * 10 + 5);
    await indices.write(
      index,
      seconds.map((second) => sent(second, 'x', second))
    );
    const { metrics } = await poll(
      index,
      { fields: [field('sent', { kind: 'cumulative' })] },
      { from: NOON, to: NOON + 1_000_000 }
    );
    expect(metrics).toHaveLength(99);
    expect(metrics?.every(({ sum }) => sum === 10)).toBe(true);
  });
});

describe('what does not fit', () => {
  test('is told by its name, and the lines are still counted', async () => {
    const index = await indices.create('words', { ...BASE, depth: EXACT });
    await indices.write(index, [{ '@timestamp': at(1), service: { name: 'a' }, depth: '7' }]);
    const { metrics, problems } = await poll(index, { fields: [field('depth')] });
    expect(metrics).toBeNull();
    expect(problems).toEqual([expect.stringContaining('metrics: the field "depth"')]);
  });

  test('a field that no document has yet is told by the connection test', async () => {
    const index = await indices.create('later', { ...BASE, depth: { type: 'long' } });
    await indices.write(index, [{ '@timestamp': at(1), service: { name: 'a' }, depth: 7 }]);
    const options = { fields: [field('depth'), field('later')] };
    expect((await poll(index, options)).metrics).toMatchObject([{ metric: 'depth' }]);
    expect(await check(index, options)).toContain('in no document yet: later');
  });

  test('an index that is not there, or empty, is no problem', async () => {
    expect(await poll(indices.name('nowhere-*'), { preset: 'apm' })).toEqual({ metrics: [], problems: [] });
    expect(await poll(await indices.create('empty'), { preset: 'apm' })).toEqual({ metrics: [], problems: [] });
  });
});
