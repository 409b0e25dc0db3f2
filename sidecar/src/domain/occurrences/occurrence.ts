import type { OccurrenceKind, OccurrenceStage } from '@incident-memory/contract';

/**
 * Occurrences: what happened to a service at a time and is neither a line nor a number. People and pipelines change
 * things (deploys, configuration, scaling, feature flags), and Kubernetes does things to pods. Most outages begin with
 * a change, so what changed in the last hour is the first question; a change that was merely merged is told apart from
 * one that is live.
 */

/** As a sender told it: not redacted, not bounded, its time not yet believed. */
export interface RawOccurrence {
  /** The sender's own id with which it repeats itself; the same one twice is one occurrence. */
  readonly key: string;
  readonly kind: OccurrenceKind;
  readonly stage: OccurrenceStage;
  readonly at: number | null;
  readonly service: string | null;
  readonly title: string;
  /** Version, value or size before and after, where the sender says so. */
  readonly before: string | null;
  readonly after: string | null;
  /** A role or login, where the sender names one. */
  readonly actor: string | null;
  readonly url: string | null;
  /** Cluster, namespace, pod, restart count, environment, commit: whatever helps to find it. */
  readonly details: readonly (readonly [string, string])[];
}

/** As it is kept: redacted, bounded, with a believed time. */
export interface Occurrence {
  /** `occ_` and a digest of source and key: what is told twice is kept once, the newest word wins. */
  readonly id: string;
  /** Who told it: the id of the credential or of the watch. */
  readonly source: string;
  readonly kind: OccurrenceKind;
  readonly stage: OccurrenceStage;
  readonly at: number;
  readonly receivedAt: number;
  readonly service: string | null;
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly actor: string | null;
  readonly url: string | null;
  readonly details: readonly (readonly [string, string])[];
}
