import type {
  AffectedService as WireService,
  FiredRule,
  IncidentKind,
  IncidentState,
  JoinedAlarm as WireAlarm,
  JoinedAlert as WireAlert,
  RecoveryProof as WireProof,
  ResolutionNotes,
  Severity,
  Spread as WireSpread,
} from '@incident-memory/contract';
import type { Ownership } from '../tenancy/scope.ts';

/**
 * Incidents: a period in which a rule, a detector or an alert says that a service is unwell, opened and closed by
 * evidence. What happened to one is kept as events (event-payloads.ts); this record is what the events add up to
 * (project-incident.ts) and may be thrown away and made again at any time. Which event may follow which state is one
 * table (life-cycle.ts). The chain of digests over the events (event-chain.ts) shows tampering and survives
 * forgetting, after the idea of salted hash commitments.
 */
export type AffectedService = Omit<WireService, 'firstErrorAt'> & { readonly firstErrorAt: number };
export type JoinedAlert = Omit<WireAlert, 'startedAt' | 'endedAt'> & {
  readonly startedAt: number;
  readonly endedAt: number | null;
};

export type JoinedAlarm = Omit<WireAlarm, 'startedAt' | 'at' | 'endedAt'> & {
  readonly startedAt: number;
  readonly at: number;
  readonly endedAt: number | null;
};
export type Spread = Omit<WireSpread, 'steps'> & {
  readonly steps: readonly (Omit<WireSpread['steps'][number], 'at'> & { readonly at: number })[];
};
export type RecoveryProof = Omit<WireProof, 'at'> & { readonly at: number };

export interface Mark {
  readonly at: number;
  readonly by: string;
}

/** Times are epoch milliseconds. */
export interface IncidentRecord extends Ownership {
  readonly id: string;
  readonly number: number;
  /** The sequence of the last event in it. */
  readonly version: number;
  readonly kind: IncidentKind;
  readonly state: IncidentState;
  readonly severity: Severity;
  /** First to report. */
  readonly service: string;
  /** In the order in which they first reported. */
  readonly services: readonly AffectedService[];
  readonly rule: FiredRule;
  readonly startedAt: number;
  readonly detectedAt: number;
  readonly updatedAt: number;
  readonly quietSince: number | null;
  readonly closedAt: number | null;
  /** When errors came back, to tell flapping. */
  readonly returnsAt: readonly number[];
  readonly acknowledged: Mark | null;
  readonly mitigating: Mark | null;
  readonly helpRequested: Mark | null;
  readonly canWait: Mark | null;
  readonly alerts: readonly JoinedAlert[];
  readonly resolution: ResolutionNotes | null;
  readonly dismissReason: string | null;
  readonly mergedInto: string | null;
  /** Of live detectors, oldest first. */
  readonly alarms: readonly JoinedAlarm[];
  readonly spread: Spread | null;
  readonly outage: boolean;
  /** Judged while errors have stopped; null again when they return. */
  readonly recovery: RecoveryProof | null;
  /** When it came back after it was closed, within a day each time. */
  readonly recurredAt: readonly number[];
  readonly splitFrom: { readonly id: string; readonly number: number } | null;
}
