import type { MatchReasons } from '../ranking/rank-candidates.ts';

export type RepeatVerdict =
  /** Nothing in memory is about this. */
  | 'new'
  /** The same failure again. */
  | 'recurrence'
  /** A person should say. */
  | 'review';

export interface Repeat {
  readonly verdict: RepeatVerdict;
  /** 0 to 1: how alike the two are; not how sure the verdict is. */
  readonly score: number;
}

/**
 * Repeats: whether what comes in was there before. Unlike recall, which shows several and lets a person choose, this
 * acts by itself, so it rests on what two texts say rather than on what they mean: shared words both ways, the question's
 * words found again, the same failure mode. A static table of word vectors made duplicates worse on two sets of bug
 * reports, and has no say here.
 */
const SHARES = { words: 0.6, coverage: 0.2, concepts: 0.2 };
/** The same frames or messages are the same failure whatever people wrote about it. */
const SAME_STRUCTURE = 0.5;
const RECURRENCE = 0.42;
const REVIEW = 0.28;

/** Judged by the nearest memory. */
export function judgeRepeat({ words, coverage, concepts, structure }: MatchReasons): Repeat {
  const told = SHARES.words * words + SHARES.coverage * coverage + SHARES.concepts * concepts;
  const score = Math.min(1, structure >= SAME_STRUCTURE ? 1 - (1 - told) * (1 - structure) : told);
  return { verdict: score >= RECURRENCE ? 'recurrence' : score >= REVIEW ? 'review' : 'new', score };
}
