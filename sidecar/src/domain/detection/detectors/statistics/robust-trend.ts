/**
 * Theil and Sen's slope (Sen, 1968): the median of the slopes between all pairs of points, which a few wild points do not
 * move, with the range that Kendall's test leaves it. Points are equally spaced; null is a gap. Bounded by the number of
 * points, which callers keep below a hundred.
 */
export interface Trend {
  /** A step, with the range that holds it in 99 of 100 cases of independent noise. */
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** Median of what the line leaves, at the newest point and in size. */
  readonly now: number;
  readonly noise: number;
}

export function robustTrend(points: ReadonlyArray<number | null>): Trend | null {
  const slopes: number[] = [];
  points.forEach((later, at) => {
    for (let before = 0; before < at && later !== null; before += 1) {
      const earlier = points[before] ?? null;
      if (earlier !== null) {
        slopes.push((later - earlier) / (at - before));
      }
    }
  });
  if (slopes.length < LEAST_PAIRS) {
    return null;
  }
  slopes.sort((a, b) => a - b);
  const known = points.filter((value) => value !== null).length;
  const spread = Z_99 * Math.sqrt((known * (known - 1) * (2 * known + 5)) / 18);
  const slope = medianOfSorted(slopes);
  const last = points.length - 1;
  const atNow = points.flatMap((value, at) => (value === null ? [] : [value + slope * (last - at)]));
  const now = median(atNow);
  return {
    slope,
    low: slopes[Math.max(0, Math.floor((slopes.length - spread) / 2))] ?? slope,
    high: slopes[Math.min(slopes.length - 1, Math.ceil((slopes.length + spread) / 2))] ?? slope,
    now,
    noise: median(atNow.map((value) => Math.abs(value - now))),
  };
}

export function median(values: readonly number[]): number {
  return medianOfSorted([...values].sort((a, b) => a - b));
}

function medianOfSorted(sorted: readonly number[]): number {
  const upper = sorted[sorted.length >> 1] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? 0) + upper) / 2;
}

const LEAST_PAIRS = 15;
const Z_99 = 2.576;
