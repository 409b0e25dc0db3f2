import type {
  AffectedService as WireService,
  EarlierResolution as WireResolution,
  FiredRule,
  IncidentKind,
  IncidentLink,
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
 * table (life-cycle.ts). A chain of digests over the events (../events) shows tampering and survives forgetting. What
 * was found together may be parted and what was found apart may be joined, and both can be taken back (parting/).
 */
export type AffectedService = Omit<WireService, 'firstErrorAt'> & { readonly firstErrorAt: number };
export type JoinedAlert = Omit<WireAlert, 'startedAt' | 'endedAt'> & {
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Of which service; not known of alerts that earlier versions kept. */
  readonly service?: string;
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
export type EarlierResolution = Omit<WireResolution, 'closedAt' | 'openedAgainAt'> & {
  readonly closedAt: number;
  readonly openedAgainAt: number;
};
export type { IncidentLink };

export interface Mark {
  readonly at: number;
  readonly by: string;
}

/** Another incident and the event by which it came or went: of two merges of the same incident each is told apart. */
export interface LinkedBy extends IncidentLink {
  readonly sequence: number;
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
  /** When errors came back, to tell flapping; the last ten. */
  readonly returnsAt: readonly number[];
  readonly acknowledged: Mark | null;
  readonly mitigating: Mark | null;
  readonly helpRequested: Mark | null;
  readonly canWait: Mark | null;
  readonly alerts: readonly JoinedAlert[];
  readonly resolution: ResolutionNotes | null;
  readonly dismissReason: string | null;
  /** Of live detectors, oldest first. */
  readonly alarms: readonly JoinedAlarm[];
  readonly spread: Spread | null;
  readonly outage: boolean;
  /** Judged while errors have stopped; null again when they return. */
  readonly recovery: RecoveryProof | null;
  /** When it came back after it was closed, within a day each time; the last hundred. */
  readonly recurredAt: readonly number[];
  /** What was written at earlier closings; the last ten. */
  readonly earlierResolutions: readonly EarlierResolution[];
  readonly splitFrom: IncidentLink | null;
  /** What was split off, each by the event of that sequence in this stream. */
  readonly splits: readonly LinkedBy[];
  readonly mergedInto: string | null;
  /** The event that merged it; null also of a merge by an earlier version, which told the other incident nothing. */
  readonly mergedAtSequence: number | null;
  /** Merged into this one and still part of it; the sequence is that of the event that merged it, in its own stream. */
  readonly absorbed: readonly LinkedBy[];
  /** The last incident that this one was taken out of again, and the event of this one that did it. */
  readonly unmergedFrom: LinkedBy | null;
  /** Ids of incidents that a person separated from this one (kept-apart.ts). */
  readonly keptApart: readonly string[];
}

type Added =
  | 'alarms'
  | 'spread'
  | 'outage'
  | 'recovery'
  | 'recurredAt'
  | 'earlierResolutions'
  | 'splitFrom'
  | 'splits'
  | 'mergedAtSequence'
  | 'absorbed'
  | 'unmergedFrom'
  | 'keptApart';

/** What events that earlier versions could not write leave in a record: where none is, exactly this is right. */
export const NEVER_HAPPENED: Readonly<Pick<IncidentRecord, Added>> = Object.freeze({
  alarms: [],
  spread: null,
  outage: false,
  recovery: null,
  recurredAt: [],
  earlierResolutions: [],
  splitFrom: null,
  splits: [],
  mergedAtSequence: null,
  absorbed: [],
  unmergedFrom: null,
  keptApart: [],
});

/** A record as a store kept it, also where an earlier version wrote it. */
export function completeRecord(
  kept: Omit<IncidentRecord, Added> & Partial<Pick<IncidentRecord, Added>>
): IncidentRecord {
  return { ...NEVER_HAPPENED, ...kept };
}
