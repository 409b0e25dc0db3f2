/** Exact tails of counts, for bounds: small numbers need no approximation. */

const { exp, log } = Math;

/** P(X ≤ count) of `n` trials that succeed with the probability. */
export function binomialAtMost(count: number, { n, probability }: { n: number; probability: number }): number {
  if (count >= n) {
    return 1;
  }
  let sum = 0;
  let logChoose = 0;
  for (let k = 0; k <= count; k += 1) {
    sum += exp(logChoose + k * log(probability) + (n - k) * log(1 - probability));
    logChoose += log((n - k) / (k + 1));
  }
  return Math.min(1, sum);
}

/** P(X ≥ count) of `n` trials that succeed with the probability. */
export function binomialAtLeast(count: number, { n, probability }: { n: number; probability: number }): number {
  return binomialAtMost(n - count, { n, probability: 1 - probability });
}

/** P(X ≥ count) of a Poisson count. */
export function poissonAtLeast(count: number, mean: number): number {
  let below = 0;
  let term = exp(-mean);
  for (let k = 0; k < count; k += 1) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
}
