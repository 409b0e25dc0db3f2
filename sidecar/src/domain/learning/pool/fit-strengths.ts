import { logBeta } from '../posterior/log-gamma.ts';
import { expectedMean, type Strengths } from './expected-mean.ts';
import { GroupSums, type Cell } from './group-sums.ts';

/** Before there is enough to learn from: fixes differ much, signatures and families little. */
export const START_STRENGTHS: Strengths = { own: 4, signature: 12, family: 12 };

const OWN = [1, 2, 3, 4.5, 7, 11, 18, 30, 60];
const GROUPS = [3, 6, 12, 25, 50, 200, 1000];

/**
 * Empirical Bayes (Robbins, 1956; Efron and Morris, 1975): the strengths under which the records of all fixes are most
 * probable, each foretold from the others alone (beta-binomial). One after the other on a coarse grid: the likelihood is
 * flat, and a finer answer would be noise.
 */
export function fitStrengths(cells: readonly Cell[], from: Strengths = START_STRENGTHS): Strengths {
  let best = from;
  for (const [field, values] of [
    ['own', OWN],
    ['family', GROUPS],
    ['signature', GROUPS],
    ['own', OWN],
  ] as const) {
    const tried = values.map((value) => ({ ...best, [field]: value }));
    const likelihoods = tried.map((strengths) => logLikelihood(cells, strengths));
    best = tried[likelihoods.indexOf(Math.max(...likelihoods))] ?? best;
  }
  return best;
}

/** Of a lone fix anything is probable: a weak belief that START_STRENGTHS hold keeps few cells from extremes. */
const BELIEF_DEVIATION = 1.5;

function logLikelihood(cells: readonly Cell[], strengths: Strengths): number {
  const [all, signatures, families] = [
    new GroupSums(strengths.own),
    new GroupSums(strengths.own),
    new GroupSums(strengths.own),
  ];
  for (const cell of cells) {
    all.put('', cell, 1);
    signatures.put(cell.signature, cell, 1);
    families.put(cell.family, cell, 1);
  }
  const fields = ['own', 'signature', 'family'] as const;
  let sum = 0;
  for (const field of fields) {
    sum -= (Math.log(strengths[field] / START_STRENGTHS[field]) / BELIEF_DEVIATION) ** 2 / 2;
  }
  for (const cell of cells) {
    const { worked, failed } = cell;
    const mean = expectedMean(
      {
        all: all.without('', cell),
        signature: signatures.without(cell.signature, cell),
        family: families.without(cell.family, cell),
      },
      strengths
    );
    const [a, b] = [strengths.own * mean, strengths.own * (1 - mean)];
    sum += logBeta(a + worked, b + failed) - logBeta(a, b);
  }
  return sum;
}
