import { incidentOf } from '../../../test/conformance/examples.ts';
import { systemScope } from '../tenancy/scope.ts';
import { impactSentence, incidentTitle } from './impact-sentence.ts';
import type { IncidentRecord } from './incident-record.ts';

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
});
