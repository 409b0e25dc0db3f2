import type { Context, Outcome, Provenance } from '@incident-memory/contract';

/**
 * Learning: from what became of fixes to what to try first, and what not to try.
 *
 * A fix works with some chance, and tries of it are few. So what is believed of the chance is a Beta distribution: its own
 * tries, added to what fixes of the same signature and family let expect (pool/, empirical Bayes). Tries count less with
 * the years, and a version of what the fix touches, a key of the context or the cause divides the record as far as
 * outcomes show that it matters (belief/). From that come an interval, a bound to rank by and a state; what a person is
 * told to do rests on counts of verified outcomes alone (judging/). Whether a fix worked is itself a judgement, made from
 * telemetry against how such trouble ends without it (outcome/). How good all this is, is measured in use (confidence/).
 *
 * docs/learning.md tells the method at length, every number with its reason, and the limits.
 *
 * What is learned from: a fix that somebody applied to a trouble, or refused, or changed before applying it. */
export interface LearnedAttempt {
  /** Of the trouble: attempts are compared within one. */
  readonly signature: string;
  /** What makes two fixes of a signature the same. */
  readonly fix: string;
  /** By what it is like fixes of other signatures, its kind for instance; without one its own name. */
  readonly family?: string;
  readonly outcome: Outcome | 'rejected' | 'modified';
  readonly at: number;
  readonly context: Context;
  /** Of what the fix touches; null where nobody knows. */
  readonly version: string | null;
  readonly cause: string | null;
  readonly provenance: Provenance;
  /** The outcome was verified from telemetry or told by a person, and not only claimed by a text. */
  readonly isVerified: boolean;
}

/** The situation that is asked about. */
export interface Present {
  readonly at: number;
  readonly context: Context;
  readonly version: string | null;
  readonly cause: string | null;
}

/** 1 where it ended or eased the trouble, 0 where it did not last, did nothing or worse; null of what is no outcome. */
export function resultOf(outcome: LearnedAttempt['outcome']): 0 | 1 | null {
  switch (outcome) {
    case 'cured':
    case 'mitigated':
      return 1;
    case 'temporary':
    case 'no-effect':
    case 'got-worse-after':
      return 0;
    default:
      return null;
  }
}

/**
 * Only what a person confirmed or the system verified is evidence. What a model inferred or an import claims is told,
 * and moves nothing: else whoever can write a ticket could make a fix recommended, or have a good one banned.
 */
export function isEvidence({ provenance, isVerified }: LearnedAttempt): boolean {
  return provenance === 'confirmed' || (provenance === 'observed' && isVerified);
}
