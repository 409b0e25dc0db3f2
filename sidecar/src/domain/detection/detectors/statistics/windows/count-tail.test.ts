import fc from 'fast-check';
import { lowerEdge, unlikeliness, upperEdge } from './count-tail.ts';

/** The exact upper tail of a negative binomial, summed term by term. */
function exactTail(count: number, mean: number, swing: number): number {
  const shape = 1 / swing;
  const share = mean / (mean + shape);
  let term = Math.pow(1 - share, shape);
  let above = 0;
  for (let k = 0; k < count + 2000; k += 1) {
    above += k >= count ? term : 0;
    term *= (share * (k + shape)) / (k + 1);
  }
  return above;
}

describe('how unlikely a count is', () => {
  it('is never said to be less likely than it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (count, mean, swing) => {
          fc.pre(count > mean);
          const bound = Math.exp(-unlikeliness(count, mean, { clump: 1, swing }));
          expect(bound).toBeGreaterThanOrEqual(exactTail(count, mean, swing) * (1 - 1e-9));
        }
      )
    );
  });

  it('grows with the distance, and shrinks with clumps and with swing', () => {
    const of = (count: number, clump: number, swing: number) => unlikeliness(count, 10, { clump, swing });
    expect(of(40, 1, 0)).toBeGreaterThan(of(30, 1, 0));
    expect(of(0, 1, 0)).toBeGreaterThan(of(3, 1, 0));
    expect(of(40, 3, 0)).toBeCloseTo(of(40, 1, 0) / 3, 9);
    expect(of(40, 1, 0.2)).toBeLessThan(of(40, 1, 0));
    expect(of(10, 2, 0.1)).toBe(0);
  });

  it('has a band around the mean that widens with both', () => {
    const narrow = { clump: 1, swing: 0 };
    const wide = { clump: 3, swing: 0.2 };
    expect(lowerEdge(50, narrow, 3)).toBeLessThan(50);
    expect(upperEdge(50, narrow, 3)).toBeGreaterThan(50);
    expect(upperEdge(50, wide, 3) - lowerEdge(50, wide, 3)).toBeGreaterThan(
      upperEdge(50, narrow, 3) - lowerEdge(50, narrow, 3)
    );
    expect(lowerEdge(0, narrow, 3)).toBe(0);
  });
});
