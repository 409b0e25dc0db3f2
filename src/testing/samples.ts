import {
  type Capabilities,
  type Incident,
  type IncidentChart,
  type Overview,
  type Role,
} from '@incident-memory/contract';
import { at, MINUTE, sampleIncident, STARTED } from '../datasource/testing/samples';

export { at, sampleEntry, STARTED } from '../datasource/testing/samples';

export function numbered(number: number, changes: Partial<Incident> = {}): Incident {
  const id = `inc_0193a1b2-0000-7000-8000-${String(number).padStart(12, '0')}`;
  return sampleIncident({ id, number, ...changes });
}

export function capabilitiesOf(role: Role): Capabilities {
  const me = { login: 'ada', role, organisation: 'Main Org.' };
  return { version: '0.1.0', contract: 1, store: 'sqlite', features: ['incidents', 'stream'], me };
}

/** Quiet, and rightly so; the check ran at the time of the test. */
export function sampleOverview(changes: Partial<Overview> = {}): Overview {
  const now = new Date().toISOString();
  return {
    at: now,
    servicesWatched: 7,
    servicesSilent: [],
    activeIncidents: 0,
    awaitingConfirmation: 0,
    learningConfidence: {
      state: 'not-enough-history',
      outcomes: 3,
      sentence: '3 outcomes; a word is given from 30 on.',
      coverage: null,
      calibration: null,
      lift: null,
    },
    detection: { lastCheckAt: now, everySeconds: 5, checksMissed: 0 },
    sources: [
      {
        name: 'logs',
        kind: 'push',
        state: 'fresh',
        lastDataAt: now,
        lagSeconds: 1,
        lateLines: 0,
        problem: null,
        cost: null,
        restricted: false,
      },
    ],
    incidents: [],
    spool: { batches: 0, bytes: 0, limitBytes: 1_000_000 },
    quiet: {
      unwatched: [],
      learning: [],
      detectors: { live: 3, trial: 9, off: 0 },
      findings: 0,
      wouldHaveFired: 0,
      maintenance: [],
      riskyChanges: [],
    },
    demo: false,
    ...changes,
  };
}

/** Five buckets of half a minute: 10, 20, 30, 40, 50 errors. */
export function sampleChart(changes: Partial<IncidentChart> = {}): IncidentChart {
  const stepSeconds = 30;
  const points = [1, 2, 3, 4, 5].map((tens, place) => ({
    at: new Date(STARTED + place * stepSeconds * 1000).toISOString(),
    errors: tens * 10,
    lines: 100,
  }));
  return {
    from: at(0),
    to: new Date(STARTED + 3 * MINUTE).toISOString(),
    stepSeconds,
    series: [{ service: 'payment', points }],
    rule: sampleIncident().rule,
    startedAt: at(0),
    detectedAt: at(1),
    ...changes,
  };
}
