import { type DataFrame, type DataQueryResponse, type DataSourceInstanceSettings, dateTime } from '@grafana/data';
import { type BackendSrvRequest } from '@grafana/runtime';
import { firstValueFrom, type Observable, of } from 'rxjs';
import { IncidentMemoryDataSource } from './IncidentMemoryDataSource';
import { DEFAULT_QUERY, type IncidentMemoryQuery } from './query/query';
import { fakeTemplates } from './testing/fakeTemplates';
import { at, MINUTE, STARTED } from './testing/samples';

const fetchMock = jest.fn<Observable<unknown>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: fetchMock }),
}));

const PROXY = '/api/plugin-proxy/incidentmemory-app/v1';
const FROM = STARTED;
const TO = STARTED + 10 * MINUTE;
const STEPS = { from: at(0), to: at(10), stepSeconds: 10 };

function answerWith(answers: Record<string, unknown>): void {
  fetchMock.mockImplementation(({ url }) => of({ data: answers[url.replace(PROXY, '')] }));
}

async function ask(target: Partial<IncidentMemoryQuery>, values: Record<string, string | string[]> = {}) {
  const settings = { id: 1, uid: 'im', name: 'Incident Memory', type: 'incidentmemory-datasource' };
  const dataSource = new IncidentMemoryDataSource(settings as DataSourceInstanceSettings, fakeTemplates(values));
  const range = { from: dateTime(FROM), to: dateTime(TO), raw: { from: dateTime(FROM), to: dateTime(TO) } };
  const answer: DataQueryResponse = await firstValueFrom(
    dataSource.query({
      requestId: 'Q1',
      interval: '10s',
      intervalMs: 10_000,
      range,
      scopedVars: {},
      targets: [{ ...DEFAULT_QUERY, refId: 'A', ...target }],
      timezone: 'utc',
      app: 'dashboard',
      startTime: TO,
      maxDataPoints: 60,
    })
  );
  const frames: DataFrame[] = answer.data;
  return { frames, errors: answer.errors ?? [] };
}

function column(frame: DataFrame | undefined, name: string): unknown[] {
  return frame?.fields.find((field) => field.name === name)?.values ?? ['no such field'];
}

const sent = () => fetchMock.mock.calls.map(([{ url, params }]) => ({ path: url.replace(PROXY, ''), params }));

beforeEach(() => fetchMock.mockReset());

describe('the service graph', () => {
  const LATENCY = { p50: 10, p95: 40, p99: 90 };
  const graph = {
    ...STEPS,
    hiddenNodes: 2,
    nodes: [
      { service: 'gateway', speaks: true, requests: 600, errors: 60, errorLines: 3, ...LATENCY },
      { service: 'postgres', speaks: false, requests: 0, errors: 0, errorLines: 0, p50: null, p95: null, p99: null },
    ],
    edges: [
      { caller: 'gateway', callee: 'postgres', origin: 'spans', calls: 300, errors: 0, ...LATENCY },
      { caller: 'gateway', callee: 'batch', origin: 'logs', calls: 3, errors: 1, p50: null, p95: null, p99: null },
    ],
  };

  it('comes as the two frames of the stock node graph', async () => {
    answerWith({ '/graph': graph });
    const { frames } = await ask({ type: 'graph', services: ['gateway'], limit: 50 });
    const [nodes, edges] = frames;
    expect(frames.map(({ name, refId }) => [name, refId])).toEqual([
      ['nodes', 'A'],
      ['edges', 'A'],
    ]);
    expect(sent()[0]).toMatchObject({ path: '/graph', params: { service: 'gateway', limit: 50, from: FROM, to: TO } });
    expect(column(nodes, 'id')).toEqual(['gateway', 'postgres']);
    expect(column(nodes, 'mainstat')).toEqual([1, 0]);
    expect(column(nodes, 'arc__failed')).toEqual([0.1, 0]);
    expect(column(nodes, 'arc__fine')).toEqual([0.9, 1]);
    expect(column(edges, 'source')).toEqual(['gateway', 'gateway']);
    expect(column(edges, 'target')).toEqual(['postgres', 'batch']);
    expect(new Set(column(edges, 'id')).size).toBe(2);
  });

  it('colours calls by the share that failed, and names what the rings mean', async () => {
    answerWith({ '/graph': graph });
    const [nodes, edges] = (await ask({ type: 'graph' })).frames;
    expect(column(edges, 'color')).toEqual(['gray', 'red']);
    const arcs = nodes?.fields.filter(({ name }) => name.startsWith('arc__')).map(({ config }) => config.displayName);
    expect(arcs).toEqual(['Failed', 'Fine']);
  });

  it('dashes what is only concluded, and says what is not shown', async () => {
    answerWith({ '/graph': graph });
    const { frames } = await ask({ type: 'graph' });
    expect(column(frames[1], 'strokeDasharray')).toEqual(['', '6 4']);
    expect(frames[0]?.meta?.notices?.[0]?.text).toMatch(/^2 less called services are not shown/);
  });
});

describe('requests', () => {
  it('are a series each, a second or in milliseconds', async () => {
    const one = { service: 'user', at: [FROM], requests: [50], errors: [5], p50: [1], p95: [20], p99: [null] };
    answerWith({ '/operations/rates': { ...STEPS, series: [{ ...one, operation: 'GET /users' }] } });
    const failed = await ask({ type: 'traffic', figure: 'errors', operations: ['GET /users'] });
    expect(sent()[0]?.params).toMatchObject({ operation: 'GET /users', stepSeconds: 10 });
    expect(failed.frames[0]?.fields[1]).toMatchObject({
      labels: { service: 'user', operation: 'GET /users' },
      values: [0.5],
      config: { unit: 'reqps' },
    });
    const slow = await ask({ type: 'traffic', figure: 'p99' });
    expect(slow.frames[0]?.fields[1]).toMatchObject({ values: [null], config: { unit: 'ms' } });
  });
});

describe('messages', () => {
  const template = {
    id: 'tpl_0123456789abcdef',
    text: 'cannot reach <*>',
    service: 'payment',
    lines: 7,
    errors: 7,
    linesBefore: 0,
    errorsBefore: 0,
    firstAt: at(1),
    lastAt: at(9),
  };

  it('are a table whose field names stay', async () => {
    answerWith({ '/templates': { items: [template] } });
    const { frames } = await ask({ type: 'templates', contains: '$what' }, { what: 'reach' });
    expect(sent()[0]?.params).toMatchObject({ contains: 'reach' });
    expect(frames[0]?.fields.map(({ name }) => name)).toEqual(
      'text service lines errors before first last template'.split(' ')
    );
  });

  it('are series of those that fit, and nothing is asked where none does', async () => {
    answerWith({
      '/templates': { items: [template] },
      '/templates/rates': {
        ...STEPS,
        series: [
          { service: 'payment', template: template.id, text: template.text, at: [FROM], lines: [7], errors: [7] },
        ],
      },
    });
    const { frames } = await ask({ type: 'template-rates' });
    expect(sent().map(({ path }) => path)).toEqual(['/templates', '/templates/rates']);
    expect(frames[0]?.name).toBe('cannot reach <*>');
    fetchMock.mockClear();
    answerWith({ '/templates': { items: [] } });
    expect((await ask({ type: 'template-rates' })).frames).toEqual([]);
    expect(sent()).toHaveLength(1);
  });
});

describe('metrics', () => {
  it('show a gauge as it is and a counter as its growth in a second', async () => {
    const base = { service: 'user', unit: 'By', labels: 'pool=main', at: [FROM] };
    answerWith({
      '/metrics/rates': {
        ...STEPS,
        series: [
          { ...base, metric: 'memory', kind: 'gauge', value: [700] },
          { ...base, metric: 'sent', kind: 'increase', value: [50] },
        ],
      },
    });
    const { frames } = await ask({ type: 'metrics', metricNames: ['memory', 'sent'] });
    expect(frames.map(({ fields }) => fields[1]?.values)).toEqual([[700], [5]]);
    expect(frames[0]?.fields[1]?.labels).toEqual({ service: 'user', pool: 'main' });
  });

  it('have to be named', async () => {
    expect((await ask({ type: 'metrics' })).errors[0]?.message).toMatch(/Name at least one/);
    expect(sent()).toEqual([]);
  });
});

describe('changes', () => {
  const change = {
    id: 'occ_1',
    source: 'github',
    kind: 'deploy',
    stage: 'completed',
    at: at(3),
    service: 'payment',
    title: '<b>2.15.0</b> went out',
    before: '2.14.1',
    after: '2.15.0',
    actor: null,
    url: null,
    details: [],
  };

  it('are a table, and annotations without anybody else’s markup', async () => {
    answerWith({ '/occurrences': { items: [change], nextCursor: null } });
    const table = await ask({ type: 'changes' });
    expect(column(table.frames[0], 'title')).toEqual(['<b>2.15.0</b> went out']);
    const marks = await ask({ type: 'changes', queryType: 'incident-memory-annotation' });
    expect(column(marks.frames[0], 'text')).toEqual([
      '&lt;b&gt;2.15.0&lt;/b&gt; went out (completed): 2.14.1 → 2.15.0',
    ]);
  });
});

describe('log lines', () => {
  it('come as the logs panel reads them', async () => {
    const line = {
      id: 'log_1',
      at: at(2),
      service: 'payment',
      level: 'warn',
      message: 'slow',
      errorType: null,
      stack: 'at pay',
      traceId: 'abc',
      template: 'tpl_0123456789abcdef',
      fingerprint: null,
    };
    answerWith({ '/logs': { items: [line], nextCursor: null } });
    const { frames } = await ask({ type: 'logs' });
    expect(frames[0]?.meta?.type).toBe('log-lines');
    expect(column(frames[0], 'body')).toEqual(['slow\nat pay']);
    expect(column(frames[0], 'severity')).toEqual(['warning']);
    expect(column(frames[0], 'labels')).toEqual([
      { service: 'payment', trace_id: 'abc', template: 'tpl_0123456789abcdef' },
    ]);
  });
});

const ALARM = {
  ...{ id: 'alm_0001', detector: 'failure-ratio', mode: 'live', service: 'pay<b>', subject: '', direction: 'above' },
  ...{ at: at(2), startedAt: at(1), endedAt: null, score: 2.5, sentence: '12 % <i>fail</i>', hurts: true },
  numbers: { seen: 12, usual: 0.2, low: 0, high: 1, unit: '% of requests' },
  ...{ heldBack: null, incident: { id: 'inc_1', number: 4 }, verdict: null },
};

describe('alarms', () => {
  it('are a row each, with a way to the finding', async () => {
    answerWith({ '/alarms': { items: [ALARM], nextCursor: null } });
    const { frames } = await ask({ type: 'alarms', show: 'trial', services: ['user'] });
    expect(sent()[0]?.params).toMatchObject({ show: 'trial', service: 'user', from: FROM, to: TO });
    expect(column(frames[0], 'sentence')).toEqual(['12 % <i>fail</i>']);
    expect(column(frames[0], 'incident')).toEqual([4]);
    expect(column(frames[0], 'endedAt')).toEqual([null]);
  });
});

describe('bands', () => {
  const BAND = { service: 'user', subject: '', signal: 'latency', unit: 'ms', at: [FROM], value: [9] };
  const series = [{ ...BAND, usual: [5], low: [3], high: [8] }];

  it('draw between the least and the most usual in the stock time series', async () => {
    answerWith({ '/bands': { ...STEPS, series, alarms: [] } });
    const { frames } = await ask({ type: 'bands', signal: 'latency', services: ['user'] });
    expect(sent()[0]?.params).toMatchObject({ service: 'user', signal: 'latency', stepSeconds: 10 });
    const low = frames[0]?.fields.find(({ name }) => name === 'low');
    const high = frames[0]?.fields.find(({ name }) => name === 'high');
    expect(high?.config.custom).toMatchObject({ fillBelowTo: low?.config.displayNameFromDS });
    expect(column(frames[0], 'value')).toEqual([9]);
  });

  it('are asked of few services, and of a metric that is named', async () => {
    const none = await ask({ type: 'bands' });
    expect(none.errors[0]?.message).toMatch(/Choose from 1 to 10 services/);
    const metric = await ask({ type: 'bands', signal: 'metric', services: ['user'] });
    expect(metric.errors[0]?.message).toMatch(/No metric is chosen/);
    expect(fetchMock).not.toHaveBeenCalled();
  });
});
