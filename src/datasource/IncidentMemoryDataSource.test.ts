import {
  createTheme,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  dateTime,
  getDisplayProcessor,
  LoadingState,
} from '@grafana/data';
import { type BackendSrvRequest } from '@grafana/runtime';
import { NEVER, type Observable, firstValueFrom, of, throwError } from 'rxjs';
import { IncidentMemoryDataSource } from './IncidentMemoryDataSource';
import { DEFAULT_QUERY, type IncidentMemoryQuery } from './query/query';
import { IncidentMemoryVariables } from './variables';
import { fakeTemplates } from './testing/fakeTemplates';
import { at, MINUTE, SAMPLE_RATES, sampleEntry, sampleIncident, STARTED } from './testing/samples';

const fetchMock = jest.fn<Observable<unknown>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: fetchMock }),
}));

const PROXY = '/api/plugin-proxy/incidentmemory-app/v1';

function answerWith(answers: Record<string, unknown>): void {
  fetchMock.mockImplementation(({ url }) => of({ data: answers[url.replace(PROXY, '')] }));
}

function fail(status: number, data: unknown) {
  return throwError(() => ({ status, statusText: '', data, config: { url: '' } }));
}

function dataSource(values: Record<string, string | string[]> = {}) {
  const settings = { id: 1, uid: 'im', name: 'Incident Memory', type: 'incidentmemory-datasource' };
  return new IncidentMemoryDataSource(settings as DataSourceInstanceSettings, fakeTemplates(values));
}

function request(...targets: Array<Partial<IncidentMemoryQuery>>): DataQueryRequest<IncidentMemoryQuery> {
  const from = dateTime(STARTED - 10 * MINUTE);
  const to = dateTime(STARTED + 50 * MINUTE);
  return {
    requestId: 'Q1',
    interval: '10s',
    intervalMs: 10_000,
    range: { from, to, raw: { from, to } },
    scopedVars: {},
    targets: targets.map((target, index) => ({ ...DEFAULT_QUERY, refId: 'ABC'.charAt(index), ...target })),
    timezone: 'utc',
    app: 'dashboard',
    startTime: STARTED + 30 * MINUTE,
    maxDataPoints: 60,
  };
}

function ask(...targets: Array<Partial<IncidentMemoryQuery>>): Promise<DataQueryResponse> {
  return firstValueFrom(dataSource().query(request(...targets)));
}

function column(frame: DataFrame | undefined, name: string): unknown[] {
  return frame?.fields.find((field) => field.name === name)?.values ?? ['no such field'];
}

function sentParameters(): Array<Record<string, unknown> | undefined> {
  return fetchMock.mock.calls.map(([sent]) => sent.params);
}

beforeEach(() => fetchMock.mockReset());

describe('incidents', () => {
  const ended = sampleIncident({ number: 41, state: 'resolved', quietSince: at(20), closedAt: at(25) });

  it('come as a table whose field names stay', async () => {
    answerWith({ '/incidents': { items: [sampleIncident(), ended], nextCursor: null } });
    const { data, state } = await ask({});
    const frame: DataFrame = data[0];
    expect(state).toBe(LoadingState.Done);
    expect(frame.refId).toBe('A');
    expect(frame.fields.map(({ name }) => name)).toEqual(
      'number title state severity service services started detected ended duration errors'.split(' ')
    );
    expect(column(frame, 'ended')).toEqual([null, STARTED + 20 * MINUTE]);
    expect(column(frame, 'duration')).toEqual([30 * MINUTE, 20 * MINUTE]);
    expect(column(frame, 'errors')).toEqual([118, 118]);
  });

  it('show numbers, states and durations as people say them, and link into the app', async () => {
    answerWith({ '/incidents': { items: [ended], nextCursor: null } });
    const { data } = await ask({});
    const shown = (name: string) => {
      const field = data[0].fields.find((candidate: { name: string }) => candidate.name === name);
      const display = getDisplayProcessor({ field, theme: createTheme() });
      const { prefix = '', text, suffix = '' } = display(field.values[0]);
      return `${prefix}${text}${suffix}`;
    };
    expect(shown('number')).toBe('INC-41');
    expect(shown('duration')).toBe('20 minutes');
    expect(shown('state')).toBe('resolved');
    expect(data[0].fields[0].config.links[0].url).toBe('/a/incidentmemory-app/incidents/${__value.raw}');
  });

  it('are asked for with the range and every filter, variables opened', async () => {
    answerWith({ '/incidents': { items: [], nextCursor: null } });
    const source = dataSource({ service: ['payment', 'user'], severity: 'high' });
    const query = { services: ['$service'], severities: ['$severity'], states: ['open'] };
    await firstValueFrom(source.query(request(query)));
    expect(sentParameters()).toEqual([
      {
        state: 'open',
        severity: 'high',
        service: 'payment,user',
        from: STARTED - 10 * MINUTE,
        to: STARTED + 50 * MINUTE,
        limit: 200,
      },
    ]);
  });

  it('are read page by page up to the limit, and say when there are more', async () => {
    const page = (count: number) => Array.from({ length: count }, () => sampleIncident());
    fetchMock
      .mockReturnValueOnce(of({ data: { items: page(200), nextCursor: 'next' } }))
      .mockReturnValueOnce(of({ data: { items: page(50), nextCursor: 'more' } }));
    const { data } = await ask({ limit: 250 });
    expect(data[0].length).toBe(250);
    expect(data[0].meta.notices[0].text).toContain('Only the newest 250');
    expect(sentParameters().map((sent) => [sent?.limit, sent?.cursor])).toEqual([
      [200, undefined],
      [50, 'next'],
    ]);
  });

  it('become one series of states a service for the state timeline', async () => {
    const later = { service: 'payment', firstErrorAt: at(15), errors: 9, peakErrors: 9, baselineErrors: 0 };
    const other = { ...later, service: 'auth', firstErrorAt: at(-60) };
    const second = sampleIncident({ severity: 'critical', services: [later, other] });
    answerWith({ '/incidents': { items: [second, ended], nextCursor: null } });
    const { data } = await ask({ type: 'incident-states' });
    expect(data.map((frame: DataFrame) => frame.name)).toEqual(['auth', 'payment']);
    expect(column(data[0], 'severity')).toEqual(['critical', 'none']);
    expect(column(data[1], 'time')).toEqual([-10, 0, 15, 30].map((minute) => STARTED + minute * MINUTE));
    expect(column(data[1], 'severity')).toEqual(['none', 'high', 'critical', 'none']);
  });
});

describe('service rates', () => {
  it('come as one series a service, named after it, with a label and a link to ask', async () => {
    answerWith({ '/services/rates': SAMPLE_RATES });
    const { data } = await ask({ type: 'service-rates' });
    const [time, errors] = data[0].fields;
    expect(data).toHaveLength(2);
    expect(time.values).toEqual([STARTED, STARTED + 20_000]);
    expect(errors).toMatchObject({
      name: 'errors',
      labels: { service: 'payment' },
      values: [40, 60],
      config: { displayNameFromDS: 'payment', unit: 'short' },
    });
    expect(errors.config.links[0].url).toContain('/a/incidentmemory-app/ask?service=${__field.labels.service');
    expect(sentParameters()[0]).toMatchObject({ stepSeconds: 60 });
  });

  it('are divided by the step when wanted per second', async () => {
    answerWith({ '/services/rates': SAMPLE_RATES });
    const { data } = await ask({ type: 'service-rates', metric: 'lines', perSecond: true });
    expect(column(data[0], 'lines')).toEqual([10, 12]);
    expect(data[0].fields[1].config.unit).toBe('eps');
  });
});

describe('events', () => {
  it('read as log lines and as a table', async () => {
    answerWith({ '/events': { items: [sampleEntry()], nextCursor: null } });
    const { data } = await ask({ type: 'events', services: ['payment'] });
    expect(data[0].fields.slice(0, 2).map((field: { type: string }) => field.type)).toEqual(['time', 'string']);
    expect(column(data[0], 'sentence')).toEqual(['INC-42 payment: 118 errors in 2 minutes; the rule is 100']);
    expect(column(data[0], 'level')).toEqual(['error']);
    expect(sentParameters()[0]).toMatchObject({ service: 'payment' });
  });
});

describe('annotations', () => {
  async function annotate(target?: Partial<IncidentMemoryQuery>) {
    const source = dataSource();
    const annotation = { name: 'Incidents', enable: true, iconColor: 'red', ...(target && { target }) };
    const prepared = source.annotations?.prepareQuery?.(annotation as never);
    return firstValueFrom(source.query(request({ ...prepared, refId: 'Anno' })));
  }

  it('mark incidents as regions with a way into the app', async () => {
    answerWith({ '/incidents': { items: [sampleIncident({ title: '<img src=x onerror=1>' })], nextCursor: null } });
    const { data } = await annotate();
    expect(column(data[0], 'time')).toEqual([STARTED]);
    expect(column(data[0], 'timeEnd')).toEqual([STARTED + 30 * MINUTE]);
    expect(column(data[0], 'title')).toEqual(['INC-42 &lt;img src=x onerror=1&gt;']);
    expect(String(column(data[0], 'text')[0])).toContain(
      '<a href="/a/incidentmemory-app/incidents/42">Open INC-42</a>'
    );
    expect(column(data[0], 'tags')).toEqual([['open', 'high', 'payment']]);
    expect(sentParameters()[0]).toMatchObject({ state: 'open,awaiting-confirmation,resolved' });
  });

  it('mark events as points', async () => {
    answerWith({ '/events': { items: [sampleEntry()], nextCursor: null } });
    const { data } = await annotate({ ...DEFAULT_QUERY, refId: 'Anno', type: 'events' });
    expect(column(data[0], 'timeEnd')).toEqual([null]);
    expect(column(data[0], 'tags')).toEqual([['opened', 'payment']]);
  });

  it('cannot be rates, and say so', async () => {
    const { errors } = await annotate({ ...DEFAULT_QUERY, refId: 'Anno', type: 'service-rates' });
    expect(errors?.[0]?.message).toMatch(/Choose Incidents, Events, Changes or Alarms/);
  });
});

describe('when something is wrong', () => {
  const storeAway = {
    error: {
      code: 'IM_STORE_UNAVAILABLE',
      message: 'The store does not answer.',
      action: 'Try again in a moment.',
      retryable: true,
      requestId: 'r1',
    },
  };

  it('one failing query says what happened and what to do, and leaves the others whole', async () => {
    fetchMock.mockImplementation(({ url }) =>
      url.endsWith('/events') ? fail(503, storeAway) : of({ data: { items: [sampleIncident()], nextCursor: null } })
    );
    const { data, errors, state } = await ask({}, { type: 'events' });
    expect(data.map((frame: DataFrame) => frame.refId)).toEqual(['A']);
    expect(errors).toEqual([{ refId: 'B', status: 503, message: 'The store does not answer. Try again in a moment.' }]);
    expect(state).toBe(LoadingState.Error);
  });

  it('a state that does not exist is named with those that do', async () => {
    const { errors } = await ask({ states: ['closed'] });
    expect(errors?.[0]?.message).toBe(
      '"closed" is no state of an incident. Choose from: open, awaiting-confirmation, resolved, dismissed, merged.'
    );
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('more services than one request takes are refused with a way out', async () => {
    const { errors } = await ask({ services: Array.from({ length: 101 }, (_, index) => `s${index}`) });
    expect(errors?.[0]?.message).toContain('set the custom "All" value of the variable to *');
  });

  it('a query of a newer plugin is an error of that query', async () => {
    const { errors } = await ask({ v: 9 as 4 });
    expect(errors?.[0]?.message).toContain('query version 9');
  });
});

describe('a request', () => {
  it('does not ask for hidden queries', async () => {
    const { data } = await ask({ hide: true });
    expect(data).toEqual([]);
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('is cancelled when nobody waits for it any more', () => {
    fetchMock.mockReturnValue(NEVER);
    const subscription = dataSource().query(request({})).subscribe();
    const signal = fetchMock.mock.calls[0]?.[0].abortSignal;
    expect(signal?.aborted).toBe(false);
    subscription.unsubscribe();
    expect(signal?.aborted).toBe(true);
  });
});

describe('the test button', () => {
  const me = { login: 'anna', role: 'Editor', organisation: '1' };

  it('tells who answers and who is asking', async () => {
    answerWith({ '/capabilities': { version: '0.1.0', contract: 1, store: 'sqlite', features: [], me } });
    expect(await dataSource().testDatasource()).toEqual({
      status: 'success',
      message: 'Incident Memory 0.1.0 answers (store: sqlite); you are known as anna, Editor.',
    });
  });

  it('tells what to do when the sidecar cannot be reached', async () => {
    fetchMock.mockReturnValue(fail(502, 'Bad Gateway'));
    const result = await dataSource().testDatasource();
    expect(result.status).toBe('error');
    expect(result.message).toMatch(/cannot reach.*Check that the sidecar is running/);
  });

  it('tells when plugin and sidecar do not fit', async () => {
    answerWith({ '/capabilities': { version: '9.0.0', contract: 2, store: 'sqlite', features: [], me } });
    expect((await dataSource().testDatasource()).message).toMatch(/version 2 .*this plugin version 1/);
  });
});

describe('variables', () => {
  async function values(kind: unknown) {
    const target = { refId: 'variable', v: 1, kind };
    const answer = new IncidentMemoryVariables().query({ ...request(), targets: [target] } as never);
    return (await firstValueFrom(answer)).data;
  }

  it('offer the services that were seen, in order', async () => {
    answerWith({ '/services': { items: [{ service: 'user' }, { service: 'auth' }] } });
    expect(await values('services')).toEqual([
      { text: 'auth', value: 'auth' },
      { text: 'user', value: 'user' },
    ]);
  });

  it('offer severities and states without asking anyone', async () => {
    expect((await values('severities')).map(({ text }: { text: string }) => text)).toContain('critical');
    expect(await values('states')).toContainEqual({ text: 'awaiting confirmation', value: 'awaiting-confirmation' });
    expect(fetchMock).not.toHaveBeenCalled();
  });
});
