import type { EventPayloads, NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { PastIncident } from '../history/past-incident.ts';

const THRESHOLD_ERRORS = 100;
const WINDOW_SECONDS = 120;

/** How it was opened, as the fixed rule would have. */
export function openingOfPast(past: PastIncident): Omit<EventPayloads['opened'], 'number'> {
  const { services, startedAt, severity, peakErrors, totalErrors } = past;
  const inWindow = Math.max(THRESHOLD_ERRORS, Math.min(totalErrors, peakErrors * 2));
  return {
    kind: services.length > 1 ? 'cascade' : 'error-burst',
    severity,
    startedAt,
    services: services.map((service, place) => ({
      service,
      firstErrorAt: startedAt + place * 5_000,
      errors: place === 0 ? totalErrors : Math.ceil(totalErrors / (place + 2)),
      peakErrors: place === 0 ? inWindow : Math.ceil(inWindow / (place + 2)),
      baselineErrors: 1,
    })),
    rule: {
      name: 'error-burst',
      sentence: `${inWindow} errors in 2 minutes`,
      thresholdErrors: THRESHOLD_ERRORS,
      windowSeconds: WINDOW_SECONDS,
    },
    ...{ team: null, visibility: 'organisation', owner: null },
    outage: severity === 'high' || severity === 'critical',
  };
}

/** How it went on and ended, with the time of each. */
export function courseOfPast(past: PastIncident): { at: number; by: string; event: NewEvent }[] {
  const { detectedAt, endedAt, attempts, resolution } = past;
  const closer = attempts.findLast(({ state }) => state === 'done')?.by ?? 'on-call engineer';
  const first = attempts[0];
  return [
    {
      at: Math.min(first?.begunAt ?? detectedAt + 60_000, endedAt),
      by: first?.by ?? closer,
      event: { type: 'acknowledged', payload: {} },
    },
    { at: endedAt, by: '', event: { type: 'errors-stopped', payload: { quietSince: endedAt } } },
    { at: endedAt + 15 * 60_000, by: closer, event: { type: 'confirmed', payload: { notes: resolution } } },
  ];
}
