/** How much wider than Poisson: variance = clump · mean + swing · mean². */
export interface Spread {
  /** Events come so many at a time; 1 is Poisson. */
  readonly clump: number;
  /** The rate itself swings: the variance of its share. */
  readonly swing: number;
}

/**
 * How unlikely a count is where `mean` is expected, as -ln of Chernoff's bound: a count at least as far out (above the
 * mean for a count above it, below for one below) has at most the probability exp(-unlikeliness).
 *
 * Clumps are counted as clumps. Of these the predictive distribution is negative binomial, what a Poisson count becomes
 * whose rate is itself uncertain (gamma distributed); without any swing it is Poisson. The bound costs two logarithms
 * where the exact tail costs a series, and is at most 1.5 to 3 nats wider, on the quiet side.
 */
export function unlikeliness(count: number, mean: number, { clump, swing }: Spread): number {
  const clumps = count / clump;
  const expected = (mean > LEAST_EXPECTED ? mean : LEAST_EXPECTED) / clump;
  if (swing < NEARLY_POISSON) {
    return clumps === 0 ? expected : clumps * Math.log(clumps / expected) - (clumps - expected);
  }
  const shape = 1 / swing;
  const spread = (clumps + shape) * Math.log((clumps + shape) / (expected + shape));
  const distance = clumps === 0 ? -spread : clumps * Math.log(clumps / expected) - spread;
  // Rounding may leave a hair below zero at the mean itself.
  return distance > 0 ? distance : 0;
}

export function deviationOf(mean: number, { clump, swing }: Spread): number {
  return Math.sqrt(clump * mean + swing * mean * mean);
}

/** What a normal variable shows so many standard deviations out, in the same measure: exp(-d²/2). */
export function deviations(count: number): number {
  return (count * count) / 2;
}

/** An expectation of zero would make any single event infinitely surprising. */
const LEAST_EXPECTED = 0.001;
/** Below it the two formulas agree to more digits than rounding leaves. */
const NEARLY_POISSON = 1e-6;

/** Upper edge at so many deviations: the bound solved for the count, to second order (counts lean to the right). */
export function upperEdge(mean: number, spread: Spread, d: number): number {
  return mean + d * deviationOf(mean, spread) + ((d * d) / 6) * (spread.clump + 2 * spread.swing * mean);
}

/** On the logarithm, where such counts are closer to symmetric; never below nothing. */
export function lowerEdge(mean: number, spread: Spread, d: number): number {
  if (mean <= 0) {
    return 0;
  }
  const relative = deviationOf(mean, spread) / mean;
  return relative * d > 5 ? 0 : mean * Math.exp(-d * relative);
}
