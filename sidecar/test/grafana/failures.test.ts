import type { GrafanaTelemetryOptions } from '../../src/adapters/telemetry-grafana/grafana-telemetry-source.ts';
import { TelemetryUnavailable } from '../../src/ports/telemetry-source.ts';
import { seriesFrame, startFakeGrafana, TOKEN, type FakeGrafana } from '../support/grafana/fake-grafana.ts';
import { grafanaHouse, NOON, ORGANISATION, SYSTEM, type GrafanaHouse } from '../support/grafana/grafana-sources.ts';

const RANGE = { from: NOON - 60_000, to: NOON };
const AT = NOON - 20_000;

let grafana: FakeGrafana;
let house: GrafanaHouse;

beforeEach(async () => {
  grafana = await startFakeGrafana({
    dataSources: [
      { uid: 'loki', type: 'loki', name: 'Logs' },
      { uid: 'prom', type: 'prometheus', name: 'Metrics' },
      { uid: 'ours', type: 'incidentmemory-datasource', name: 'Ours' },
      { uid: 'by-team', type: 'loki', name: 'By team', jsonData: { teamHttpHeaders: { headers: {} } } },
      { uid: 'by-login', type: 'loki', name: 'By login', jsonData: { oauthPassThru: true } },
    ],
    answer: () => ({ frames: [seriesFrame([[AT, 3]], { labels: { service_name: 'cart', detected_level: 'error' } })] }),
  });
  house = grafanaHouse(grafana.url);
});
afterEach(async () => {
  await house.close();
  await grafana.stop();
});

const LOKI = { uid: 'loki', presets: ['levels'] };

function poll(options: Partial<GrafanaTelemetryOptions> & { uid: string } = LOKI, of = house) {
  return of.source(options).poll(SYSTEM, RANGE);
}

async function failure(polling: Promise<unknown>): Promise<string> {
  const reason: unknown = await polling.then(
    () => null,
    (error: unknown) => error
  );
  expect(reason).toBeInstanceOf(TelemetryUnavailable);
  const { message, cause, stack } = reason as Error;
  expect([message, String(stack), JSON.stringify(cause ?? null), String(cause)].join()).not.toContain(TOKEN);
  return message;
}

describe('a refusal says what to do', () => {
  it.each([
    [401, 'make a new token'],
    [403, 'the role Viewer'],
    [404, 'check the uid'],
    [500, 'status 500'],
    [502, 'status 502'],
    [302, 'not followed'],
  ])('for status %s', async (status, sentence) => {
    grafana.served.refuse = ({ path }) =>
      path === '/api/ds/query'
        ? { status, body: { message: 'no' }, headers: { location: 'http://127.0.0.1:1/' } }
        : null;
    expect(await failure(poll())).toContain(sentence);
  });

  it('where a wrong token is answered as anonymous', async () => {
    const other = grafanaHouse(grafana.url, { token: 'glsa_wrong' });
    expect(await failure(poll(LOKI, other))).toContain('make a new token');
    grafana.served.user = { status: 200, body: { uid: 'someone', orgId: 1 } };
    expect(await failure(poll())).toContain('answered as somebody else');
    expect(grafana.queries()).toEqual([]);
    await other.close();
  });

  it('where the token belongs to another organisation', async () => {
    grafana.served.user = { status: 200, body: { uid: 'service-account:3', orgId: 2 } };
    expect(await failure(poll())).toContain('organisation 2');
    expect(grafana.queries()).toEqual([]);
  });

  it('where there is no such data source, or it is something else', async () => {
    expect(await failure(poll({ uid: 'nowhere', presets: ['levels'] }))).toContain('"nowhere"');
    expect(await failure(poll({ uid: 'ours', presets: ['levels'] }))).toContain('of type incidentmemory-datasource');
    expect(await failure(poll({ ...LOKI, type: 'prometheus' }))).toContain('of type loki, not prometheus');
    expect(await failure(poll({ uid: 'loki', presets: ['leveles'] }))).toContain('there are levels, level-label');
  });

  it('where nobody answers, or something else does', async () => {
    const away = grafanaHouse('http://127.0.0.1:1');
    expect(await failure(poll(LOKI, away))).toContain('could not be reached (ECONNREFUSED)');
    await away.close();
    grafana.served.refuse = () => ({ status: 200, body: '<html>Welcome</html>' });
    expect(await failure(poll())).toContain('is not the API of Grafana');
  });

  it('and another organisation is refused before anything is asked', async () => {
    const source = house.source(LOKI);
    await expect(source.poll({ ...SYSTEM, organisation: `${ORGANISATION}0` }, RANGE)).rejects.toThrow('organisation');
    await expect(
      source.samples({ ...SYSTEM, organisation: 'other:1' }, { services: ['cart'], ...RANGE, limit: 1 })
    ).rejects.toThrow('organisation');
    expect(grafana.requests).toEqual([]);
  });
});

describe('half an answer is none', () => {
  const both = {
    uid: 'prom',
    queries: [
      { signal: 'lines', query: 'lines' },
      { signal: 'errors', query: 'errors' },
      { signal: 'requests', query: 'requests' },
      { signal: 'metric', query: 'metric', name: 'm' },
    ] as const,
  };
  const failing = (...broken: readonly string[]) => {
    grafana.served.answer = ({ expr }) =>
      broken.includes(String(expr))
        ? { error: 'bad_data: parse error', status: 400 }
        : { frames: [seriesFrame([[AT, 3]], { labels: { service_name: 'cart' } })] };
  };

  it('of one kind: the rest holds, and what is missing is told', async () => {
    failing('requests');
    const polled = await poll(both);
    expect(polled).toMatchObject({ counts: [{ lines: 3, errors: 3 }], traffic: null, metrics: [{ metric: 'm' }] });
    expect(polled.problems).toEqual(['the query for requests was refused by the data source: bad_data: parse error']);
  });

  it('of lines: without its errors nothing is told, for detection would take it for health', async () => {
    failing('errors');
    expect(await failure(poll(both))).toContain('the query for errors was refused');
  });

  it('where a query is not answered at all', async () => {
    grafana.served.refuse = ({ path }) => (path === '/api/ds/query' ? { status: 200, body: { results: {} } } : null);
    expect(await failure(poll())).toContain('not answered');
  });

  it.each([
    [
      'columns of different lengths',
      {
        schema: {
          fields: [
            { name: 't', type: 'time' },
            { name: 'v', type: 'number' },
          ],
        },
        data: { values: [[AT], []] },
      },
    ],
    [
      'a table',
      {
        schema: {
          fields: [
            { name: 's', type: 'string' },
            { name: 'v', type: 'number' },
          ],
        },
        data: { values: [['a'], [1]] },
      },
    ],
    [
      'times that are words',
      {
        schema: {
          fields: [
            { name: 't', type: 'time' },
            { name: 'v', type: 'number' },
          ],
        },
        data: { values: [['x'], [1]] },
      },
    ],
    [
      'values that are words',
      {
        schema: {
          fields: [
            { name: 't', type: 'time' },
            { name: 'v', type: 'number' },
          ],
        },
        data: { values: [[AT], ['1']] },
      },
    ],
    [
      'fewer columns than fields',
      {
        schema: {
          fields: [
            { name: 't', type: 'time' },
            { name: 'v', type: 'number' },
          ],
        },
        data: { values: [[AT]] },
      },
    ],
    ['no schema', { data: { values: [] } }],
    ['null', null],
  ])('where a frame has %s', async (_, frame) => {
    grafana.served.answer = () => ({ frames: [frame] });
    expect(await failure(poll())).toContain('an answer has');
  });
});

describe('a budget', () => {
  it('of queries a minute makes the source wait, and say until when', async () => {
    const source = house.source({ ...LOKI, budget: { queriesPerMinute: 2, bytesPerHour: 1_000_000 } });
    await source.poll(SYSTEM, RANGE);
    await house.clock.advance(10_000);
    await source.poll(SYSTEM, RANGE);
    const asked = grafana.requests.length;
    expect(await failure(source.poll(SYSTEM, RANGE))).toBe(
      'the budget of 2 queries a minute is used up; it is asked again at 2026-03-01T12:01:00.000Z'
    );
    expect(grafana.requests.length).toBe(asked);
    await house.clock.advance(50_001);
    await source.poll(SYSTEM, RANGE);
    expect(grafana.requests.length).toBe(asked + 1);
  });

  it('of bytes an hour, too', async () => {
    const source = house.source({ ...LOKI, budget: { queriesPerMinute: 60, bytesPerHour: 100 } });
    await source.poll(SYSTEM, RANGE);
    expect(await failure(source.poll(SYSTEM, RANGE))).toContain('the budget of 100 bytes an hour is used up');
    await house.clock.advance(3_600_001);
    await source.poll(SYSTEM, { from: NOON + 3_500_000, to: NOON + 3_600_000 });
  });

  it('is told: what asking took, refused questions included', async () => {
    const source = house.source(LOKI);
    await source.poll(SYSTEM, RANGE);
    // Whose token it is, which data sources there are, and the queries.
    expect(source.spent.requests).toBe(3);
    expect(source.spent.bytes).toBeGreaterThan(300);
    grafana.served.refuse = () => ({ status: 500, body: {} });
    await failure(source.poll(SYSTEM, RANGE));
    expect(source.spent.requests).toBe(4);
  });

  it('is not needed to leave Grafana alone when it asks for patience', async () => {
    grafana.served.refuse = ({ path }) =>
      path === '/api/ds/query' ? { status: 429, body: {}, headers: { 'retry-after': '30' } } : null;
    expect(await failure(poll())).toContain('patience');
    const asked = grafana.requests.length;
    expect(await failure(poll())).toContain('asked again at 2026-03-01T12:00:30.000Z');
    expect(grafana.requests.length).toBe(asked);
    grafana.served.refuse = () => null;
    await house.clock.advance(30_000);
    expect((await poll()).counts).toHaveLength(1);
  });
});

describe('samples', () => {
  const LINES = {
    schema: {
      refId: 'A0',
      fields: [
        { name: 'labels', type: 'other', typeInfo: { frame: 'json.RawMessage' } },
        { name: 'Time', type: 'time' },
        { name: 'Line', type: 'string' },
        { name: 'tsNs', type: 'string' },
        { name: 'id', type: 'string' },
      ],
    },
    data: {
      values: [
        [{ service_name: 'cart', detected_level: 'critical', trace_id: 't1' }, { service_name: 'cart' }],
        [AT, AT + 5],
        ['boom', 'bang'],
        ['1', '2'],
        ['a', 'b'],
      ],
    },
  };
  const query = { services: ['cart', 'a"b}|.*'], ...RANGE, limit: 5 };

  it('are the newest error lines, and names of services stay names', async () => {
    grafana.served.answer = () => ({ frames: [LINES] });
    const lines = await house.source(LOKI).samples(SYSTEM, query);
    expect(lines.map(({ message, level, at }) => [message, level, at])).toEqual([
      ['bang', 'error', AT + 5],
      ['boom', 'fatal', AT],
    ]);
    expect(lines[1]).toMatchObject({ service: 'cart', traceId: 't1', id: 'loki/a' });
    const expr = String(grafana.queries()[0]?.body?.queries[0]?.expr);
    expect(expr).toContain(String.raw`{service_name=~"cart|a\"b\\}\\|\\.\\*"}`);
  });

  it('are never read of a restricted source, not even asked for', async () => {
    const source = house.source({ ...LOKI, restricted: true });
    expect(await source.samples(SYSTEM, query)).toEqual([]);
    expect(grafana.requests).toEqual([]);
    expect((await source.poll(SYSTEM, RANGE)).counts).toMatchObject([{ service: 'cart', errors: 3 }]);
    expect((await source.check()).detail).toContain('restricted');
  });

  it.each(['by-team', 'by-login'])('are not read where what is seen depends on who asks (%s)', async (uid) => {
    const source = house.source({ uid, presets: ['levels'] });
    expect(await source.samples(SYSTEM, query)).toEqual([]);
    expect(grafana.queries()).toEqual([]);
    expect((await source.check()).detail).toContain('restricted');
  });

  it('are none in data sources of numbers', async () => {
    expect(await house.source({ uid: 'prom', presets: ['process'] }).samples(SYSTEM, query)).toEqual([]);
    expect(grafana.queries()).toEqual([]);
  });
});
