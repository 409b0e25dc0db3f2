import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { binsOf } from '../../../src/domain/traffic/latency-sketch.ts';
import { emptyBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import { alarmOf, incidentOf, lineOf } from '../../conformance/examples.ts';
import { errorCode, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

const STEP = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Math.floor(Date.now() / STEP) * STEP;
const OURS = systemScope('main:1');
/** An hour and a half ago; it lasted ten minutes. */
const ONSET = NOW - 90 * MINUTE;
const END = ONSET + 10 * MINUTE;
const SPAN = { from: new Date(NOW - 4 * HOUR).toISOString(), to: new Date(NOW).toISOString() };
const RANGE = `from=${NOW - 4 * HOUR}&to=${NOW}`;

let running: RunningSidecar;

/** Six hours of two services that are asked 200 times in ten seconds, one of which fails for ten minutes. */
beforeAll(async () => {
  running = await startSidecar();
  const isFailing = (service: string, at: number) => service === 'payment' && at >= ONSET && at < END;
  const cells = Array.from({ length: (12 * HOUR) / STEP }, (_, index) => NOW - 12 * HOUR + index * STEP);
  const rows = ['payment', 'search'].flatMap((service) => cells.map((at, index) => ({ service, at, index })));
  const fast = binsOf(Array.from({ length: 200 }, (_, index) => 20 + (index % 10)));
  await running.stores.signals.append(OURS, {
    ...emptyBatch('past'),
    counts: rows.map(({ service, at, index }) => {
      const errors = isFailing(service, at) ? 60 : index % 7 === 0 ? 1 : 0;
      return { service, at, lines: 300, errors, warnings: 0, firstErrorAt: errors > 0 ? at : null };
    }),
    operations: rows.map(({ service, at, index }) => ({
      ...{ service, at, operation: '', requests: 200, latency: fast, slowestMs: 29, slowestTrace: null },
      errors: isFailing(service, at) ? 60 : index % 7 === 0 ? 1 : 0,
    })),
    calls: cells
      .filter((at) => isFailing('payment', at))
      .map((at) => ({
        ...{ caller: 'payment', callee: 'bank', origin: 'spans' as const, at, calls: 100, errors: 50, latency: fast },
      })),
    templates: [{ id: 'tpl_00000000', text: 'bank refused <*>', mergedInto: null }],
    templateCounts: cells
      .filter((at) => isFailing('payment', at))
      .map((at) => ({ service: 'payment', template: 'tpl_00000000', at, lines: 40, errors: 40 })),
    lines: [
      lineOf({
        ...{ id: 'log_1', at: ONSET + MINUTE, service: 'payment', template: 'tpl_00000000' },
        message: 'bank refused order 7',
      }),
    ],
  });
  const common = { state: 'resolved' as const, team: null };
  await running.stores.incidents.save(
    OURS,
    incidentOf(OURS, {
      ...{ id: 'inc_00000000-0000-7000-8000-000000000001', number: 1, service: 'payment', ...common },
      ...{ startedAt: ONSET, detectedAt: ONSET + 2 * MINUTE, closedAt: END + MINUTE },
      services: [{ service: 'payment', firstErrorAt: ONSET, errors: 900, peakErrors: 300, baselineErrors: 1 }],
    })
  );
  await running.stores.incidents.save(
    OURS,
    incidentOf(OURS, {
      ...{ id: 'inc_00000000-0000-7000-8000-000000000002', number: 2, service: 'search', ...common },
      ...{ startedAt: NOW - 3 * HOUR, detectedAt: NOW - 3 * HOUR, closedAt: NOW - 2 * HOUR },
    })
  );
  await running.stores.alarms.save(OURS, [
    alarmOf({
      ...{ id: 'alm_00000001', detector: 'failure-ratio', service: 'payment' },
      ...{ at: ONSET + STEP, startedAt: ONSET, endedAt: END },
    }),
  ]);
}, 60_000);
afterAll(() => running.stop());

const preview = (body: object, person: object = { role: 'Editor' }) =>
  running.ask(person, { path: '/v1/detectors/preview', body });

test('a replay finds what happened, tells what it missed, and what it would have paged for nothing', async () => {
  const { status, body } = await preview({ detector: 'failure-ratio', ...SPAN });
  expect(status).toBe(200);
  expect(body).toMatchObject({ services: 2, found: 1, missed: 1, withoutIncident: 0, truncated: null });
  const [alarm] = body.alarms;
  expect(alarm).toMatchObject({ detector: 'failure-ratio', service: 'payment', hurts: true });
  expect(Date.parse(alarm.at) - ONSET).toBeLessThanOrEqual(MINUTE);
  expect(alarm.endedAt).not.toBeNull();
  const [missed, found] = body.incidents;
  expect(found).toMatchObject({ number: 1, because: 'rule' });
  expect(found.leadSeconds).toBeGreaterThan(60);
  expect(missed).toMatchObject({ number: 2, leadSeconds: null });
  expect(body.series[0].service).toBe('payment');
  expect(Math.max(...body.series[0].value)).toBeCloseTo(30, 0);
  expect(body.points).toBeGreaterThan(2 * 1440);
}, 60_000);

test('a replay of one service looks at it alone; of a quiet past it is quiet', async () => {
  const { body } = await preview({ detector: 'failure-ratio', ...SPAN, services: ['search'] });
  expect(body).toMatchObject({ services: 1, alarms: [], found: 0, missed: 1, shareOfTime: 0 });
}, 60_000);

test('another organisation has another past', async () => {
  const { body } = await preview({ detector: 'failure-ratio', ...SPAN }, { role: 'Editor', organisation: 2 });
  expect(body).toMatchObject({ services: 0, alarms: [], incidents: [], points: 0 });
});

test.each([
  ['a fixed rule', { detector: 'error-burst', ...SPAN }],
  ['no such detector', { detector: 'crystal-ball', ...SPAN }],
  ['the wrong way round', { detector: 'latency', from: SPAN.to, to: SPAN.from }],
  ['more than is kept', { detector: 'latency', from: '2026-01-01T00:00:00.000Z', to: SPAN.to }],
  ['an unknown key', { detector: 'latency', ...SPAN, loud: true }],
])('a replay of %s is refused', async (_, body) => {
  expect((await preview(body)).status).toBe(400);
});

test('a Viewer starts no replay', async () => {
  expect((await preview({ detector: 'latency', ...SPAN }, { role: 'Viewer' })).status).toBe(403);
});

test('a band shows what was usual, and the alarms on it', async () => {
  const { body } = await running.ask({}, { path: `/v1/bands?service=payment&signal=failures&${RANGE}` });
  const [series] = body.series;
  expect(series).toMatchObject({ service: 'payment', signal: 'failures', unit: '% of requests' });
  const worst = series.value.indexOf(Math.max(...series.value));
  expect(series.value[worst]).toBeGreaterThan(series.high[worst]);
  expect(series.high[0]).not.toBeNull();
  expect(body.alarms).toMatchObject([{ id: 'alm_00000001' }]);
  const latency = await running.ask({}, { path: `/v1/bands?service=payment&signal=latency&${RANGE}` });
  expect(latency.body.series[0].value[0]).toBeGreaterThan(20);
  expect(latency.body.alarms).toEqual([]);
}, 60_000);

test('bands of nothing are empty, and bad questions are refused', async () => {
  const unknown = await running.ask({}, { path: `/v1/bands?service=nobody&${RANGE}` });
  expect(unknown.body).toMatchObject({ series: [], alarms: [] });
  const foreign = await running.ask({ organisation: 2 }, { path: `/v1/bands?service=payment&${RANGE}` });
  expect(foreign.body).toMatchObject({ series: [], alarms: [] });
  const bad = ['signal=metric', 'signal=mood', `from=${NOW}&to=${NOW - 1}`, 'from=1'];
  for (const part of bad) {
    const answer = await running.ask({}, { path: `/v1/bands?service=payment&${RANGE}&${part}` });
    expect(answer.status).toBe(400);
  }
});

test('the evidence of an incident: its charts, new messages with a line, failing calls and operations', async () => {
  const { body } = await running.ask({}, { path: '/v1/incidents/1/evidence' });
  const signals = body.charts.map(({ signal }: { signal: string }) => signal);
  expect(signals[0]).toBe('failures');
  expect(signals).toContain('errors');
  expect(body.alarms).toMatchObject([{ id: 'alm_00000001' }]);
  expect(body.messages).toMatchObject([
    {
      isNew: true,
      template: { text: 'bank refused <*>', linesBefore: 0 },
      sample: { message: 'bank refused order 7' },
    },
  ]);
  expect(body.calls).toMatchObject([{ caller: 'payment', callee: 'bank' }]);
  expect(body.operations[0]).toMatchObject({ now: { service: 'payment' } });
  const ids = [...body.charts, ...body.messages, ...body.calls, ...body.operations].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(errorCode(await running.ask({ organisation: 2 }, { path: '/v1/incidents/1/evidence' }))).toBe(
    'IM_INCIDENT_UNKNOWN'
  );
}, 60_000);
