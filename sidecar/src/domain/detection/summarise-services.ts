import type { ServiceSummary } from '@incident-memory/contract';
import type { IncidentRecord } from '../incidents/incident-record.ts';
import { cellOf } from './counting/count-ring.ts';
import type { OrganisationDetection } from './organisation-detection.ts';
import type { ServiceSeries } from './counting/service-series.ts';

type Summary = Omit<ServiceSummary, 'lastSeenAt'> & { readonly lastSeenAt: number };

/** So many lines would usually have come: that none did is worth telling. */
const LINES_MISSED = 10;

/** Every service with its numbers in the rule's window up to now. */
export function summariseServices(
  detection: OrganisationDetection,
  underWay: readonly IncidentRecord[],
  now: number
): Summary[] {
  const { windowSeconds, silentAfterSeconds } = detection.settings;
  const inIncident = new Set(
    underWay.filter(({ state }) => state === 'open').flatMap(({ services }) => services.map(({ service }) => service))
  );
  const to = cellOf(now);
  return [...detection.services.all()].map((series) => {
    const lines = series.ring.sumLines(to - windowSeconds + 1, to);
    const errors = series.ring.sumErrors(to - windowSeconds + 1, to);
    const usual = series.baseline.expectedErrors(windowSeconds, Math.max(0, lines - errors));
    return {
      service: series.service,
      lastSeenAt: series.lastSeenAt,
      lines,
      errors,
      baselineErrors: Math.round(usual * 100) / 100,
      state: stateOf(series),
    };
  });

  function stateOf(series: ServiceSeries): Summary['state'] {
    if (inIncident.has(series.service)) {
      return 'incident';
    }
    if (detection.isElevated(series.service)) {
      return 'raised';
    }
    const quietSeconds = (now - series.lastSeenAt) / 1000;
    if (quietSeconds > silentAfterSeconds && series.baseline.otherRate * quietSeconds >= LINES_MISSED) {
      return 'silent';
    }
    return series.baseline.learning ? 'learning' : 'usual';
  }
}
