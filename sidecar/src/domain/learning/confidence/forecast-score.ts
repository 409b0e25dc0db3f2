/** What was foretold of one attempt, and whether it worked. */
export interface Forecast {
  readonly probability: number;
  readonly result: 0 | 1;
}

/** Mean squared error of what was said (G. W. Brier, "Verification of forecasts expressed in terms of probability", 1950). */
export function brierScore(forecasts: readonly Forecast[]): number | null {
  return forecasts.length === 0
    ? null
    : forecasts.reduce((sum, { probability, result }) => sum + (probability - result) ** 2, 0) / forecasts.length;
}

/** What one says who knows nothing but how often anything worked so far: as likely as not before the first. */
export function runningShares(forecasts: readonly Forecast[]): Forecast[] {
  let worked = 0;
  return forecasts.map(({ result }, tried) => {
    const probability = tried === 0 ? 0.5 : worked / tried;
    worked += result;
    return { probability, result };
  });
}

/** By how much better than the running share; 0 is no better, 1 is perfect. Null where that one was never wrong. */
export function brierSkill(forecasts: readonly Forecast[]): number | null {
  const [own, reference] = [brierScore(forecasts), brierScore(runningShares(forecasts))];
  return own === null || reference === null || reference === 0 ? null : 1 - own / reference;
}

const BINS = 10;

/**
 * How far what was said lies from what came true: in ten bins of equal mass, the mean distance between both, weighted by
 * how much is in a bin (Naeini, Cooper and Hauskrecht, 2015). Chance alone makes about .02 of it in 3,000 forecasts.
 */
export function calibrationError(forecasts: readonly Forecast[]): number | null {
  const sorted = [...forecasts].sort((one, other) => one.probability - other.probability);
  const edges = Array.from({ length: BINS + 1 }, (_, bin) => Math.floor((bin * sorted.length) / BINS));
  let distance = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = sorted.slice(edges[bin], edges[bin + 1]);
    distance += Math.abs(inside.reduce((sum, { probability, result }) => sum + probability - result, 0));
  }
  return sorted.length === 0 ? null : distance / sorted.length;
}
