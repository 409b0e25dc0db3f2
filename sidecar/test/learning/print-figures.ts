/*
 * How well the learning of the product does in simulated years, beside baselines and beside the best that could be known:
 * node sidecar/test/learning/print-figures.ts [--seeds 1,2,3] [--fresh 3] [--family plain] [--without-oracle]
 */
import { parseArgs } from 'node:util';
import { productAnswers } from './product-answers.ts';
import { betaPerFix, ratePerFix, runningShare } from './simulation/baselines.ts';
import { FAMILIES } from './simulation/families.ts';
import type { Answers } from './simulation/learning-stream.ts';
import { oracle } from './simulation/oracle.ts';
import { readYear } from './simulation/reader.ts';
import { scoreYear, skill, type PairsScore, type YearScore } from './simulation/score-year.ts';
import { BEGIN, simulateYear, YEAR_SECONDS, type SimulatedYear } from './simulation/simulate-year.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    fresh: { type: 'string' },
    family: { type: 'string', default: 'plain' },
    'without-oracle': { type: 'boolean', default: false },
  },
});
const family = FAMILIES[values.family];
if (family === undefined) {
  throw new Error(`--family is one of: ${Object.keys(FAMILIES).join(', ')}`);
}
const seeds =
  values.fresh === undefined
    ? values.seeds.split(',').map(Number)
    : Array.from({ length: Number(values.fresh) }, () => Math.floor(Math.random() * 1e9));

type Answerer = (year: SimulatedYear) => Answers | Promise<Answers>;
const answerers: ReadonlyArray<readonly [string, Answerer]> = [
  ['running share (a)', ({ stream }) => readYear(stream, runningShare())],
  ['rate per fix (b)', ({ stream }) => readYear(stream, ratePerFix())],
  ['Beta per fix (c)', ({ stream }) => readYear(stream, betaPerFix())],
  ...(values['without-oracle']
    ? []
    : [
        [
          'oracle',
          ({ stream, world }: SimulatedYear) =>
            readYear(stream, oracle(world, { begin: BEGIN, seconds: YEAR_SECONDS })),
        ] as const,
      ]),
  ['the truth', theTruth],
  ['the product', productAnswers],
];

function theTruth({ stream, chances, asks }: SimulatedYear): Answers {
  return {
    predictions: stream.flatMap((entry, index) =>
      'outcome' in entry && ['worked', 'failed', 'worsened'].includes(entry.outcome)
        ? [{ index, probability: chances.get(index) ?? 0 }]
        : []
    ),
    rankings: asks.map(({ index, chances: of }) => ({
      index,
      order: [...of].sort(([, one], [, other]) => other - one).map(([fix]) => fix),
    })),
  };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const row = (texts: readonly string[]): string =>
  texts.map((text, index) => (index === 0 ? text.padEnd(20) : text.padStart(17))).join('');
const figure = (values: readonly number[]): string =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4);
const share = (of: readonly PairsScore[]): string => {
  const [first, pairs] = [of.map(({ betterFirst }) => betterFirst), of.map((one) => one.pairs)].map((counts) =>
    counts.reduce((sum, count) => sum + count, 0)
  );
  return `${((100 * (first ?? 0)) / (pairs ?? 1)).toFixed(1)} % of ${pairs}`;
};

/** By who answered: one score a seed. */
const scores = new Map<string, YearScore[]>();
for (const seed of seeds) {
  const year = simulateYear({ seed, family });
  for (const [name, answer] of answerers) {
    scores.set(name, [...(scores.get(name) ?? []), scoreYear(year, await answer(year))]);
  }
}
const briers = [...scores.values()].map((of) => of.map(({ brier }) => brier));

function printScores(indices: readonly number[]): void {
  for (const [name, of] of scores) {
    const chosen = indices.flatMap((index) => of[index] ?? []);
    const over = briers
      .slice(0, 3)
      .map((reference) => figure(indices.map((index) => skill(of[index]?.brier ?? NaN, reference[index] ?? NaN))));
    const pairs = (['pairs', 'firstPairs', 'strictPairs'] as const).map((which) =>
      share(chosen.map((one) => one[which]))
    );
    print(row([`  ${name}`, ...over, figure(chosen.map((one) => one.calibrationError)), ...pairs]));
  }
}

print(`family: ${values.family}`);
print(
  row(['seed, who', 'Brier skill', 'over (b)', 'over (c)', 'calibration', 'better first', 'each pair once', 'strict'])
);
seeds.forEach((seed, index) => {
  print(`seed ${seed}`);
  printScores([index]);
});
print(`all ${seeds.length}: means, and shares of all pairs`);
printScores(seeds.map((_, index) => index));
