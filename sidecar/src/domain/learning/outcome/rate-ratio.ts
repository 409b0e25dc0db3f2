import { betaQuantile } from '../posterior/beta-posterior.ts';

export interface Counted {
  readonly errors: number;
  readonly ms: number;
}

export interface RateRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Beyond so many errors the bounds are narrow anyway; fewer of the same shares only make them wider. */
const MOST_COUNTED = 20_000;
/** One-sided 99 % each: a verdict about a fix is kept for years. */
const TAIL = 0.01;

/**
 * By how much errors became more frequent, with bounds that are exact for counts that come alone (given their sum, those
 * after are binomial: Przyborowski and Wilenski, 1940; bounds by Clopper and Pearson, 1934). Errors come in clumps, for
 * which the bounds are too narrow; so verdicts also ask for a change that matters (judge-outcome.ts). Null without time
 * or errors.
 */
export function rateRatio(before: Counted, after: Counted): RateRatio | null {
  const total = before.errors + after.errors;
  if (before.ms <= 0 || after.ms <= 0 || total === 0) {
    return null;
  }
  const time = before.ms / after.ms;
  const odds = (share: number): number => (share >= 1 ? Infinity : (share / (1 - share)) * time);
  const scale = Math.min(1, MOST_COUNTED / total);
  const [earlier, later] = [before.errors * scale, after.errors * scale];
  const low = later === 0 ? 0 : betaQuantile({ a: later, b: earlier + 1 }, TAIL);
  const high = earlier === 0 ? 1 : betaQuantile({ a: later + 1, b: earlier }, 1 - TAIL);
  return { ratio: odds(after.errors / total), low: odds(low), high: odds(high) };
}
