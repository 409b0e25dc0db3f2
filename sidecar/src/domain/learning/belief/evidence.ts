import { logBeta } from '../posterior/log-gamma.ts';
import type { Prior } from '../pool/learning-pool.ts';

// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { exp, log, max } = Math;

/** Aged tries. */
export interface Tally {
  readonly worked: number;
  readonly failed: number;
}

export const NOTHING: Tally = { worked: 0, failed: 0 };

export function add(one: Tally, other: Tally): Tally {
  return { worked: one.worked + other.worked, failed: one.failed + other.failed };
}

/** How probable the record is before anything is known but the prior (beta-binomial, as a logarithm). */
export function logEvidence({ worked, failed }: Tally, { mean, strength }: Prior): number {
  if (worked + failed === 0) {
    return 0;
  }
  const [a, b] = [strength * mean, strength * (1 - mean)];
  return logBeta(a + worked, b + failed) - logBeta(a, b);
}

/** log(exp(a) + exp(b) + …) without leaving the numbers. */
export function logSum(logs: readonly number[]): number {
  const most = max(...logs);
  return most === -Infinity ? most : most + log(logs.reduce((sum, value) => sum + exp(value - most), 0));
}
