import { resultOf, isAsk, type Answers } from './learning-stream.ts';
import type { SimulatedYear } from './simulate-year.ts';

/** Fixes are compared once both were tried so often. */
export const TRIED_LEAST = 10;
export const DIFFERENCE = 0.2;
/** The strictest reading of the aim: as soon as both were tried so often, and differing by .2 to .25, no more. */
const STRICT_DIFFERENCE_MOST = 0.25;
const BINS = 10;

export interface PairsScore {
  readonly pairs: number;
  readonly betterFirst: number;
}

export interface YearScore {
  readonly predictions: number;
  readonly brier: number;
  /** Of each prediction, in the order of the stream: what two readers are compared by. */
  readonly squaredErrors: readonly number[];
  readonly calibrationError: number;
  /** At least ten tries each, differing by at least .2, at every ask. */
  readonly pairs: PairsScore;
  /** The same by signature: pairs of one signature are not independent, so a bound is made from these. */
  readonly bySignature: readonly PairsScore[];
  /** Each pair of fixes once, at the first ask after both were tried so often. */
  readonly firstPairs: PairsScore;
  /** Of these the ones that hardly differ by more. */
  readonly strictPairs: PairsScore;
}

export function scoreYear(year: SimulatedYear, answers: Answers): YearScore {
  const results = resultsOf(year);
  const scored = answers.predictions.map(({ index, probability }) => {
    const result = results.get(index);
    if (result === undefined || !(probability >= 0 && probability <= 1)) {
      throw new Error(`entry ${index} has no outcome that could be predicted, or ${probability} is no probability`);
    }
    return { probability, result };
  });
  if (scored.length !== results.size) {
    throw new Error(`${scored.length} predictions of ${results.size}`);
  }
  const bySignature = new Map<string, { pairs: number; betterFirst: number }>();
  const pairs = { pairs: 0, betterFirst: 0 };
  const firstPairs = { pairs: 0, betterFirst: 0 };
  const strictPairs = { pairs: 0, betterFirst: 0 };
  const orders = new Map(answers.rankings.map(({ index, order }) => [index, order]));
  const seen = new Set<string>();
  for (const ask of year.asks) {
    const place = new Map((orders.get(ask.index) ?? []).map((fix, index) => [fix, index]));
    const own = bySignature.get(ask.signature) ?? { pairs: 0, betterFirst: 0 };
    bySignature.set(ask.signature, own);
    for (const { better, worse, difference } of comparedPairs(ask)) {
      const pair = JSON.stringify([ask.signature, ...[better, worse].sort()]);
      const isNew = !seen.has(pair);
      seen.add(pair);
      const isFirst = (place.get(better) ?? Infinity) < (place.get(worse) ?? Infinity);
      const isStrict = isNew && difference <= STRICT_DIFFERENCE_MOST;
      for (const counted of [pairs, own, ...(isNew ? [firstPairs] : []), ...(isStrict ? [strictPairs] : [])]) {
        counted.pairs += 1;
        counted.betterFirst += isFirst ? 1 : 0;
      }
    }
  }
  return {
    predictions: scored.length,
    brier: brierOf(scored),
    squaredErrors: scored.map(({ probability, result }) => (probability - result) ** 2),
    calibrationError: calibrationError(scored),
    pairs,
    bySignature: [...bySignature.values()],
    firstPairs,
    strictPairs,
  };
}

/** Of every entry that is predicted: 1 or 0. */
function resultsOf({ stream }: SimulatedYear): Map<number, 0 | 1> {
  return new Map(
    stream.flatMap((entry, index) => {
      const result = isAsk(entry) ? null : resultOf(entry.outcome);
      return result === null ? [] : [[index, result] as const];
    })
  );
}

interface Scored {
  readonly probability: number;
  readonly result: number;
}

/** Mean squared error (G. W. Brier, 1950). */
function brierOf(scored: readonly Scored[]): number {
  return scored.reduce((sum, { probability, result }) => sum + (probability - result) ** 2, 0) / scored.length;
}

/** By how much of a reference's error one is better. */
export function skill(brier: number, reference: number): number {
  return 1 - brier / reference;
}

/** Ten bins of equal mass: how far what was said lies from what came true, on average. */
function calibrationError(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((one, other) => one.probability - other.probability);
  let sum = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = sorted.slice(
      Math.floor((bin * sorted.length) / BINS),
      Math.floor(((bin + 1) * sorted.length) / BINS)
    );
    sum += Math.abs(inside.reduce((total, { probability, result }) => total + probability - result, 0));
  }
  return sum / scored.length;
}

function* comparedPairs({
  chances,
  tried,
}: SimulatedYear['asks'][number]): Generator<{ better: string; worse: string; difference: number }> {
  const often = [...chances].filter(([fix]) => (tried.get(fix) ?? 0) >= TRIED_LEAST);
  for (const [better, high] of often) {
    for (const [worse, low] of often) {
      if (high - low >= DIFFERENCE) {
        yield { better, worse, difference: high - low };
      }
    }
  }
}
