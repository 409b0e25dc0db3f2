import type { CountRing } from '../counting/count-ring.ts';

/** Each pass narrows the rise by measuring it against half of its own density; more passes change nothing. */
const PASSES = 3;

/**
 * When did a rise begin? Errors before it may be ordinary noise, so the first error in the window is not the answer.
 * We look for the stretch of cells whose errors exceed a reference level by the largest sum (the maximum-sum
 * subarray, as in Page's CUSUM test, 1954), with half the mean density of the stretch as level, and narrow it:
 * a lone error counts to the rise only where it is about as close to it as the rise's own errors are to each other.
 */
export function findOnset(ring: CountRing, range: { from: number; to: number }): number {
  let stretch = range;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const errors = ring.sumErrors(stretch.from, stretch.to);
    const level = errors / (stretch.to - stretch.from + 1) / 2;
    stretch = densestStretch(ring, stretch, level);
  }
  return ring.firstErrorIn(stretch.from);
}

function densestStretch(
  ring: CountRing,
  range: { from: number; to: number },
  level: number
): { from: number; to: number } {
  let best = { from: range.from, to: range.to, sum: 0 };
  let from = range.from;
  let sum = 0;
  for (let cell = range.from; cell <= range.to; cell += 1) {
    if (sum <= 0) {
      sum = 0;
      from = cell;
    }
    sum += ring.errorsAt(cell) - level;
    if (sum > best.sum) {
      best = { from, to: cell, sum };
    }
  }
  return best;
}
