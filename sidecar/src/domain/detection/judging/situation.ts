import type { Alarm } from '../alarms/alarm.ts';
import type { Trouble } from '../grouping/trouble.ts';
import type { AffectedService, IncidentRecord, JoinedAlarm } from '../../incidents/incident-record.ts';
import type { Assessment } from './assess-service.ts';
import type { DetectionSettings } from '../detection-settings.ts';
import type { Outlook } from './outlook.ts';

/** One moment as the deciding functions see it. */
export interface Situation {
  readonly now: number;
  readonly settings: DetectionSettings;
  /** Open ones and those that await confirmation, oldest first. */
  readonly underWay: readonly IncidentRecord[];
  readonly outlook: Outlook;
  /** Of every service with raised errors or a burst. */
  readonly elevated: ReadonlyMap<string, Assessment>;
  /** Of every service that is elevated or has an alarm that was not closed by a person. */
  readonly troubles: ReadonlyMap<string, Trouble>;
  /** How many services are raised at a time without being in an incident, on average. */
  readonly raisedByChance: number;
  /** The burst was first looked at long enough ago. */
  hasSettled(service: string): boolean;
  /** The present numbers of a service that is in an incident already. */
  numbersOf(known: AffectedService): AffectedService;
  /** Errors that the service usually has in one window. */
  usualErrorsOf(service: string): number;
  /** When an alarm of an incident ended, as is known by now; null while it stands. */
  endOf(alarm: JoinedAlarm): number | null;
  /** Since when the whole incident is quiet, or null where it is not, or where nobody can know. */
  quietSince(record: IncidentRecord): number | null;
  lastUpdateAt(record: IncidentRecord): number;
}

/** When what is going on now began: the start, or the last return. */
export function beganAt({ startedAt, returnsAt, recurredAt }: IncidentRecord): number {
  return Math.max(startedAt, returnsAt.at(-1) ?? 0, recurredAt.at(-1) ?? 0);
}

/** What began within the related time may be seen as late as lateness allows. */
export function recentMs({ settings }: Situation): number {
  return (settings.relatedWithinSeconds + settings.allowedLatenessSeconds) * 1000;
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
    baselineErrors: rounded(usualErrors),
  };
}

/** Of a service that need not have logged a single error. */
export function affectedByTrouble({ service, onset, assessment }: Trouble, situation: Situation): AffectedService {
  return assessment === null
    ? {
        service,
        firstErrorAt: onset,
        errors: 0,
        peakErrors: 0,
        baselineErrors: rounded(situation.usualErrorsOf(service)),
      }
    : { ...affectedBy(assessment), firstErrorAt: onset };
}

export function joinedAlarm(alarm: Alarm): JoinedAlarm {
  const { id, detector, service, subject, startedAt, at, endedAt, score, sentence, hurts } = alarm;
  return { id, detector, service, subject, startedAt, at, endedAt, score, sentence, hurts };
}

function rounded(errors: number): number {
  return Math.round(errors * 100) / 100;
}
