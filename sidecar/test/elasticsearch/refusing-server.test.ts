import { openElasticsearchStores } from '../../src/adapters/store-elasticsearch/open-elasticsearch-stores.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { StoreUnavailable } from '../../src/ports/stores/store-failure.ts';
import { TelemetryUnavailable } from '../../src/ports/telemetry-source.ts';
import { SYSTEM, telemetrySource } from '../support/elasticsearch/elasticsearch-documents.ts';
import {
  startFakeElasticsearch,
  type FakeAnswer,
  type FakeRequest,
} from '../support/elasticsearch/fake-elasticsearch.ts';

const RANGE = { from: 0, to: 10_000 };
const WHOLE = { total: 3, successful: 3, skipped: 0, failed: 0 };
const COUNTS = {
  withoutService: { doc_count: 0 },
  services: {
    sum_other_doc_count: 0,
    buckets: [
      {
        key: 'checkout',
        doc_count: 1,
        errors: { doc_count: 1 },
        buckets: { buckets: [{ key: 0, doc_count: 1, errors: { doc_count: 1 }, warnings: { doc_count: 0 } }] },
      },
    ],
  },
};

function field(type: string) {
  return { [type]: { type, metadata_field: false, searchable: true, aggregatable: true } };
}
const MAPPING = {
  indices: ['logs'],
  fields: { '@timestamp': field('date'), 'service.name': field('keyword'), 'log.level': field('keyword') },
};

function searchAnswer(changes: object = {}): FakeAnswer & { body: object } {
  const body = { took: 1, timed_out: false, _shards: WHOLE, hits: { hits: [] }, aggregations: COUNTS, ...changes };
  return { status: 200, body };
}

/** What a test opened is closed also when it fails: a listening server would hold the whole run. */
const toClose: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(toClose.splice(0).map((close) => close()));
});

async function fakeServer(answer: Parameters<typeof startFakeElasticsearch>[0]) {
  const server = await startFakeElasticsearch(answer);
  toClose.push(server.stop);
  return server;
}

function sourceAt(...given: Parameters<typeof telemetrySource>) {
  const source = telemetrySource(...given);
  toClose.push(() => source.close());
  return source;
}

/** Knows the mapping; the searches are answered one after the other, the last one again and again. */
function logsServer(...answers: (FakeAnswer | 'silence')[]) {
  return fakeServer((request: FakeRequest) => {
    if (request.path.includes('_field_caps')) {
      return { status: 200, body: MAPPING };
    }
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? searchAnswer();
  });
}

describe('a telemetry source', () => {
  test.each([
    ['some shards failed', { _shards: { ...WHOLE, successful: 2, failed: 1 } }],
    ['the search timed out', { timed_out: true }],
    ['a remote cluster was skipped', { _clusters: { total: 2, successful: 1, skipped: 1 } }],
  ])('never takes half a count for a whole one: %s', async (_, changes) => {
    const server = await logsServer(searchAnswer(changes));
    const source = sourceAt(server.url, { index: 'logs' });
    await expect(source.poll(SYSTEM, RANGE)).rejects.toThrow(TelemetryUnavailable);
    await expect(source.samples(SYSTEM, { services: ['checkout'], ...RANGE, limit: 1 })).rejects.toThrow('in part');
  });

  test('asks once a tick, however many services, and asks for the mapping once', async () => {
    const server = await logsServer(searchAnswer());
    const source = sourceAt(server.url, { index: 'logs' });
    await source.poll(SYSTEM, RANGE);
    await source.poll(SYSTEM, RANGE);
    const paths = server.requests.map(({ path }) => path.split('?')[0]);
    expect(paths).toEqual(['/logs/_field_caps', '/logs/_search', '/logs/_search']);
  });

  test.each([
    ['was refused', { error: { type: 'security_exception', reason: 'canary-secret' }, status: 403 }, 'status 403'],
    ['came only in part', { ...searchAnswer({ _shards: { ...WHOLE, failed: 1 } }).body, status: 200 }, 'in part'],
  ])('tells what %s of the spans, and the lines whole', async (_, spans, sentence) => {
    const fields = { ...MAPPING.fields, 'processor.event': field('keyword') };
    const lines = { ...searchAnswer().body, status: 200 };
    const server = await fakeServer(({ path }) =>
      path.includes('_field_caps')
        ? { status: 200, body: { ...MAPPING, fields } }
        : { status: 200, body: { took: 1, responses: [lines, spans] } }
    );
    const source = sourceAt(server.url, { index: 'logs', traces: { index: 'traces-*', preset: 'ecs' } });
    const polled = await source.poll(SYSTEM, RANGE);
    expect(polled).toMatchObject({ counts: [{ service: 'checkout', lines: 1 }], traffic: null });
    expect(polled.problems).toEqual([expect.stringContaining(`traces: traces-* `)]);
    expect(polled.problems[0]).toContain(sentence);
    expect(polled.problems[0]).not.toContain('canary-secret');
  });

  test('leaves a busy cluster alone for a moment and asks again', async () => {
    const busy = { status: 429, body: { error: { type: 'circuit_breaking_exception' }, status: 429 } };
    const server = await logsServer(busy, busy, searchAnswer());
    const source = sourceAt(server.url, { index: 'logs' });
    expect((await source.poll(SYSTEM, RANGE)).counts).toHaveLength(1);
  });

  test('gives a silent server up after its time limit', async () => {
    const server = await logsServer('silence');
    const source = sourceAt(server.url, { index: 'logs', requestTimeoutSeconds: 0.2 });
    await expect(source.poll(SYSTEM, RANGE)).rejects.toThrow('did not answer in time');
    // Neither limit, the client's for one attempt nor ours for all of them, is taken for a broken connection.
    expect(server.requests.filter(({ path }) => path.includes('_search'))).toHaveLength(1);
  });

  test('sends its credential, and shows it in no error', async () => {
    const refused = { status: 401, body: { error: { type: 'security_exception', reason: 'bad' }, status: 401 } };
    const server = await logsServer(refused);
    const source = sourceAt(server.url, { index: 'logs', auth: { kind: 'apiKey', apiKey: 'canary-secret' } });
    const failure = await source.poll(SYSTEM, RANGE).catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(TelemetryUnavailable);
    expect(String(failure)).toContain('refused the credential');
    expect(server.requests.at(-1)?.headers.authorization).toBe('ApiKey canary-secret');
    const everything = [failure, (failure as Error).cause].map((one) => JSON.stringify(one, allKeysOf(one))).join();
    expect(everything).not.toContain('canary-secret');
  });

  test('knows what is no Elasticsearch', async () => {
    const server = await fakeServer(() => ({
      status: 200,
      body: {},
      headers: { 'x-elastic-product': '-' },
    }));
    const source = sourceAt(server.url, { index: 'logs' });
    await expect(source.check()).rejects.toThrow('not an Elasticsearch');
  });
});

describe('the store', () => {
  const options = {
    auth: { kind: 'basic', username: 'im', password: 'canary-secret' },
    indexPrefix: 'im',
    requestTimeoutSeconds: 2,
    majorVersion: 9,
    replicas: 0,
    clock: systemClock,
  } as const;

  test('does not open on a cluster that would lose what it acknowledged', async () => {
    const server = await fakeServer(({ method, path }) => {
      if (path.includes('_settings')) {
        const settings = { 'index.translog.durability': 'async' };
        return { status: 200, body: { 'im-incidents-000001': { settings } } };
      }
      return method === 'HEAD' ? { status: 404, body: {} } : { status: 200, body: { acknowledged: true } };
    });
    await expect(openElasticsearchStores({ ...options, urls: [server.url] })).rejects.toThrow(
      /translog\.durability "async"; set it to "request"/
    );
  });

  test('does not open where nobody answers, and says so as StoreUnavailable', async () => {
    const server = await fakeServer(() => 'silence');
    await server.stop();
    const opening = openElasticsearchStores({ ...options, urls: [server.url] });
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow('could not be reached');
  });

  test('tells that the other client is needed', async () => {
    const error = { type: 'media_type_header_exception', reason: 'Invalid media-type value' };
    const server = await fakeServer(({ method }) =>
      method === 'HEAD' ? { status: 404, body: {} } : { status: 400, body: { error, status: 400 } }
    );
    await expect(openElasticsearchStores({ ...options, urls: [server.url] })).rejects.toThrow('majorVersion 8 or 9');
  });

  test('never asks GET /, which some servers refuse', async () => {
    const server = await fakeServer(() => ({ status: 403, body: {} }));
    await expect(openElasticsearchStores({ ...options, urls: [server.url] })).rejects.toThrow('refused the credential');
    expect(server.requests.map(({ path }) => path)).not.toContain('/');
    expect(server.requests[0]?.headers.authorization).toMatch(/^Basic /);
  });
});

function allKeysOf(thing: unknown): string[] {
  const keys = new Set<string>();
  const seen = new Set<unknown>();
  const look = (value: unknown) => {
    if (value === null || typeof value !== 'object' || seen.has(value)) {
      return;
    }
    seen.add(value);
    for (const key of Object.getOwnPropertyNames(value)) {
      keys.add(key);
      look((value as Record<string, unknown>)[key]);
    }
  };
  look(thing);
  return [...keys];
}
