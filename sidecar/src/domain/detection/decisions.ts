import type { FiredRule, IncidentKind, Severity } from '@incident-memory/contract';
import type { AffectedService, JoinedAlarm, RecoveryProof, Spread } from '../incidents/incident-record.ts';

/** What becomes an incident: what its rules, alarms and calls say at this moment. */
export interface Opening {
  readonly incidentKind: Exclude<IncidentKind, 'alert'>;
  readonly services: readonly AffectedService[];
  readonly rule: FiredRule;
  readonly severity: Severity;
  readonly startedAt: number;
  readonly alarms: readonly JoinedAlarm[];
  readonly spread: Spread | null;
  /** Users are hurt. */
  readonly outage: boolean;
}

/** What detection wants to be done about incidents. Values: whoever carries them out may fail and be asked again. */
export type Decision =
  | ({ readonly kind: 'open' } & Opening)
  /** What was closed less than a day ago is back: the incident is opened again instead of a new one. */
  | ({ readonly kind: 'recur'; readonly incident: string } & Opening)
  | {
      readonly kind: 'widen';
      readonly incident: string;
      readonly services: readonly AffectedService[];
      readonly rule: FiredRule;
      readonly severity: Severity;
    }
  | {
      readonly kind: 'merge';
      readonly incident: string;
      readonly into: string;
      readonly intoNumber: number;
      readonly reason: string;
    }
  | { readonly kind: 'join-services'; readonly incident: string; readonly services: readonly AffectedService[] }
  | {
      readonly kind: 'join-alarms';
      readonly incident: string;
      readonly alarms: readonly JoinedAlarm[];
      /** Those that the alarms bring along, and the newest numbers of those that are in it. */
      readonly services: readonly AffectedService[];
      readonly severity: Severity;
      readonly outage: boolean;
    }
  | {
      readonly kind: 'end-alarms';
      readonly incident: string;
      readonly alarms: readonly { readonly id: string; readonly endedAt: number }[];
    }
  | { readonly kind: 'spread'; readonly incident: string; readonly spread: Spread; readonly severity: Severity }
  | {
      readonly kind: 'update';
      readonly incident: string;
      readonly services: readonly AffectedService[];
      readonly severity: Severity;
    }
  | { readonly kind: 'stop'; readonly incident: string; readonly quietSince: number }
  | { readonly kind: 'return'; readonly incident: string; readonly errors: number }
  | { readonly kind: 'judge-recovery'; readonly incident: string; readonly proof: RecoveryProof };

/** After these nothing else is to be decided in the same moment. */
const LAST_WORDS: ReadonlySet<Decision['kind']> = new Set(['update', 'spread', 'end-alarms', 'judge-recovery']);

export function callsForAnother({ kind }: Decision): boolean {
  return !LAST_WORDS.has(kind);
}
