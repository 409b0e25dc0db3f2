import { FastRandom } from './fast-random.ts';

const DRAWS = 40_000;

function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS };
}

function expectNear(actual: number, wanted: number, share = 0.05): void {
  expect(Math.abs(actual - wanted)).toBeLessThan(share * wanted);
}

describe('fast random numbers', () => {
  const random = new FastRandom(1, 'test');

  it.each([0.3, 5, 30, 2000])('are Poisson with mean %d', (wanted) => {
    const { mean, variance } = moments(() => random.poisson(wanted));
    expectNear(mean, wanted, 0.03);
    expectNear(variance, wanted);
  });

  it('are gamma with mean 1', () => {
    const { mean, variance } = moments(() => random.gamma(4));
    expectNear(mean, 1, 0.03);
    expectNear(variance, 0.25);
  });

  it.each([
    [10, 0.3],
    [1000, 0.002],
    [1000, 0.7],
  ])('are binomial of %d with %d', (n, share) => {
    const { mean, variance } = moments(() => random.binomial(n, share));
    expectNear(mean, n * share, 0.03);
    expectNear(variance, n * share * (1 - share));
  });

  it('are uniform and differ by stream', () => {
    const { mean, variance } = moments(() => random.uniform());
    expectNear(mean, 0.5, 0.02);
    expectNear(variance, 1 / 12);
    expect(new FastRandom(1, 'one').word()).not.toBe(new FastRandom(1, 'other').word());
  });
});
