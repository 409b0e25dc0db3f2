import type { IncidentRecord } from '../incident-record.ts';

/** When the first of these services reported or the first of these alarms is thought to have begun. */
export function firstSign({ services, alarms }: Pick<IncidentRecord, 'services' | 'alarms'>): number {
  const signs = [...services.map(({ firstErrorAt }) => firstErrorAt), ...alarms.map(({ startedAt }) => startedAt)];
  return signs.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY);
}
