import { type Incident, type ServiceRates, type TimelineEntry } from '@incident-memory/contract';

/** Samples for tests: whole objects of the contract, of which a test changes what it is about. */

export const STARTED = Date.UTC(2026, 10, 21, 2, 13, 0);
export const MINUTE = 60_000;

export function at(minutesAfterStart: number): string {
  return new Date(STARTED + minutesAfterStart * MINUTE).toISOString();
}

export function sampleIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: 'inc_0193a1b2-0000-7000-8000-000000000042',
    number: 42,
    version: 3,
    kind: 'error-burst',
    state: 'open',
    severity: 'high',
    title: 'Errors in payment',
    impact: 'payment: 118 errors in 2 min, 40× its usual',
    service: 'payment',
    services: [{ service: 'payment', firstErrorAt: at(0), errors: 118, peakErrors: 60, baselineErrors: 3 }],
    rule: { name: 'error-burst', sentence: '100 errors in 2 minutes', thresholdErrors: 100, windowSeconds: 120 },
    startedAt: at(0),
    detectedAt: at(1),
    updatedAt: at(2),
    quietSince: null,
    closedAt: null,
    recovery: 'ongoing',
    recoveryProof: null,
    flapping: false,
    returnsInLastHour: 0,
    recurrences: 0,
    outage: false,
    spread: null,
    alarms: [],
    splitFrom: null,
    splits: [],
    absorbed: [],
    keptApart: [],
    acknowledged: null,
    mitigating: null,
    helpRequested: null,
    canWait: null,
    alerts: [],
    resolution: null,
    earlierResolutions: [],
    dismissReason: null,
    mergedInto: null,
    team: null,
    visibility: 'organisation',
    ...changes,
  };
}

export function sampleEntry(changes: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id: 'inc_0193a1b2-0000-7000-8000-000000000042/1',
    incident: 'inc_0193a1b2-0000-7000-8000-000000000042',
    number: 42,
    service: 'payment',
    sequence: 1,
    type: 'opened',
    at: at(1),
    actor: { kind: 'system', name: 'detection' },
    sentence: '118 errors in 2 minutes; the rule is 100',
    ...changes,
  };
}

export const SAMPLE_RATES: ServiceRates = {
  from: at(0),
  to: at(1),
  stepSeconds: 20,
  series: [
    { service: 'payment', at: [STARTED, STARTED + 20_000], lines: [200, 240], errors: [40, 60], warnings: [0, 1] },
    { service: 'user', at: [STARTED, STARTED + 20_000], lines: [20, 10], errors: [0, 0], warnings: [0, 0] },
  ],
};
