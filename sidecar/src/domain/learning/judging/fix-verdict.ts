import { betaBelow } from '../posterior/beta-posterior.ts';
import { failedOf, workedOf, type OutcomeCounts } from '../record/outcome-counts.ts';
import { NEAREST_LEAST, type ApplicableRecord } from './applicable-record.ts';

export type FixVerdict = 'recommended' | 'do-not-try' | 'contested' | 'untested';

/** A record that worked now and then is bad once it is this certain that it fails more often than it works. */
export const BAD_CERTAINTY = 0.9;
/** A record that failed now and then is still good while it worked at least twice as often as not. */
export const GOOD_SHARE = 2 / 3;

/**
 * What a person is told to do with a fix here. It rests on counts that a person can check. A bad record nearest to the
 * present situation is never recommended, and "do not try", unless the record of the very cause is good and this is a
 * coincidence within it: one single failure in this context, or a corner (this version, and each key of the context just
 * so) that all evidence together takes for chance. That is a mixed record, and contested, with both counts
 * (docs/decisions/2026-11-22-what-is-never-recommended.md). What it did for another cause excuses nothing. Otherwise what
 * is believed can only take a recommendation away.
 */
export function verdictOf(record: ApplicableRecord, believed: number): FixVerdict {
  const { nearest, applies, dependsOn } = record;
  if (workedOf(applies) + failedOf(applies) === 0) {
    return 'untested';
  }
  if (isBad(nearest)) {
    return isOneCoincidence(record) || isCorner(record, believed) ? 'contested' : 'do-not-try';
  }
  const isContradicted = believed < 0.5 && !isGood(applies);
  return isGood(nearest) && !isContradicted && dependsOn.length === 0 ? 'recommended' : 'contested';
}

/** It never worked, or certainly fails more often than it works (uniform prior: the counts alone speak). */
export function isBad(counts: OutcomeCounts): boolean {
  const [worked, failed] = [workedOf(counts), failedOf(counts)];
  return failed > 0 && (worked === 0 || betaBelow({ a: 1 + worked, b: 1 + failed }, 0.5) >= BAD_CERTAINTY);
}

function isGood(counts: OutcomeCounts): boolean {
  const [worked, failed] = [workedOf(counts), failedOf(counts)];
  return worked > 0 && worked >= GOOD_SHARE * (worked + failed);
}

/**
 * It failed once in this context, and has a good record with the same cause in others, of more than one lucky try. What it
 * did for another cause says nothing.
 */
function isOneCoincidence({ nearest, elsewhereOfCause }: ApplicableRecord): boolean {
  return (
    failedOf(nearest) === 1 &&
    workedOf(nearest) === 0 &&
    workedOf(elsewhereOfCause) >= NEAREST_LEAST &&
    isGood(elsewhereOfCause)
  );
}

/**
 * Of forty situations in which a good fix was tried twice, it failed both times in several. Where outcomes show that
 * something in the context or the version matters, what is believed is low and this does not hold.
 */
function isCorner({ nearest, applies }: ApplicableRecord, believed: number): boolean {
  return believed >= 0.5 && isGood(applies) && nearest !== applies;
}
