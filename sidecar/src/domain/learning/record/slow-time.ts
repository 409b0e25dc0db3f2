/**
 * Systems change in ways that no version tells of. An attempt counts half after so long: long enough that an outage that
 * comes once a year still has its record, short enough that what held three years ago weighs an eighth.
 */
export const HALF_LIFE_MS = 2 * 365 * 86_400_000;

/** Weights are kept as of then, so that nothing has to be aged when time passes. */
export const REFERENCE = Date.UTC(2020, 0, 1);

/** What an attempt of `at` counts at `now`, beside one of now. */
export function agedSince(at: number, now: number): number {
  return 2 ** ((at - now) / HALF_LIFE_MS);
}
