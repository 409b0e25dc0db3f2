/** An expectation of zero would make any single error infinitely surprising. */
const LEAST_EXPECTED = 0.01;

/**
 * Is a count more than chance gives where `expected` is usual? By Chernoff's bound a Poisson count of mean m reaches
 * x > m with probability at most exp(-(x ln(x/m) - (x - m))). We ask that this is below exp(-d²/2), the same bound
 * that d standard deviations give a normal variable. For large means that is m + d√m + d²/6; for small ones it does
 * not forget, as m + d√m does, that such counts lean to the right.
 */
export function exceedsChance(count: number, expected: number, deviations: number): boolean {
  const mean = expected > LEAST_EXPECTED ? expected : LEAST_EXPECTED;
  // The bound is never below mean + d√mean: most counts end here, without a logarithm.
  if (count <= mean + deviations * Math.sqrt(mean)) {
    return false;
  }
  return count * Math.log(count / mean) - (count - mean) >= (deviations * deviations) / 2;
}
