import type { FiredRule, IncidentEventType, IncidentKind, ResolutionNotes, Severity } from '@incident-memory/contract';
import type { AffectedService, JoinedAlarm, JoinedAlert, RecoveryProof, Spread } from './incident-record.ts';

/** What each kind of event carries. Times are epoch milliseconds. */
export interface EventPayloads {
  opened: {
    number: number;
    kind: IncidentKind;
    severity: Severity;
    services: readonly AffectedService[];
    rule: FiredRule;
    startedAt: number;
    team: string | null;
    visibility: 'organisation' | 'team' | 'private';
    owner: string | null;
    alarms?: readonly JoinedAlarm[];
    spread?: Spread | null;
    /** Users are hurt: an outage. */
    outage?: boolean;
    splitFrom?: { id: string; number: number } | null;
  };
  /** Newer numbers of services that are in it already; written when they changed enough to matter. */
  'evidence-updated': { services: readonly AffectedService[]; severity: Severity };
  'service-joined': { services: readonly AffectedService[] };
  /** A single incident became a widespread one, since five or more services report. */
  widened: { services: readonly AffectedService[]; rule: FiredRule; severity: Severity };
  'alert-joined': { alert: JoinedAlert };
  'alert-resolved': { fingerprint: string; endedAt: number };
  'errors-stopped': { quietSince: number };
  'errors-returned': { errors: number };
  acknowledged: Record<string, never>;
  mitigating: Record<string, never>;
  'help-requested': Record<string, never>;
  'can-wait': Record<string, never>;
  noted: { text: string };
  confirmed: { notes: ResolutionNotes };
  dismissed: { reason: string };
  reopened: { reason: string };
  merged: { into: string; intoNumber: number };
  /** Alarms of live detectors, and the services they bring along where those are new. */
  'alarms-joined': {
    alarms: readonly JoinedAlarm[];
    services: readonly AffectedService[];
    severity: Severity;
    outage: boolean;
  };
  'alarms-ended': { alarms: readonly { id: string; endedAt: number }[] };
  'spread-found': { spread: Spread; severity: Severity };
  'recovery-judged': { proof: RecoveryProof };
  /** What was closed came back within a day. */
  recurred: { alarms: readonly JoinedAlarm[]; services: readonly AffectedService[]; rule: FiredRule };
  /** Left this incident for another one: by a split, or since a merge was taken back. */
  'split-off': {
    services: readonly string[];
    alarms: readonly string[];
    to: { id: string; number: number };
    reason: string;
  };
  /** Came from an incident that was merged into this one. */
  absorbed: {
    from: { id: string; number: number };
    services: readonly AffectedService[];
    alarms: readonly JoinedAlarm[];
    reason: string;
  };
  unmerged: { reason: string };
}

export type NewEvent = {
  [Type in IncidentEventType]: { readonly type: Type; readonly payload: EventPayloads[Type] };
}[IncidentEventType];
