import type { FiredRule, IncidentEventType, IncidentKind, ResolutionNotes, Severity } from '@incident-memory/contract';
import type {
  AffectedService,
  IncidentLink,
  JoinedAlarm,
  JoinedAlert,
  RecoveryProof,
  Spread,
} from './incident-record.ts';

/** What became known of an attempt. */
export type AttemptNews = 'begun' | 'done' | 'withdrawn' | 'judged' | 'rejected';

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
    splitFrom?: IncidentLink | null;
    alerts?: readonly JoinedAlert[];
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
  /** What was done about it, as its memory tells it (domain/memory). */
  attempted: { memory: string; attempt: string; what: AttemptNews; sentence: string };
  confirmed: { notes: ResolutionNotes };
  dismissed: { reason: string };
  reopened: { reason: string };
  merged: { into: string; intoNumber: number; reason?: string };
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
  recurred: {
    alarms: readonly JoinedAlarm[];
    services: readonly AffectedService[];
    rule: FiredRule;
    severity?: Severity;
    outage?: boolean;
  };
  /** Left this incident for another one: by a split, or since a merge was taken back. */
  'split-off': {
    how: 'split' | 'unmerged';
    services: readonly string[];
    alarms: readonly string[];
    /** Fingerprints. */
    alerts: readonly string[];
    to: IncidentLink;
    reason: string;
  };
  /** Came from an incident that was merged into this one, by the event of that sequence there. */
  absorbed: {
    from: IncidentLink & { sequence: number };
    services: readonly AffectedService[];
    alarms: readonly JoinedAlarm[];
    alerts: readonly JoinedAlert[];
    severity: Severity;
    outage: boolean;
    reason: string;
  };
  /** It is an incident of its own again, with what it brought as the other one has it now. */
  unmerged: {
    from: IncidentLink;
    services: readonly AffectedService[];
    alarms: readonly JoinedAlarm[];
    alerts: readonly JoinedAlert[];
    reason: string;
  };
  /** Nothing of it is kept but that it was: the payloads of all events before are removed, and its state. */
  forgotten: { reason: string };
}

export type NewEvent = {
  [Type in IncidentEventType]: { readonly type: Type; readonly payload: EventPayloads[Type] };
}[IncidentEventType];
