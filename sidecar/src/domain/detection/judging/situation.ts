import type { AffectedService, IncidentRecord } from '../../incidents/incident-record.ts';
import type { Assessment } from './assess-service.ts';
import type { Outlook } from './outlook.ts';
import type { DetectionSettings } from '../detection-settings.ts';

/** One moment as the deciding functions see it. */
export interface Situation {
  readonly now: number;
  readonly settings: DetectionSettings;
  /** Open ones and those that await confirmation, oldest first. */
  readonly underWay: readonly IncidentRecord[];
  readonly outlook: Outlook;
  /** Of every service with raised errors or a burst. */
  readonly elevated: ReadonlyMap<string, Assessment>;
  /** How many services are raised at a time without being in an incident, on average. */
  readonly raisedByChance: number;
  /** The burst was first looked at long enough ago. */
  hasSettled(service: string): boolean;
  /** The present numbers of a service that is in an incident already. */
  numbersOf(known: AffectedService): AffectedService;
  /** Since when the whole incident is quiet, or null where it is not, or where nobody can know. */
  quietSince(record: IncidentRecord): number | null;
  lastUpdateAt(record: IncidentRecord): number;
}

/** When what is going on now began: the start, or the last return. */
export function beganAt(record: IncidentRecord): number {
  return Math.max(record.startedAt, record.returnsAt.at(-1) ?? 0);
}

export function hasFiringAlert(record: IncidentRecord): boolean {
  return record.alerts.some(({ status }) => status === 'firing');
}

export function byFirstError(a: AffectedService, b: AffectedService): number {
  return a.firstErrorAt - b.firstErrorAt || a.service.localeCompare(b.service);
}

export function affectedBy({ service, onset, peakErrors, usualErrors }: Assessment): AffectedService {
  return {
    service,
    firstErrorAt: onset,
    errors: peakErrors,
    peakErrors,
    baselineErrors: Math.round(usualErrors * 100) / 100,
  };
}
