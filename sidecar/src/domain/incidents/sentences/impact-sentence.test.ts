import { incidentOf } from '../../../../test/conformance/examples.ts';
import { joinedAlarm } from '../../../../test/support/detection/ledger-house.ts';
import { systemScope } from '../../tenancy/scope.ts';
import type { IncidentRecord, RecoveryProof } from '../incident-record.ts';
import { impactSentence } from './impact-sentence.ts';
import { incidentTitle } from './incident-title.ts';

const BEGAN = Date.UTC(2026, 0, 15, 2, 13);
const NOW = BEGAN + 6 * 60_000;

function incident(given: Partial<IncidentRecord>): IncidentRecord {
  return incidentOf(systemScope('main:1'), {
    id: 'inc_1',
    service: 'payment',
    services: [affected('payment', 118, 2.95)],
    rule: { name: 'error-burst', sentence: '', thresholdErrors: 100, windowSeconds: 120 },
    startedAt: BEGAN,
    ...given,
  });
}

function affected(service: string, peakErrors: number, baselineErrors: number) {
  return { service, firstErrorAt: BEGAN, errors: peakErrors, peakErrors, baselineErrors };
}

describe('the impact line', () => {
  it('says what hurts, how bad against normal, since when and where to', () => {
    const services = [affected('payment', 118, 2.95), affected('api-gateway', 30, 1)];
    expect(impactSentence(incident({ services }), NOW)).toBe(
      'payment: 118 errors in 2 min, 40× its usual; began 02:13 UTC; spreading to api-gateway'
    );
  });

  it.each<[string, Partial<IncidentRecord>, string]>([
    ['a service without errors before', { services: [affected('payment', 118, 0)] }, 'usually almost none'],
    ['a small factor', { services: [affected('payment', 118, 90)] }, '1.3× its usual'],
    [
      'errors that stopped',
      { state: 'awaiting-confirmation', quietSince: NOW - 150_000 },
      'errors stopped 2 min ago, recovery unproven',
    ],
    ['a closed one', { state: 'resolved', closedAt: BEGAN + 5_400_000 }, 'resolved after 1 h 30 min'],
    [
      'many services',
      { services: ['payment', 'a', 'b', 'c', 'd', 'e'].map((name) => affected(name, 120, 1)) },
      'spreading to a, b, c and 2 more',
    ],
  ])('tells of %s', (_, given, expected) => {
    expect(impactSentence(incident(given), NOW)).toContain(expected);
  });

  it('names the day where it is not today', () => {
    expect(impactSentence(incident({}), NOW + 86_400_000)).toContain('began 2026-01-15 02:13 UTC');
  });

  it('tells of an alert that no counts belong to', () => {
    const alerts = [
      { fingerprint: 'f', name: 'Latency', status: 'firing' as const, startedAt: BEGAN, endedAt: null, link: null },
    ];
    const alert = incident({ kind: 'alert', alerts, services: [affected('payment', 0, 0)] });
    expect(impactSentence(alert, NOW)).toBe('payment: alert Latency is firing; began 02:13 UTC');
    expect(incidentTitle(alert)).toBe('Latency on payment');
  });

  it('tells with the numbers of its alarms, the worst of each kind, and where', () => {
    const failing = joinedAlarm('alm_1', 'payment', {
      subject: 'POST /pay',
      sentence: '12 % of requests fail; usual 0.2 %',
    });
    const milder = joinedAlarm('alm_2', 'payment', { score: 1, sentence: '3 % of requests fail; usual 0.2 %' });
    const slow = joinedAlarm('alm_3', 'web', { detector: 'latency', score: 2, sentence: '9 times as slow as usual' });
    const hurt = incident({
      kind: 'detected',
      outage: true,
      alarms: [milder, slow, failing],
      ...ruleOf('failure-ratio'),
    });
    expect(impactSentence(hurt, NOW)).toBe(
      'payment: POST /pay: 12 % of requests fail, usual 0.2 %; web: 9 times as slow as usual; began 02:13 UTC'
    );
    expect(incidentTitle(hurt)).toBe('Outage: failing requests in payment');
  });

  it('says where nobody is known to be hurt, and counts errors beside alarms', () => {
    const message = joinedAlarm('alm_1', 'payment', { detector: 'new-message', hurts: false, sentence: 'a new one' });
    const odd = incident({ kind: 'detected', alarms: [message], ...ruleOf('new-message') });
    expect(impactSentence(odd, NOW)).toBe('payment: a new one; no sign so far that users are hurt; began 02:13 UTC');
    expect(incidentTitle(odd)).toBe('A new error message in payment');
    const burst = incident({ alarms: [message] });
    expect(impactSentence(burst, NOW)).toContain('payment: 118 errors in 2 min, 40× its usual; a new one; began');
  });

  it('prefers what stands to what ended', () => {
    const over = joinedAlarm('alm_1', 'payment', { endedAt: BEGAN + 9, sentence: 'it was worse' });
    const standing = joinedAlarm('alm_2', 'payment', { score: 1.1, sentence: 'it is bad' });
    expect(impactSentence(incident({ kind: 'detected', outage: true, alarms: [over, standing] }), NOW)).toContain(
      'it is bad'
    );
  });

  it('tells of a cascade where it began, where it went and what shows it', () => {
    const evidence = '412 of 500 calls from web to payment failed';
    const services = [affected('web', 30, 1), affected('payment', 118, 2.95)];
    const cascade = incident({
      kind: 'cascade',
      outage: true,
      service: 'web',
      services,
      spread: {
        kind: 'cascade',
        first: 'payment',
        certainty: 'origin',
        sentence: '',
        steps: [
          { service: 'payment', at: BEGAN, through: null, evidence: '' },
          { service: 'web', at: BEGAN, through: 'payment', evidence },
        ],
      },
    });
    expect(incidentTitle(cascade)).toBe('Outage: cascade from payment over 2 services');
    expect(impactSentence(cascade, NOW)).toBe(
      'web: 30 errors in 2 min, 30× its usual; began 02:13 UTC; origin payment'
    );
    const fromFirst = incident({ ...cascade, service: 'payment', services: [...services].reverse(), outage: false });
    expect(impactSentence(fromFirst, NOW)).toContain(
      `no sign so far that users are hurt; began 02:13 UTC; spreading to web (${evidence})`
    );
    const unsure = incident({
      ...cascade,
      spread: cascade.spread && { ...cascade.spread, certainty: 'first-to-report' },
    });
    expect(incidentTitle(unsure)).toBe('Outage: cascade over 2 services, first to report payment');
  });

  it('names a metric by its name, and counts the services behind the first', () => {
    const full = joinedAlarm('alm_1', 'db', { detector: 'exhaustion', subject: 'disk' });
    const services = [affected('db', 0, 0), affected('web', 0, 0)];
    const exhausted = incident({ kind: 'detected', service: 'db', services, alarms: [full], outage: true });
    expect(incidentTitle(exhausted)).toBe('Outage: disk running out in db and 1 more');
    expect(incidentTitle(incident({ services: [affected('payment', 1, 1), affected('b', 1, 1)] }))).toBe(
      'Error burst in payment and 1 more'
    );
  });

  it.each<[string, Partial<RecoveryProof>, string]>([
    [
      'proved',
      { proved: true, checks: [{ what: 'traffic', holds: true, sentence: '412 requests' }] },
      'errors stopped 2 min ago, recovered by what is measured (412 requests)',
    ],
    [
      'refuted',
      {
        checks: [
          { what: 'traffic', holds: null, sentence: 'not known' },
          { what: 'source', holds: false, sentence: 'nothing heard' },
        ],
      },
      'recovery unproven (nothing heard)',
    ],
    ['unknown', { checks: [{ what: 'traffic', holds: null, sentence: 'not known' }] }, 'recovery unproven (not known)'],
  ])('tells why recovery is %s', (_, proof, expected) => {
    const given = incident({
      state: 'awaiting-confirmation',
      quietSince: NOW - 150_000,
      recovery: { at: NOW, proved: false, checks: [], ...proof },
    });
    expect(impactSentence(given, NOW)).toContain(expected);
  });

  it('tells of one that is back what stands now first, and of the peak that it may be the first one', () => {
    const over = joinedAlarm('alm_1', 'payment', { sentence: '90 of 100 requests failed', endedAt: NOW - 200_000 });
    const standing = joinedAlarm('alm_2', 'payment', { detector: 'latency', sentence: '95 % took up to 4 s' });
    const back = incident({ alarms: [over, standing], returnsAt: [NOW - 60_000] });
    expect(impactSentence(back, NOW)).toMatch(/^payment: 95 % took up to 4 s; at its worst 118 errors in 2 min/);
    expect(impactSentence({ ...back, state: 'resolved', closedAt: NOW }, NOW)).toContain('payment: 118 errors');
  });

  it('says that it flaps while it does, else that it came back', () => {
    const minutesAgo = (...minutes: number[]) => minutes.map((ago) => NOW - ago * 60_000);
    const flapping = incident({ returnsAt: minutesAgo(70, 50, 30, 10), recurredAt: minutesAgo(5) });
    expect(impactSentence(flapping, NOW)).toContain('flapping: 4 times in the last hour');
    const back = incident({ recurredAt: minutesAgo(700, 5) });
    expect(impactSentence(back, NOW)).toContain('back since 02:14 UTC after it was closed, 2 times by now');
    const closed = incident({ ...flapping, state: 'resolved', closedAt: NOW });
    expect(impactSentence(closed, NOW)).not.toMatch(/flapping|back since/);
  });
});

function ruleOf(name: 'failure-ratio' | 'new-message'): Pick<IncidentRecord, 'rule'> {
  return { rule: { name, sentence: '', thresholdErrors: null, windowSeconds: null } };
}
