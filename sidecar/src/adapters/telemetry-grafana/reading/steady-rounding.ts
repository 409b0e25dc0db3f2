import { STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';

/**
 * Rates become counts of ten seconds, which are whole numbers. Rounding each for itself loses a service with two
 * requests a minute altogether. So what is added before cutting off walks evenly through 0 to 1 from bucket to bucket
 * (multiples of the golden ratio, from a place of its own for each series): over time the sums are right within one or
 * two, and a bucket that is asked for again gives the same number.
 */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export function steadyRound(value: number, { at, series }: { at: number; series: string }): number {
  const phase = (at / STATISTICS_STEP_MS) * GOLDEN + placeOf(series);
  // Sums of floating point: what is meant as a whole number stays one.
  return Math.floor(value + (phase - Math.floor(phase)) * 0.999_999 + 1e-9);
}

/** 0 to 1, by FNV-1a. */
function placeOf(series: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < series.length; index += 1) {
    hash = Math.imul(hash ^ series.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
