/**
 * Questions: what a person means who points at a spike in some panel. The panel's series arrive thinned, with names
 * and labels that are not ours; here the spike is found in the shape, and the services in the names.
 */
export interface AskedSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [at: number, value: number | null])[];
}

export interface Spike {
  readonly series: string;
  readonly from: number;
  readonly to: number;
  readonly peak: number;
  readonly usual: number;
}

/** A spike stands out from the median by this many median absolute deviations; 1.4826 makes them standard deviations. */
const DEVIATIONS = 6;
const MAD_TO_SIGMA = 1.4826;
/** Of a flat series any step is infinitely many deviations: it must at least double as well. */
const MIN_FACTOR = 2;
/** The spike lasts while values stay above this share of the way from usual to peak. */
const EDGE_SHARE = 0.25;
const MIN_POINTS = 5;

/** The most outstanding rise among all series, or null where nothing stands out. */
export function findSpike(series: readonly AskedSeries[]): Spike | null {
  const spikes = series.map(spikeOf).filter((found) => found !== null);
  return spikes.sort((a, b) => b.score - a.score)[0]?.spike ?? null;
}

function spikeOf({ name, points }: AskedSeries): { spike: Spike; score: number } | null {
  const known = points
    .filter((point): point is readonly [number, number] => point[1] !== null)
    .sort((a, b) => a[0] - b[0]);
  const peakIndex = known.reduce(
    (best, point, index) => (point[1] > (known[best]?.[1] ?? -Infinity) ? index : best),
    0
  );
  const peak = known[peakIndex];
  if (known.length < MIN_POINTS || peak === undefined) {
    return null;
  }
  const usual = median(known.map(([, value]) => value));
  const sigma = MAD_TO_SIGMA * median(known.map(([, value]) => Math.abs(value - usual)));
  const rise = peak[1] - usual;
  if (rise <= 0 || rise < DEVIATIONS * sigma || peak[1] < MIN_FACTOR * Math.abs(usual)) {
    return null;
  }
  const edge = usual + EDGE_SHARE * rise;
  let first = peakIndex;
  let last = peakIndex;
  while ((known[first - 1]?.[1] ?? -Infinity) >= edge) {
    first -= 1;
  }
  while ((known[last + 1]?.[1] ?? -Infinity) >= edge) {
    last += 1;
  }
  const spike = {
    series: name,
    from: known[first]?.[0] ?? peak[0],
    to: known[last]?.[0] ?? peak[0],
    peak: peak[1],
    usual,
  };
  return { spike, score: rise / (sigma + Math.abs(usual) * 0.05 + 1e-9) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
