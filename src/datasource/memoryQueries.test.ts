import { type DataFrame, type DataQueryResponse, type DataSourceInstanceSettings, dateTime } from '@grafana/data';
import { type BackendSrvRequest } from '@grafana/runtime';
import { firstValueFrom, type Observable, of } from 'rxjs';
import { sampleMemory, sampleRecall } from '../testing/memorySamples';
import { sampleOverview } from '../testing/samples';
import { IncidentMemoryDataSource } from './IncidentMemoryDataSource';
import { DEFAULT_QUERY, type IncidentMemoryQuery } from './query/query';
import { fakeTemplates } from './testing/fakeTemplates';
import { MINUTE, STARTED } from './testing/samples';

const fetchMock = jest.fn<Observable<unknown>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: fetchMock }),
}));

const PROXY = '/api/plugin-proxy/incidentmemory-app/v1';
const FROM = STARTED;
const TO = STARTED + 10 * MINUTE;

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
    })
  );
  const frames: DataFrame[] = answer.data;
  return { frames, errors: answer.errors ?? [] };
}

const MEASURED = {
  state: 'outcomes-measured' as const,
  outcomes: 146,
  sentence: 'Of 66 incidents that had come before, 54 were recalled.',
  coverage: { hits: 54, of: 66, low: 0.71, high: 0.89, selected: 'every incident that had come before' },
  calibration: { said: 0.7, cameTrue: 0.72, low: 0.64, high: 0.79 },
  lift: null,
};
const column = (frame: DataFrame | undefined, name: string): unknown[] =>
  frame?.fields.find((field) => field.name === name)?.values ?? ['no such field'];
const sent = () =>
  fetchMock.mock.calls.map(([{ url, params, data }]) => ({ path: url.replace(PROXY, ''), params, data }));

beforeEach(() => {
  const answers: Record<string, unknown> = {
    '/memories': { items: [sampleMemory()], nextCursor: null },
    '/recall': sampleRecall(),
    '/incidents/INC-42/recall': sampleRecall({ note: 'Memory was slow.' }),
    '/overview': sampleOverview({ learningConfidence: MEASURED }),
  };
  fetchMock.mockReset().mockImplementation(({ url }) => of({ data: answers[url.replace(PROXY, '')] }));
});

describe('memories', () => {
  it('come as a table of the time that is shown, with what was tried and a way to each', async () => {
    const { frames } = await ask(
      { type: 'memories', services: ['$service'], contains: 'pool' },
      { service: 'payment' }
    );
    expect(column(frames[0], 'title')).toEqual(['Payments time out after a deploy']);
    expect([column(frames[0], 'helped'), column(frames[0], 'failed')]).toEqual([[1], [0]]);
    expect(column(frames[0], 'duration')).toEqual([14 * MINUTE]);
    expect(frames[0]?.fields.find(({ name }) => name === 'title')?.config.links?.[0]?.url).toBe(
      '/a/incidentmemory-app/memory/${__data.fields.id}'
    );
    expect(sent()[0]?.params).toEqual({ service: 'payment', from: FROM, to: TO, text: 'pool', limit: 200 });
  });
});

describe('similar incidents', () => {
  it('of a text come as two tables: what is like it, and what follows', async () => {
    const { frames } = await ask({ type: 'recall', contains: ' $seen ', services: ['payment'] }, { seen: 'E11000' });
    const [matches, advice] = frames;
    expect(frames.map(({ refId, name }) => [refId, name])).toEqual([
      ['A', 'matches'],
      ['A', 'advice'],
    ]);
    expect(column(matches, 'differs')).toEqual(['database connections are normal this time']);
    expect(column(advice, 'verdict')).toEqual(['recommended', 'do-not-try']);
    expect(column(advice, 'helped')).toEqual([4, 0]);
    expect(column(advice, 'worse')).toEqual([0, 2]);
    expect(matches?.meta?.notices?.map(({ text }) => text)).toEqual(['4th time (last on 3 Oct, INC-31)']);
    expect(sent()).toEqual([{ path: '/recall', params: {}, data: { text: 'E11000', limit: 50, service: 'payment' } }]);
  });

  it('of an incident pass on why memory says less', async () => {
    const { frames } = await ask({ type: 'recall', incident: '$incident', contains: 'x' }, { incident: 'INC-42' });
    expect(frames[0]?.meta?.notices?.map(({ text }) => text)).toContain('Memory was slow.');
    expect(sent().map(({ path }) => path)).toEqual(['/incidents/INC-42/recall']);
  });

  it('are not guessed from nothing, nor for several services', async () => {
    expect((await ask({ type: 'recall' })).errors[0]?.message).toMatch(/Name an incident, a service, or what is seen/);
    expect((await ask({ type: 'recall', services: ['a', 'b'] })).errors[0]?.message).toMatch(/one service/);
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('are no annotations', async () => {
    const { errors } = await ask({ type: 'recall', contains: 'x', queryType: 'incident-memory-annotation' });
    expect(errors[0]?.message).toMatch(/cannot be annotations/);
  });
});

describe('learning confidence', () => {
  it('is a word with its outcomes and its meaning', async () => {
    const { frames } = await ask({ type: 'learning' });
    expect(column(frames[0], 'state')).toEqual(['outcomes-measured']);
    expect(
      ['recalled', 'asked', 'outcomes', 'said', 'cameTrue', 'lift'].map((name) => column(frames[0], name)[0])
    ).toEqual([54, 66, 146, 0.7, 0.72, null]);
  });
});
