import type { FiredRule, IncidentEventType, IncidentKind, ResolutionNotes, Severity } from '@incident-memory/contract';
import type { AffectedService, JoinedAlert } from './incident-record.ts';

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
}

export type NewEvent = {
  [Type in IncidentEventType]: { readonly type: Type; readonly payload: EventPayloads[Type] };
}[IncidentEventType];
