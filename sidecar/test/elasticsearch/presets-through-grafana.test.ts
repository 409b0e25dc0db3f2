import { ELASTICSEARCH_PRESETS } from '../../src/adapters/telemetry-grafana/presets/elasticsearch.ts';
import {
  ECS_MAPPING,
  ecsLine,
  LogIndices,
  OTEL_MAPPING,
  otelLine,
} from '../support/elasticsearch/elasticsearch-documents.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { APM_MAPPING, exitSpan, transaction } from '../support/elasticsearch/trace-documents.ts';

jest.setTimeout(240_000);

const NOON = new Date(Date.UTC(2026, 2, 1, 12)).toISOString();

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

/** As the data source of Grafana puts a query into its search. */
async function count(index: string, query: string): Promise<number> {
  const answer = await fetch(`${server.url}/${index}/_count`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: { bool: { filter: [{ query_string: { analyze_wildcard: true, query } }] } } }),
  });
  return ((await answer.json()) as { count: number }).count;
}

async function counted(index: string, preset: keyof typeof ELASTICSEARCH_PRESETS): Promise<Record<string, number>> {
  const told = ELASTICSEARCH_PRESETS[preset].map(
    async ({ signal, query }) => [signal, await count(index, query)] as const
  );
  return Object.fromEntries(await Promise.all(told));
}

describe('the Lucene queries of the presets for Elasticsearch behind Grafana', () => {
  test('find the levels of ECS in every usual spelling', async () => {
    const index = await indices.create('ecs', ECS_MAPPING);
    const levels = ['error', 'ERROR', 'Error', 'fatal', 'CRITICAL', 'Severe', 'warn', 'WARNING', 'info', 'errorless'];
    await indices.write(
      index,
      levels.map((level) => ecsLine(NOON, 'cart', { level }))
    );
    expect(await counted(index, 'ecs')).toEqual({ lines: 10, errors: 6, warnings: 2 });
  });

  test('find the severities of OpenTelemetry', async () => {
    const index = await indices.create('otel', OTEL_MAPPING);
    await indices.write(
      index,
      [9, 13, 16, 17, 21, 24].map((number) => otelLine(NOON, 'cart', { number }))
    );
    expect(await counted(index, 'otel')).toEqual({ lines: 6, errors: 3, warnings: 2 });
  });

  test('find transactions and their failures', async () => {
    const index = await indices.create('apm', APM_MAPPING);
    await indices.write(index, [
      transaction(NOON, 'cart'),
      transaction(NOON, 'cart', { failed: true }),
      exitSpan(NOON, 'cart', { to: 'redis', failed: true }),
    ]);
    expect(await counted(index, 'apm')).toEqual({ requests: 2, failures: 1, latency: 2 });
  });
});
