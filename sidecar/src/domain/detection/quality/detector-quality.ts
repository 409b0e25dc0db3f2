import type { DetectorId, DetectorQuality } from '@incident-memory/contract';
import type { Alarm, AlarmRecord } from '../alarms/alarm.ts';
import type { IncidentRecord } from '../../incidents/incident-record.ts';
import { median } from './quantile.ts';
import { isNear, realBecause } from './real-incident.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** An incident with what detectors said around its start, on any of its services, and what was said of its own alarms. */
export interface ExaminedIncident {
  readonly record: IncidentRecord;
  readonly near: readonly Pick<Alarm, 'detector' | 'service' | 'at'>[];
  readonly own: readonly Pick<AlarmRecord, 'detector' | 'verdict'>[];
  /** Whether the detector was on at the time and had something to watch in one of the services. */
  readonly couldSee: (detector: DetectorId) => boolean;
}

export interface Tally {
  readonly alarms: number;
  readonly confirmed: number;
  readonly dismissed: number;
}

/**
 * How far one detector was right. A verdict counts for its alarm. An incident that a person confirmed or dismissed
 * counts once for each detector in it, however many alarms it raised: they are one event, not thirty. Alarms on trial
 * near a real incident do not count as right, since nothing would count against those that are not near one.
 */
export function detectorQuality(
  detector: DetectorId,
  { tally, incidents }: { tally: Tally; incidents: readonly ExaminedIncident[] }
): DetectorQuality {
  const fates = incidents.flatMap((incident) => fateOf(detector, incident) ?? []);
  const right = tally.confirmed + fates.filter((fate) => fate === 'right').length;
  const wrong = tally.dismissed + fates.filter((fate) => fate === 'wrong').length;
  const precision = wilsonInterval(right, right + wrong);
  const real = incidents.filter(({ record }) => realBecause(record) !== null);
  const found = real.filter((incident) => firstTold(detector, incident) !== null);
  const missed = real.filter((incident) => firstTold(detector, incident) === null && incident.couldSee(detector));
  const leads = found
    .filter(({ record }) => record.rule.name !== detector)
    .map((incident) => (incident.record.detectedAt - (firstTold(detector, incident) ?? 0)) / 1000);
  return {
    alarms: Math.max(tally.alarms, incidents.filter(({ record }) => record.rule.name === detector).length),
    right,
    wrong,
    precision: precision?.share ?? null,
    interval: precision === null ? null : [precision.low, precision.high],
    found: found.length,
    couldHaveFound: found.length + missed.length,
    leadSeconds: median(leads),
  };
}

/** Null where the incident says nothing of the detector: not in it, nobody closed it, or alarms were judged themselves. */
function fateOf(detector: DetectorId, { record, own }: ExaminedIncident): 'right' | 'wrong' | null {
  const isIn =
    record.rule.name === detector ||
    record.alarms.some((alarm) => alarm.detector === detector) ||
    (detector === 'external-alert' && record.alerts.length > 0);
  if (!isIn || own.some((alarm) => alarm.detector === detector && alarm.verdict !== null)) {
    return null;
  }
  return record.state === 'resolved' ? 'right' : record.state === 'dismissed' ? 'wrong' : null;
}

/** When the detector first told of it; null where it did not. */
function firstTold(detector: DetectorId, { record, near }: ExaminedIncident): number | null {
  const { rule, services, alarms, alerts, startedAt, detectedAt } = record;
  const names = new Set(services.map(({ service }) => service));
  const times = [
    ...near.filter((alarm) => alarm.detector === detector && names.has(alarm.service)).map(({ at }) => at),
    ...alarms.filter((alarm) => alarm.detector === detector).map(({ at }) => at),
    ...(rule.name === detector ? [detectedAt] : []),
    ...(detector === 'external-alert' ? alerts.map((alert) => alert.startedAt) : []),
  ].filter((at) => isNear(at, startedAt) || at === detectedAt);
  return times.length === 0 ? null : Math.min(...times);
}
