/**
 * How unlikely a count is where `mean` is expected, as -ln of Chernoff's bound: a count at least as far out (above the
 * mean for a count above it, below for one below) has at most the probability exp(-unlikeliness).
 *
 * The predictive distribution is negative binomial, what a Poisson count becomes whose rate is itself uncertain (gamma
 * distributed): variance mean + dispersion · mean². Dispersion 0 is Poisson. The bound costs two logarithms where the
 * exact tail costs a series, and is at most 1.5 to 3 nats wider, on the quiet side.
 */
export function unlikeliness(count: number, mean: number, dispersion: number): number {
  const expected = mean > LEAST_EXPECTED ? mean : LEAST_EXPECTED;
  if (dispersion < NEARLY_POISSON) {
    return count === 0 ? expected : count * Math.log(count / expected) - (count - expected);
  }
  const shape = 1 / dispersion;
  const spread = (count + shape) * Math.log((count + shape) / (expected + shape));
  const distance = count === 0 ? -spread : count * Math.log(count / expected) - spread;
  // Rounding may leave a hair below zero at the mean itself.
  return distance > 0 ? distance : 0;
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
export function upperEdge(mean: number, dispersion: number, d: number): number {
  const variance = mean + dispersion * mean * mean;
  return mean + d * Math.sqrt(variance) + ((d * d) / 6) * (1 + 2 * dispersion * mean);
}

export function lowerEdge(mean: number, dispersion: number, d: number): number {
  if (mean <= 0) {
    return 0;
  }
  // On the logarithm, where a negative binomial is closer to symmetric; never below nothing.
  const relative = Math.sqrt(1 / mean + dispersion);
  return relative * d > 5 ? 0 : mean * Math.exp(-d * relative);
}
