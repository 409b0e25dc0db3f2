import { betaPerFix, ratePerFix, runningShare } from './baselines.ts';
import { isAsk, resultOf } from './learning-stream.ts';
import { oracle } from './oracle.ts';
import { readYear } from './reader.ts';
import { scoreYear } from './score-year.ts';
import { BEGIN, simulateYear, YEAR_SECONDS } from './simulate-year.ts';

const year = simulateYear({ seed: 1 });
const attempts = year.stream.flatMap((entry, index) => (isAsk(entry) ? [] : [{ ...entry, index }]));

test('a seed is one year, another seed another', () => {
  expect(simulateYear({ seed: 1 })).toEqual(year);
  expect(simulateYear({ seed: 2 }).stream).not.toEqual(year.stream);
});

test('4,000 attempts over a year, in order, at 40 signatures with four to eight fixes each', () => {
  expect(attempts).toHaveLength(4000);
  const times = year.stream.map(({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(new Set(attempts.map(({ signature }) => signature)).size).toBe(40);
  const fixes = year.world.signatures.map((one) => one.fixes.length);
  expect([Math.min(...fixes), Math.max(...fixes)]).toEqual([4, 8]);
  const outcomes = new Set(attempts.map(({ outcome }) => outcome));
  expect(outcomes).toEqual(new Set(['worked', 'failed', 'worsened', 'rejected', 'modified', 'unattributed']));
});

test('what came true agrees with the chances that are told', () => {
  const decided = attempts.flatMap(({ outcome, index }) => {
    const result = resultOf(outcome);
    return result === null ? [] : [{ result, chance: year.chances.get(index) ?? NaN }];
  });
  const excess = decided.reduce((sum, { result, chance }) => sum + result - chance, 0);
  const deviation = Math.sqrt(decided.reduce((sum, { chance }) => sum + chance * (1 - chance), 0));
  expect(Math.abs(excess)).toBeLessThan(3 * deviation);
});

test('what is shown first is tried more, and how popular a fix is says nothing of how well it works', () => {
  const byRank = (rank: number) => attempts.filter(({ shownRank }) => shownRank === rank).length;
  expect(byRank(1)).toBeGreaterThan(1.5 * byRank(2));
  const fixes = Array.from({ length: 20 }, (_, seed) => simulateYear({ seed, attempts: 1 }).world).flatMap((world) =>
    world.signatures.flatMap((signature) => signature.fixes)
  );
  const popular = fixes.map(({ popularity }) => Math.log(popularity));
  const logits = fixes.map(({ before }) => before.logit);
  expect(Math.abs(correlation(popular, logits))).toBeLessThan(0.05);
});

test('some contexts matter, some fixes change with a release, and truth follows both', () => {
  const fixes = year.world.signatures.flatMap((signature) => signature.fixes);
  const share = (is: (fix: (typeof fixes)[number]) => boolean) => fixes.filter(is).length / fixes.length;
  expect(share(({ before }) => before.key !== null)).toBeCloseTo(0.33, 0);
  expect(share(({ changesAt }) => changesAt !== null)).toBeCloseTo(0.25, 0);
  expect(share(({ wear }) => wear > 0)).toBeGreaterThan(0.03);
});

test('whoever knows how the world is made is better than every baseline, and well calibrated', () => {
  // The grids of the whole year would take half a minute here.
  const year = simulateYear({ seed: 1, attempts: 1200 });
  const score = (reader: Parameters<typeof readYear>[1]) => scoreYear(year, readYear(year.stream, reader));
  const [share, rate, beta, knowing] = [
    score(runningShare()),
    score(ratePerFix()),
    score(betaPerFix()),
    score(oracle(year.world, { begin: BEGIN, seconds: YEAR_SECONDS })),
  ];
  expect([rate.brier, beta.brier, knowing.brier]).toEqual(
    [...[rate.brier, beta.brier, knowing.brier]].sort().reverse()
  );
  expect(knowing.brier).toBeLessThan(0.95 * share.brier);
  expect(knowing.calibrationError).toBeLessThan(0.05);
});

test('a prediction that is missing or no probability is no score', () => {
  const told = readYear(year.stream, betaPerFix());
  expect(() => scoreYear(year, { ...told, predictions: told.predictions.slice(1) })).toThrow('predictions of');
  const [first, ...rest] = told.predictions;
  const bad = { index: first?.index ?? 0, probability: NaN };
  expect(() => scoreYear(year, { ...told, predictions: [bad, ...rest] })).toThrow('no probability');
});

function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [m, n] = [mean(one), mean(other)];
  const together = one.reduce((sum, value, index) => sum + (value - m) * ((other[index] ?? 0) - n), 0);
  const spread = (of: readonly number[], middle: number) =>
    Math.sqrt(of.reduce((sum, value) => sum + (value - middle) ** 2, 0));
  return together / (spread(one, m) * spread(other, n));
}
