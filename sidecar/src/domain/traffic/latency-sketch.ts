import type { LatencyBins } from './traffic-counts.ts';

/** Every quantile is told within this share of the true value: nobody acts on the difference of 100 and 102 ms. */
export const LATENCY_ACCURACY = 0.02;
/** What is faster is below the clocks that measured it; it is told as this. */
export const SHORTEST_MS = 0.001;
/** What is slower is told as this: a request of more than a day is a stream or a broken clock. */
export const LONGEST_MS = 24 * 60 * 60 * 1000;

/** A bin reaches from γ^(i-1) to γ^i; its middle is then within the accuracy of both ends. */
const GAMMA = (1 + LATENCY_ACCURACY) / (1 - LATENCY_ACCURACY);
const BINS_PER_E = 1 / Math.log(GAMMA);
const LOG_SHORTEST = Math.log(SHORTEST_MS);
/**
 * The highest bin. The range alone bounds a sketch to 631 pairs, so nothing has to be collapsed, and adding up is
 * exact in any order; real services fill 30 to 150.
 */
export const HIGHEST_BIN = Math.ceil((Math.log(LONGEST_MS) - LOG_SHORTEST) * BINS_PER_E);

/** Any number has a bin: zero, negatives and what is no number the lowest one, infinity the highest. */
export function binOf(milliseconds: number): number {
  if (!(milliseconds > SHORTEST_MS)) {
    return 0;
  }
  const bin = Math.ceil((Math.log(milliseconds) - LOG_SHORTEST) * BINS_PER_E);
  return bin < HIGHEST_BIN ? bin : HIGHEST_BIN;
}

/** The value that stands for all of a bin. */
export function valueOfBin(bin: number): number {
  return bin <= 0 ? SHORTEST_MS : Math.min(LONGEST_MS, (SHORTEST_MS * GAMMA ** bin * 2) / (1 + GAMMA));
}

export function binsOf(milliseconds: Iterable<number>): LatencyBins {
  return binsOfCounted([...milliseconds].map((value) => [value, 1] as const));
}

/** From values that were counted already, such as the rows of an aggregation: pairs of milliseconds and count. */
export function binsOfCounted(values: Iterable<readonly [milliseconds: number, count: number]>): LatencyBins {
  const counts = new Map<number, number>();
  for (const [milliseconds, count] of values) {
    const bin = binOf(milliseconds);
    counts.set(bin, (counts.get(bin) ?? 0) + count);
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([one], [other]) => one - other)
    .flat();
}

/** The sketch of everything that is in either: equal to the sketch of all values together. */
export function addBins(one: LatencyBins, other: LatencyBins): LatencyBins {
  if (one.length === 0 || other.length === 0) {
    return one.length === 0 ? other : one;
  }
  const sum: number[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length || right < other.length) {
    const leftBin = one[left] ?? Number.POSITIVE_INFINITY;
    const rightBin = other[right] ?? Number.POSITIVE_INFINITY;
    sum.push(
      Math.min(leftBin, rightBin),
      (leftBin <= rightBin ? (one[left + 1] ?? 0) : 0) + (rightBin <= leftBin ? (other[right + 1] ?? 0) : 0)
    );
    left += leftBin <= rightBin ? 2 : 0;
    right += rightBin <= leftBin ? 2 : 0;
  }
  return sum;
}

export function countOf(bins: LatencyBins): number {
  let count = 0;
  for (let index = 1; index < bins.length; index += 2) {
    count += bins[index] ?? 0;
  }
  return count;
}

/** The value below which this share of all lies (0.95: p95); null where there is nothing. */
export function quantile(bins: LatencyBins, share: number): number | null {
  const rank = Math.floor(Math.min(1, Math.max(0, share)) * (countOf(bins) - 1));
  let seen = 0;
  for (let index = 0; index < bins.length; index += 2) {
    seen += bins[index + 1] ?? 0;
    if (seen > rank) {
      return valueOfBin(bins[index] ?? 0);
    }
  }
  return null;
}
