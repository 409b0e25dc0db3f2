import { binsOfHistogram, binsOfQuantiles } from './bins-of-quantiles.ts';
import { countOf, quantile } from './latency-sketch.ts';

const near = (truth: number) => ({ from: truth * 0.97, to: truth * 1.03 });

describe('a sketch of quantiles', () => {
  const quantiles = [
    { share: 0.5, milliseconds: 100 },
    { share: 0.9, milliseconds: 400 },
  ];

  it('holds every request once and tells the quantiles it was made of', () => {
    const bins = binsOfQuantiles(1000, { quantiles, slowestMs: 2000 });
    expect(countOf(bins)).toBe(1000);
    for (const [share, truth] of [
      [0.49, 100],
      [0.89, 400],
      [1, 2000],
    ] as const) {
      expect(quantile(bins, share)).toBeGreaterThan(near(truth).from);
      expect(quantile(bins, share)).toBeLessThan(near(truth).to);
    }
  });

  it.each([0, 1, 2, 3, 7])('of %s requests has as many', (count) => {
    expect(countOf(binsOfQuantiles(count, { quantiles, slowestMs: 2000 }))).toBe(count);
  });

  it('never tells more than the slowest', () => {
    const bins = binsOfQuantiles(10, { quantiles, slowestMs: 50 });
    expect(quantile(bins, 1)).toBeLessThan(near(50).to);
  });
});

describe('a sketch of a histogram', () => {
  it('is off by at most the root of the ratio of its borders', () => {
    const bins = binsOfHistogram([
      { upToMs: 10, count: 5 },
      { upToMs: 100, count: 90 },
      { upToMs: Infinity, count: 5 },
    ]);
    expect(countOf(bins)).toBe(100);
    expect(quantile(bins, 0.5)).toBeGreaterThan(near(Math.sqrt(1000)).from);
    expect(quantile(bins, 0.5)).toBeLessThan(near(Math.sqrt(1000)).to);
    expect(quantile(bins, 1)).toBeLessThan(near(100).to);
  });
});
