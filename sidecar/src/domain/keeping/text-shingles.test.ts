import { SeededRandom } from '../../../test/support/seeded-random.ts';
import { bandsOf, resemblance, sketchOf } from './text-shingles.ts';

const RUNS = 3;

function randomWords(random: SeededRandom, count: number): string[] {
  return Array.from({ length: count }, () => `w${random.below(5000)}`);
}

/** The share of runs of three words in common, counted. */
function counted(one: readonly string[], other: readonly string[]): number {
  const runs = (words: readonly string[]) =>
    new Set(Array.from({ length: words.length - RUNS + 1 }, (_, at) => words.slice(at, at + RUNS).join(' ')));
  const [a, b] = [runs(one), runs(other)];
  const both = [...a].filter((run) => b.has(run)).length;
  return both / (a.size + b.size - both);
}

it('estimates the share of runs that two texts have in common, without leaning to one side', () => {
  const random = new SeededRandom(7);
  let error = 0;
  let off = 0;
  for (let round = 0; round < 200; round += 1) {
    const one = randomWords(random, 120);
    const other = one.map((word) => (random.next() < 0.06 ? `x${random.below(5000)}` : word));
    const difference = resemblance(sketchOf(one.join(' ')), sketchOf(other.join(' '))) - counted(one, other);
    error += difference / 200;
    off += difference ** 2 / 200;
  }
  expect(Math.abs(error)).toBeLessThan(0.03);
  expect(Math.sqrt(off)).toBeLessThan(0.12);
});

it('gives near copies a band in common, and strangers none', () => {
  const random = new SeededRandom(8);
  let met = 0;
  let strangersMet = 0;
  for (let round = 0; round < 200; round += 1) {
    const one = randomWords(random, 120);
    const copy = [...one.slice(0, 60), 'changed', ...one.slice(61)];
    const bands = new Set(bandsOf(sketchOf(one.join(' '))));
    met += bandsOf(sketchOf(copy.join(' '))).some((band) => bands.has(band)) ? 1 : 0;
    strangersMet += bandsOf(sketchOf(randomWords(random, 120).join(' '))).some((band) => bands.has(band)) ? 1 : 0;
  }
  expect(met).toBeGreaterThanOrEqual(199);
  expect(strangersMet).toBe(0);
});

it('says of a text too short for a run that it is like nothing', () => {
  expect(resemblance(sketchOf('down'), sketchOf('down'))).toBe(0);
  expect(bandsOf(sketchOf('two words'))).toEqual([]);
});
