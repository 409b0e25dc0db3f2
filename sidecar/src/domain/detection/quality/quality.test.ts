import fc from 'fast-check';
import { systemScope } from '../../tenancy/scope.ts';
import type { IncidentRecord, JoinedAlarm } from '../../incidents/incident-record.ts';
import { incidentOf, NOON } from '../../../../test/conformance/examples.ts';
import { detectorQuality, type ExaminedIncident } from './detector-quality.ts';
import { incidentQuality } from './incident-quality.ts';
import { median, quantile } from './quantile.ts';
import { NEAR_AFTER_MS, NEAR_BEFORE_MS, realBecause } from './real-incident.ts';
import { wilsonInterval } from './wilson-interval.ts';

const SCOPE = systemScope('main:1');
const NONE = { alarms: 0, confirmed: 0, dismissed: 0 };
const MINUTE = 60_000;

const rule = (name: IncidentRecord['rule']['name']) => ({
  rule: { name, sentence: 'it was', thresholdErrors: null, windowSeconds: null },
});
const joined = (detector: JoinedAlarm['detector'], at = NOON): JoinedAlarm => ({
  ...{ id: 'alm_1', detector, service: 'checkout', subject: '', startedAt: at, at, endedAt: null },
  ...{ score: 2, sentence: '', hurts: true },
});
const alert = (startedAt: number): IncidentRecord['alerts'][number] => ({
  ...{ fingerprint: 'f', name: 'Checkout down', status: 'firing', startedAt, endedAt: null, link: null },
});

function examined(given: Partial<IncidentRecord>, about: Partial<ExaminedIncident> = {}): ExaminedIncident {
  return { record: incidentOf(SCOPE, { id: 'inc_1', ...given }), near: [], own: [], couldSee: () => true, ...about };
}

describe('a share of few cases', () => {
  test('comes with the interval of the textbook', () => {
    // Newcombe 1998, table I: 81 of 263 and 0 of 20.
    const one = wilsonInterval(81, 263);
    expect([one?.low, one?.high].map((bound) => bound?.toFixed(4))).toEqual(['0.2553', '0.3662']);
    expect(wilsonInterval(0, 20)).toMatchObject({ share: 0, low: 0, high: expect.closeTo(0.1611, 4) });
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  test('the interval holds the share, lies in 0 to 1, and narrows as cases come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const hits = Math.round(part * of);
        const few = wilsonInterval(hits, of);
        const many = wilsonInterval(hits * 10, of * 10);
        expect(few).not.toBeNull();
        if (few !== null && many !== null) {
          expect(few.low).toBeGreaterThanOrEqual(0);
          expect(few.high).toBeLessThanOrEqual(1);
          expect(few.low).toBeLessThanOrEqual(few.share + 1e-9);
          expect(few.high).toBeGreaterThanOrEqual(few.share - 1e-9);
          expect(many.high - many.low).toBeLessThan(few.high - few.low);
        }
      })
    );
  });
});

test('quantiles are values that were seen, medians may lie between two', () => {
  expect([quantile([], 0.5), median([])]).toEqual([null, null]);
  expect([quantile([3, 1, 2, 4], 0.5), median([3, 1, 2, 4])]).toEqual([2, 2.5]);
  expect([quantile([5], 0.95), quantile([1, 2, 3], 0.95), median([9, 1, 2])]).toEqual([5, 3, 2]);
});

describe('which incidents are real', () => {
  test.each<[string, Partial<IncidentRecord>, string | null]>([
    ['an alert told of it', { ...rule('latency'), alerts: [alert(NOON)] }, 'alert'],
    ['a fixed rule opened it', rule('error-burst'), 'rule'],
    ['a person confirmed it', { ...rule('latency'), state: 'resolved' }, 'confirmed'],
    ['a detector alone says so', rule('latency'), null],
    ['it was dismissed', { ...rule('error-burst'), state: 'dismissed', alerts: [alert(NOON)] }, null],
    ['it was merged', { ...rule('error-burst'), state: 'merged' }, null],
  ])('%s', (_, given, because) => {
    expect(realBecause(incidentOf(SCOPE, { id: 'inc_1', ...given }))).toBe(because);
  });
});

describe('how far a detector was right', () => {
  test('nobody said anything: no share, no interval', () => {
    expect(detectorQuality('latency', { tally: { ...NONE, alarms: 7 }, incidents: [] })).toEqual({
      ...{ alarms: 7, right: 0, wrong: 0, precision: null, interval: null },
      ...{ found: 0, couldHaveFound: 0, leadSeconds: null },
    });
  });

  test('verdicts count, and an incident that was closed counts once for each detector in it', () => {
    const incidents = [
      examined({ state: 'resolved', alarms: [joined('latency'), joined('latency'), joined('traffic')] }),
      examined({ state: 'dismissed', alarms: [joined('latency')] }),
      examined({ state: 'open', alarms: [joined('latency')] }),
      examined({ state: 'resolved', alarms: [joined('traffic')] }),
    ];
    const tally = { alarms: 9, confirmed: 2, dismissed: 1 };
    const quality = detectorQuality('latency', { tally, incidents });
    expect(quality).toMatchObject({ alarms: 9, right: 3, wrong: 2, precision: 0.6 });
    expect(quality.interval?.map((bound) => bound.toFixed(2))).toEqual(['0.23', '0.88']);
  });

  test('an alarm that was judged by itself is not counted again with its incident', () => {
    const verdict = { is: 'dismissed' as const, reason: '', at: NOON, by: 'ada' };
    const own = [{ detector: 'latency' as const, verdict }];
    const incidents = [examined({ state: 'resolved', alarms: [joined('latency')] }, { own })];
    const tally = { alarms: 1, confirmed: 0, dismissed: 1 };
    expect(detectorQuality('latency', { tally, incidents })).toMatchObject({ right: 0, wrong: 1 });
  });

  test('fixed rules are judged by what they opened, alerts by what they told of', () => {
    const incidents = [
      examined({ ...rule('error-burst'), state: 'resolved', alerts: [alert(NOON + MINUTE)] }),
      examined({ ...rule('error-burst'), state: 'dismissed' }),
    ];
    expect(detectorQuality('error-burst', { tally: NONE, incidents })).toMatchObject({ alarms: 2, right: 1, wrong: 1 });
    expect(detectorQuality('external-alert', { tally: NONE, incidents })).toMatchObject({ right: 1, found: 1 });
  });

  test('what it missed are real incidents that it could see and told nothing of, near their start', () => {
    const near = (detector: 'latency', at: number, service = 'checkout') => [{ detector, at, service }];
    const incidents = [
      examined({}, { near: near('latency', NOON - 2 * MINUTE) }),
      examined({}, { near: near('latency', NOON - NEAR_BEFORE_MS) }),
      examined({}, { near: near('latency', NOON + NEAR_AFTER_MS + 1) }),
      examined({}, { near: near('latency', NOON, 'search') }),
      examined({}),
      examined({}, { couldSee: (detector) => detector !== 'latency' }),
      examined({ state: 'dismissed' }),
      examined({ ...rule('traffic') }, { near: near('latency', NOON) }),
    ];
    const { found, couldHaveFound } = detectorQuality('latency', { tally: NONE, incidents });
    expect([found, couldHaveFound]).toEqual([2, 5]);
  });

  test('the lead is how long before the opening it told, and is known only where something else opened it', () => {
    const at = (alarmAt: number) => ({ near: [{ detector: 'latency' as const, service: 'checkout', at: alarmAt }] });
    const opened = { startedAt: NOON, detectedAt: NOON + MINUTE };
    const incidents = [
      examined(opened, at(NOON)),
      examined(opened, at(NOON + 3 * MINUTE)),
      examined(opened, at(NOON + MINUTE / 2)),
      examined({ ...opened, ...rule('latency'), state: 'resolved' }, at(NOON - MINUTE)),
    ];
    expect(detectorQuality('latency', { tally: NONE, incidents })).toMatchObject({ found: 4, leadSeconds: 30 });
  });
});

describe('how detection did in a time', () => {
  const record = (given: Partial<IncidentRecord>) => incidentOf(SCOPE, { id: 'inc_1', ...given });

  test('counts what became of incidents, without those that were merged', () => {
    const { incidents } = incidentQuality([
      record({ state: 'resolved' }),
      record({ state: 'resolved', ...rule('external-alert') }),
      record({ state: 'dismissed' }),
      record({ state: 'open' }),
      record({ state: 'merged' }),
    ]);
    expect(incidents).toMatchObject({ opened: 4, confirmed: 2, dismissed: 1, alertFirst: 1 });
    expect(incidents.precision).toBeCloseTo(2 / 3);
  });

  test('tells times as a distribution, of what really was an incident', () => {
    const took = (seconds: number, given: Partial<IncidentRecord> = {}) =>
      record({ startedAt: NOON, detectedAt: NOON + seconds * 1000, ...given });
    const mitigating = { at: NOON + 100_000, by: 'ada' };
    const quality = incidentQuality([
      took(10, { mitigating }),
      took(20),
      took(90),
      took(9_000, { state: 'dismissed' }),
      took(-5),
    ]);
    expect(quality.detectionSeconds).toEqual({ n: 4, p50: 10, p95: 90 });
    expect(quality.mitigationSeconds).toEqual({ n: 1, p50: 90, p95: 90 });
    expect(incidentQuality([]).detectionSeconds).toEqual({ n: 0, p50: null, p95: null });
  });

  test('tells recoveries that were proved from those that were believed, and from those that did not last', () => {
    const proof = (proved: boolean) => ({ recovery: { at: NOON, proved, checks: [] }, quietSince: NOON });
    const { recoveries } = incidentQuality([
      record(proof(true)),
      record({ ...proof(true), recurredAt: [NOON] }),
      record(proof(false)),
      record({ quietSince: NOON }),
      record({ returnsAt: [NOON, NOON + 1] }),
    ]);
    expect(recoveries).toEqual({ proved: 2, unproven: 2, relapsed: 2 });
  });
});
