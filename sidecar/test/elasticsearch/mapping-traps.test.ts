import { TelemetryUnavailable } from '../../src/ports/telemetry-source.ts';
import {
  ECS_MAPPING,
  ecsLine,
  LogIndices,
  SYSTEM,
  telemetrySource,
} from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';

jest.setTimeout(240_000);

const NOON = Date.UTC(2026, 2, 1, 12);
const RANGE = { from: NOON, to: NOON + 60_000 };
const KEYWORD = { type: 'keyword' };
const TEXT_WITH_KEYWORD = { type: 'text', fields: { keyword: KEYWORD } };
const atNoon = new Date(NOON).toISOString();

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

async function poll(index: string, options: Partial<Parameters<typeof telemetrySource>[1]> = {}) {
  const source = telemetrySource(server.url, { index, ...options });
  return source.poll(SYSTEM, RANGE).finally(() => source.close());
}

async function refusal(index: string, options: Partial<Parameters<typeof telemetrySource>[1]> = {}): Promise<string> {
  const failure: unknown = await poll(index, options).then(
    () => null,
    (reason: unknown) => reason
  );
  expect(failure).toBeInstanceOf(TelemetryUnavailable);
  return failure instanceof Error ? failure.message : '';
}

describe('a text is counted by its keyword', () => {
  test('where the indices were mapped by Elasticsearch itself', async () => {
    const index = await logs.create('dynamic');
    await logs.write(index, [ecsLine(atNoon, 'Check Out'), ecsLine(atNoon, 'Check Out', { level: 'INFO' })]);
    expect((await poll(index)).counts).toEqual([{ service: 'Check Out', at: NOON, lines: 2, errors: 1, warnings: 0 }]);
    const source = telemetrySource(server.url, { index });
    expect((await source.check()).detail).toContain('service.name.keyword and log.level.keyword');
    expect(await source.samples(SYSTEM, { services: ['Check Out'], ...RANGE, limit: 5 })).toHaveLength(1);
    await source.close();
  });

  test('but a level that is only a text does, too', async () => {
    const index = await logs.create('text-level', { ...ECS_MAPPING, log: { properties: { level: { type: 'text' } } } });
    await logs.write(index, [ecsLine(atNoon, 'checkout', { level: 'ERROR' })]);
    expect((await poll(index)).counts).toMatchObject([{ lines: 1, errors: 1 }]);
  });

  test('and a service that is only a text is refused by name', async () => {
    const index = await logs.create('text-service', {
      ...ECS_MAPPING,
      service: { properties: { name: { type: 'text' } } },
    });
    await logs.write(index, [ecsLine(atNoon, 'checkout')]);
    expect(await refusal(index)).toContain('"service.name"');
  });

  test('and indices that disagree are refused rather than counted in half', async () => {
    const one = await logs.create('disagree-1', ECS_MAPPING);
    const two = await logs.create('disagree-2', {
      ...ECS_MAPPING,
      service: { properties: { name: TEXT_WITH_KEYWORD } },
    });
    await logs.write(one, [ecsLine(atNoon, 'checkout')]);
    await logs.write(two, [ecsLine(atNoon, 'checkout')]);
    expect(await refusal(logs.name('disagree-*'))).toContain('"service.name"');
  });
});

describe('times', () => {
  test('are instants: offsets, Z and epoch milliseconds fall into the same bucket', async () => {
    const index = await logs.create('zones', {
      ...ECS_MAPPING,
      '@timestamp': { type: 'date', format: 'strict_date_optional_time||epoch_millis' },
    });
    await logs.write(index, [
      ecsLine('2026-03-01T14:00:01+02:00', 'checkout'),
      ecsLine('2026-03-01T06:30:02-05:30', 'checkout'),
      ecsLine('2026-03-01T12:00:03Z', 'checkout'),
      ecsLine(NOON + 4000, 'checkout'),
      ecsLine('2026-03-01T12:00:05+02:00', 'checkout'),
    ]);
    expect((await poll(index)).counts).toEqual([{ service: 'checkout', at: NOON, lines: 4, errors: 4, warnings: 0 }]);
  });

  test('are found though the mapping takes epoch milliseconds alone', async () => {
    const index = await logs.create('epoch', {
      ...ECS_MAPPING,
      '@timestamp': { type: 'date', format: 'epoch_millis' },
    });
    await logs.write(index, [ecsLine(NOON + 1, 'checkout')]);
    expect((await poll(index)).counts).toMatchObject([{ at: NOON, lines: 1 }]);
    const source = telemetrySource(server.url, { index });
    expect(await source.samples(SYSTEM, { services: ['checkout'], ...RANGE, limit: 5 })).toMatchObject([
      { at: NOON + 1 },
    ]);
    await source.close();
  });

  test('that are kept as words are refused by name', async () => {
    const index = await logs.create('wordy', { ...ECS_MAPPING, '@timestamp': KEYWORD });
    await logs.write(index, [ecsLine(atNoon, 'checkout')]);
    expect(await refusal(index)).toContain('"@timestamp"');
  });
});

describe('what is not there', () => {
  test.each(['none-at-all', 'none-at-*'])('an index that is not there yet (%s) has no lines', async (suffix) => {
    const index = logs.name(suffix);
    expect(await poll(index)).toMatchObject({ counts: [], withoutService: 0, truncated: false });
    const source = telemetrySource(server.url, { index });
    expect(await source.samples(SYSTEM, { services: ['checkout'], ...RANGE, limit: 5 })).toEqual([]);
    expect((await source.check()).detail).toContain('no log line');
    await source.close();
  });

  test('an index without a document yet has no lines, and its first line is counted', async () => {
    const index = await logs.create('empty');
    const source = telemetrySource(server.url, { index });
    expect((await source.poll(SYSTEM, RANGE)).counts).toEqual([]);
    await logs.write(index, [ecsLine(atNoon, 'checkout')]);
    expect((await source.poll(SYSTEM, RANGE)).counts).toHaveLength(1);
    await source.close();
  });

  test.each(['timestamp', 'service', 'level'] as const)('a wrong field of the %s is named', async (role) => {
    const index = await logs.create(`wrong-${role}`, ECS_MAPPING);
    await logs.write(index, [ecsLine(atNoon, 'checkout')]);
    const sentence = await refusal(index, { fields: { [role]: 'no.such.field' } });
    expect(sentence).toContain('"no.such.field"');
    expect(sentence).toContain(`fields.${role}`);
  });

  test('a field that was overridden is read instead of the preset', async () => {
    const index = await logs.create('own-names', {
      when: { type: 'date' },
      app: KEYWORD,
      severity: { type: 'integer' },
    });
    await logs.write(index, [{ when: atNoon, app: 'checkout', severity: 17, text: 'boom' }]);
    const fields = { timestamp: 'when', service: 'app', level: 'severity', message: 'text' };
    expect((await poll(index, { fields })).counts).toMatchObject([{ service: 'checkout', errors: 1 }]);
    const source = telemetrySource(server.url, { index, fields });
    const [line] = await source.samples(SYSTEM, { services: ['checkout'], ...RANGE, limit: 5 });
    expect(line?.message).toBe('boom');
    await source.close();
  });
});
