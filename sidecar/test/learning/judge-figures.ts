import type { YearScore } from './simulation/score-year.ts';

/** What is asked of learning in a simulated year. */
export const LEARNING_AIMS = { calibrationError: 0.035, betterFirst: 0.88 } as const;
/** A fresh seed may be unlucky; one-sided 99 %: below that it is not luck. */
const NORMAL_99 = 2.326;

interface Compared {
  readonly product: YearScore;
  readonly rate: YearScore;
  readonly beta: YearScore;
}

/** On seeds that everyone knows the aims hold as they are; pairs of all seeds together. Empty: all met. */
export function judgeFixedSeeds(years: readonly Compared[]): string[] {
  const pairs = years.reduce((sum, { product }) => sum + product.pairs.pairs, 0);
  const share = years.reduce((sum, { product }) => sum + product.pairs.betterFirst, 0) / pairs;
  return [
    ...years.flatMap(({ product, rate, beta }, index) => [
      ...complain(product.brier >= rate.brier, `year ${index}: Brier ${product.brier}, of a rate ${rate.brier}`),
      ...complain(product.brier >= beta.brier, `year ${index}: Brier ${product.brier}, of one Beta ${beta.brier}`),
      ...complain(
        product.calibrationError > LEARNING_AIMS.calibrationError,
        `year ${index}: calibration error ${product.calibrationError}`
      ),
    ]),
    ...complain(!(share >= LEARNING_AIMS.betterFirst), `the better first in ${share} of ${pairs} pairs`),
  ];
}

/** On a seed that nobody has seen: only what a 99 % bound excludes. */
export function judgeFreshSeed({ product, rate, beta }: Compared): string[] {
  const shares = boundedShare(product.bySignature);
  const calibrationBound = product.calibrationError - NORMAL_99 * deviationOfCalibration(product);
  return [
    ...complain(isCertainlyWorse(product, rate), 'worse than a rate per fix, and that is no chance'),
    ...complain(isCertainlyWorse(product, beta), 'worse than one Beta per fix, and that is no chance'),
    ...complain(
      calibrationBound > LEARNING_AIMS.calibrationError,
      `calibration error ${product.calibrationError}, at least ${calibrationBound}`
    ),
    ...complain(shares.most < LEARNING_AIMS.betterFirst, `the better first in ${shares.share}, at most ${shares.most}`),
  ];
}

/** Paired: the same attempts, foretold by both. */
export function isCertainlyWorse(one: YearScore, other: YearScore): boolean {
  const differences = one.squaredErrors.map((error, index) => error - (other.squaredErrors[index] ?? 0));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1);
  return mean - NORMAL_99 * Math.sqrt(variance / differences.length) > 0;
}

/** Ratio of sums over signatures (W. G. Cochran, "Sampling Techniques", 6.3): pairs within one are no independent tries. */
function boundedShare(clusters: YearScore['bySignature']): { share: number; most: number } {
  const pairs = clusters.reduce((sum, one) => sum + one.pairs, 0);
  const share = clusters.reduce((sum, one) => sum + one.betterFirst, 0) / pairs;
  const squares = clusters.reduce((sum, one) => sum + (one.betterFirst - share * one.pairs) ** 2, 0);
  const deviation = Math.sqrt((squares * clusters.length) / (clusters.length - 1)) / pairs;
  return { share, most: share + NORMAL_99 * deviation };
}

/** A mean of ten absolute means of so many outcomes each, whose deviation is at most one half. */
function deviationOfCalibration({ predictions }: YearScore): number {
  return 0.5 / Math.sqrt(predictions);
}

function complain(isSo: boolean, what: string): string[] {
  return isSo ? [what] : [];
}
