import type { ServiceCounts } from '../../src/domain/signals/service-counts.ts';
import {
  ECS_MAPPING,
  ecsLine,
  LogIndices,
  ORGANISATION,
  OTEL_MAPPING,
  otelLine,
  SYSTEM,
  telemetrySource,
} from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';

jest.setTimeout(240_000);

const NOON = Date.UTC(2026, 2, 1, 12);
const RANGE = { from: NOON, to: NOON + 60_000 };
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

let server: ElasticsearchServer;
let logs: LogIndices;

beforeAll(async () => {
  server = await ensureElasticsearch();
  logs = new LogIndices(server.url);
});
afterAll(async () => {
  await logs.removeAll();
  await server.stop();
});

function count(service: string, seconds: number, [lines, errors, warnings]: [number, number, number]): ServiceCounts {
  return { service, at: NOON + seconds * 1000, lines, errors, warnings };
}

async function poll(index: string, options: Partial<Parameters<typeof telemetrySource>[1]> = {}, range = RANGE) {
  const source = telemetrySource(server.url, { index, ...options });
  try {
    const polled = await source.poll(SYSTEM, range);
    return { ...polled, counts: [...polled.counts].sort((a, b) => (a.service < b.service ? -1 : 1) || a.at - b.at) };
  } finally {
    await source.close();
  }
}

describe('counts of lines in ECS', () => {
  test('come by service and bucket of ten seconds, the end of the range excluded', async () => {
    const index = await logs.create('ecs', ECS_MAPPING);
    await logs.write(index, [
      ecsLine(at(0), 'checkout'),
      ecsLine(at(9.999), 'checkout', { level: 'info' }),
      ecsLine(at(10), 'checkout', { level: 'warn' }),
      ecsLine(at(59.999), 'search', { level: 'FATAL' }),
      ecsLine(at(60), 'search'),
      ecsLine(at(-0.001), 'search'),
    ]);
    expect(await poll(index)).toEqual({
      counts: [count('checkout', 0, [2, 1, 0]), count('checkout', 10, [1, 0, 1]), count('search', 50, [1, 1, 0])],
      withoutService: 0,
      truncated: false,
      traffic: null,
      metrics: null,
      problems: [],
    });
  });

  test('know every usual spelling of a level', async () => {
    const index = await logs.create('spellings', ECS_MAPPING);
    const errors = ['error', 'ERROR', 'Error', 'err', 'FATAL', 'Critical', 'crit', 'SEVERE', 'emerg', 'panic'];
    const warnings = ['warn', 'WARN', 'Warning', 'WARNING'];
    const others = ['info', 'DEBUG', 'notice', 'errorless', ''];
    await logs.write(
      index,
      [...errors, ...warnings, ...others].map((level) => ecsLine(at(1), 'checkout', { level }))
    );
    expect((await poll(index)).counts).toEqual([
      count('checkout', 0, [errors.length + warnings.length + others.length, errors.length, warnings.length]),
    ]);
  });

  test('put lines that came late into their own bucket when it is asked again', async () => {
    const index = await logs.create('late', ECS_MAPPING);
    const source = telemetrySource(server.url, { index });
    await logs.write(index, [ecsLine(at(5), 'checkout')]);
    expect((await source.poll(SYSTEM, RANGE)).counts).toEqual([count('checkout', 0, [1, 1, 0])]);
    await logs.write(index, [ecsLine(at(6), 'checkout'), ecsLine(at(7), 'checkout', { level: 'info' })]);
    expect((await source.poll(SYSTEM, RANGE)).counts).toEqual([count('checkout', 0, [3, 2, 0])]);
    await source.close();
  });

  test('tell how many lines have no service, or an empty one', async () => {
    const index = await logs.create('nameless', ECS_MAPPING);
    await logs.write(index, [ecsLine(at(1), null), ecsLine(at(2), ''), ecsLine(at(3), 'checkout')]);
    expect(await poll(index)).toMatchObject({ counts: [{ service: 'checkout' }], withoutService: 2 });
  });

  test('cut the quietest services where there are too many, and say so', async () => {
    const index = await logs.create('many', ECS_MAPPING);
    const chatty = Array.from({ length: 5 }, (_, i) => ecsLine(at(i), 'chatty', { level: 'info' }));
    await logs.write(index, [...chatty, ecsLine(at(1), 'broken'), ecsLine(at(1), 'quiet', { level: 'info' })]);
    const polled = await poll(index, { mostServices: 2 });
    expect(polled.counts.map(({ service }) => service)).toEqual(['broken', 'chatty']);
    expect(polled.truncated).toBe(true);
    expect((await poll(index, { mostServices: 3 })).truncated).toBe(false);
  });

  test('of a long gap come whole, though it takes several requests', async () => {
    const index = await logs.create('gap', ECS_MAPPING);
    const seconds = Array.from({ length: 200 }, (_, step) => step * 5 + 2);
    await logs.write(
      index,
      seconds.map((second) => ecsLine(at(second), 'checkout'))
    );
    // With so many services allowed, one request covers two buckets only.
    const range = { from: NOON + 3_000, to: NOON + 995_000 };
    const polled = await poll(index, { mostServices: 30_000 }, range);
    expect(polled.counts.reduce((sum, { lines }) => sum + lines, 0)).toBe(198);
    expect(new Set(polled.counts.map((row) => row.at)).size).toBe(polled.counts.length);
  });

  test('are narrowed by further fields', async () => {
    const index = await logs.create('narrowed', {
      ...ECS_MAPPING,
      namespace: { type: 'text', fields: { keyword: { type: 'keyword' } } },
    });
    await logs.write(index, [
      { ...ecsLine(at(1), 'checkout'), namespace: 'Shop One' },
      { ...ecsLine(at(1), 'checkout'), namespace: 'other' },
    ]);
    const only = [{ field: 'namespace', value: 'Shop One' }];
    expect((await poll(index, { only })).counts).toEqual([count('checkout', 0, [1, 1, 0])]);
  });

  test('by the client of Elasticsearch 8 are the same', async () => {
    const index = await logs.create('client-8', ECS_MAPPING);
    await logs.write(index, [ecsLine(at(1), 'checkout')]);
    expect(await poll(index, { majorVersion: 8 })).toEqual(await poll(index));
  });

  test('are not for another organisation', async () => {
    const source = telemetrySource(server.url, { index: logs.name('ecs') });
    await expect(source.poll({ ...SYSTEM, organisation: `${ORGANISATION}0` }, RANGE)).rejects.toThrow('organisation');
    await source.close();
  });
});

describe('counts of lines in OpenTelemetry', () => {
  test('take the severity by number or by text, with attributes in one flattened field', async () => {
    const index = await logs.create('otel', OTEL_MAPPING);
    await logs.write(index, [
      otelLine(at(1), 'checkout', { number: 17, text: 'ERROR' }),
      otelLine(at(2), 'checkout', { number: 21 }),
      otelLine(at(3), 'checkout', { text: 'Error' }),
      otelLine(at(4), 'checkout', { number: 13, text: 'WARN' }),
      otelLine(at(5), 'checkout', { number: 9, text: 'INFO' }),
    ]);
    expect((await poll(index, { preset: 'otel' })).counts).toEqual([count('checkout', 0, [5, 3, 1])]);
  });
});

describe('samples', () => {
  test('are the newest errors of the services, in ECS', async () => {
    const index = await logs.create('ecs-samples', ECS_MAPPING);
    await logs.write(index, [
      ecsLine(at(1), 'checkout', { message: 'first' }),
      {
        ...ecsLine(at(3), 'checkout', { message: 'third', level: 'CRITICAL' }),
        error: { type: 'IOError' },
        trace: { id: 't1' },
      },
      // As some shippers write it: names with dots instead of objects.
      {
        '@timestamp': at(2),
        'log.level': 'error',
        'service.name': 'checkout',
        message: 'second',
        'error.stack_trace': 'at a',
      },
      ecsLine(at(4), 'checkout', { level: 'info' }),
      ecsLine(at(5), 'search'),
    ]);
    const source = telemetrySource(server.url, { index });
    const query = { services: ['checkout'], ...RANGE, limit: 10 };
    const lines = await source.samples(SYSTEM, query);
    expect(lines).toEqual([
      expect.objectContaining({
        message: 'third',
        at: NOON + 3000,
        level: 'fatal',
        errorType: 'IOError',
        traceId: 't1',
      }),
      expect.objectContaining({ message: 'second', level: 'error', stack: 'at a', errorType: null }),
      expect.objectContaining({ message: 'first', service: 'checkout' }),
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
    expect(await source.samples(SYSTEM, { ...query, limit: 1 })).toHaveLength(1);
    await source.close();
  });

  test('are never read of a restricted source, whose counts stay', async () => {
    const index = await logs.create('restricted', ECS_MAPPING);
    await logs.write(index, [ecsLine(at(1), 'checkout')]);
    const source = telemetrySource(server.url, { index, restricted: true });
    expect(await source.samples(SYSTEM, { services: ['checkout'], ...RANGE, limit: 5 })).toEqual([]);
    expect((await source.poll(SYSTEM, RANGE)).counts).toEqual([count('checkout', 0, [1, 1, 0])]);
    await source.close();
  });

  test('read body and exception of OpenTelemetry', async () => {
    const index = await logs.create('otel-samples', OTEL_MAPPING);
    await logs.write(index, [otelLine(at(1.123), 'checkout', { number: 22, body: 'boom' })]);
    const source = telemetrySource(server.url, { index, preset: 'otel' });
    expect(await source.samples(SYSTEM, { services: ['checkout'], ...RANGE, limit: 5 })).toEqual([
      expect.objectContaining({
        ...{ at: NOON + 1123, service: 'checkout', level: 'fatal', message: 'boom' },
        ...{ errorType: 'PaymentError', stack: 'at pay\nat cart', traceId: '0af7651916cd43dd8448eb211c80319c' },
      }),
    ]);
    await source.close();
  });
});
