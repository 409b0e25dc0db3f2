import type { Advice } from '@incident-memory/contract';
import { failedOf, workedOf, type OutcomeCounts } from '../record/outcome-counts.ts';

export type FixState = Advice['state'];

/** Fewer outcomes than these are anecdotes. */
export const SUFFICIENT_TRIES = 3;
/** With eight the interval of a fix that works three times in four excludes one half about as often as not. */
export const ESTABLISHED_TRIES = 8;
/** And it must say something: not "between a quarter and everything". */
export const ESTABLISHED_WIDTH = 0.5;
/** So many of each kind make a record mixed; one could be a coincidence. */
export const CONTESTED_EACH = 2;
/** Nobody tried it for so long: longer than the yearly peak that brings a trouble back. */
export const STALE_AFTER_MS = 400 * 86_400_000;

export interface Judged {
  readonly counts: OutcomeCounts;
  readonly interval: { readonly low: number; readonly high: number };
  readonly isUnderPresentVersion: boolean;
  readonly lastAt: number | null;
  readonly now: number;
}

/**
 * How far the record of a fix in this situation can be relied on; the first that holds:
 * insufficient: fewer than three outcomes that apply. stale: what the fix touches has a version under which it was not
 * tried, or its last outcome is older than 400 days. contested: it worked and failed at least twice each, and the interval
 * of its chance has one half inside. established: eight outcomes and an interval no wider than .5. Else emerging.
 */
export function stateOf({ counts, interval, isUnderPresentVersion, lastAt, now }: Judged): FixState {
  const [worked, failed] = [workedOf(counts), failedOf(counts)];
  if (worked + failed < SUFFICIENT_TRIES || lastAt === null) {
    return 'insufficient';
  }
  if (!isUnderPresentVersion || now - lastAt > STALE_AFTER_MS) {
    return 'stale';
  }
  if (Math.min(worked, failed) >= CONTESTED_EACH && interval.low < 0.5 && interval.high > 0.5) {
    return 'contested';
  }
  return worked + failed >= ESTABLISHED_TRIES && interval.high - interval.low <= ESTABLISHED_WIDTH
    ? 'established'
    : 'emerging';
}
