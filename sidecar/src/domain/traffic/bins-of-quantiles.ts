import { binsOfCounted } from './latency-sketch.ts';
import type { LatencyBins } from './traffic-counts.ts';

export interface Quantile {
  /** 0.95 for the 95th percentile. */
  readonly share: number;
  readonly milliseconds: number;
}

/**
 * A sketch from what somebody else's quantiles tell. Those between two quantiles are told as the upper one: a quantile
 * that was asked for is right in the bucket, one in between reads as the next that was asked for, never as a better one.
 * Sketches of several buckets then add up as if each request had been as slow as that.
 */
export function binsOfQuantiles(
  count: number,
  { quantiles, slowestMs }: { quantiles: readonly Quantile[]; slowestMs: number }
): LatencyBins {
  const counted: [milliseconds: number, count: number][] = [];
  let below = 0;
  for (const { share, milliseconds } of [...quantiles].sort((a, b) => a.share - b.share)) {
    const upTo = Math.round(count * share);
    // Few requests have no one between most quantiles.
    if (upTo > below) {
      counted.push([Math.min(milliseconds, slowestMs), upTo - below]);
      below = upTo;
    }
  }
  if (count > below) {
    counted.push([slowestMs, count - below]);
  }
  return binsOfCounted(counted);
}

/**
 * A sketch from a histogram with borders of its own: each count is told as the geometric middle of its bin, so that a
 * quantile is off by at most the root of the ratio of neighbouring borders. The first bin reaches down to nothing and
 * is told as half its border, the last up to infinity and is told as its border.
 */
export function binsOfHistogram(bins: readonly { readonly upToMs: number; readonly count: number }[]): LatencyBins {
  let lower = 0;
  return binsOfCounted(
    [...bins]
      .sort((a, b) => a.upToMs - b.upToMs)
      .map(({ upToMs, count }) => {
        const middle = lower === 0 ? upToMs / 2 : upToMs === Infinity ? lower : Math.sqrt(lower * upToMs);
        lower = upToMs;
        return [middle, count] as const;
      })
  );
}
