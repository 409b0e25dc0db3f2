import type { LatencyBins } from '../../../domain/traffic/traffic-counts.ts';

/**
 * A sketch of latency as numbers that the server adds up by itself: the count of each bin in powers of two, each as
 * one number. How many documents have a number, times its power, summed over the powers of a bin, is the count of the
 * bin over all documents. So a million documents are merged without one of them being read.
 */
const POWERS = 64;
const LARGEST_POWER = 52;

/** Counts are whole here: a part of a request is rounded. */
export function bitsOf(bins: LatencyBins): number[] {
  const bits: number[] = [];
  for (let index = 0; index < bins.length; index += 2) {
    const bin = bins[index] ?? 0;
    let count = Math.round(bins[index + 1] ?? 0);
    for (let power = 0; count > 0 && power <= LARGEST_POWER; power += 1) {
      if (count % 2 === 1) {
        bits.push(bin * POWERS + power);
      }
      count = Math.floor(count / 2);
    }
  }
  return bits;
}

export interface BitBucket {
  readonly key: number;
  readonly doc_count: number;
}

export function binsOfBits(buckets: readonly BitBucket[]): LatencyBins {
  const counts = new Map<number, number>();
  for (const { key, doc_count: documents } of buckets) {
    const bin = Math.floor(key / POWERS);
    counts.set(bin, (counts.get(bin) ?? 0) + documents * 2 ** (key % POWERS));
  }
  return [...counts].sort(([one], [other]) => one - other).flat();
}

/** The powers of a bin that a server may tell in one answer; real services fill some hundreds. */
export const MOST_BITS = 20_000;
