import fc from 'fast-check';
import {
  addBins,
  binOf,
  binsOf,
  binsOfCounted,
  countOf,
  HIGHEST_BIN,
  LATENCY_ACCURACY,
  LONGEST_MS,
  quantile,
  SHORTEST_MS,
  valueOfBin,
} from './latency-sketch.ts';

/** Spread evenly over the orders of magnitude, as latencies are. */
const latency = fc
  .double({ min: Math.log(SHORTEST_MS), max: Math.log(LONGEST_MS), noNaN: true })
  .map((logarithm) => Math.min(LONGEST_MS, Math.exp(logarithm)));
const latencies = fc.array(latency, { minLength: 1, maxLength: 200 });
const anything = fc.array(fc.oneof(latency, fc.double(), fc.constantFrom(0, -1, NaN, Infinity, -Infinity)));

describe('a sketch of latencies', () => {
  it('tells every quantile within the promised share of the exact one', () => {
    fc.assert(
      fc.property(latencies, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.floor(share * (values.length - 1))] ?? NaN;
        const told = quantile(binsOf(values), share) ?? NaN;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * LATENCY_ACCURACY * (1 + 1e-9));
      }),
      { numRuns: 1000 }
    );
  });

  it('adds up to the sketch of all values, in any order and grouping', () => {
    fc.assert(
      fc.property(anything, anything, anything, (a, b, c) => {
        const [x, y, z] = [binsOf(a), binsOf(b), binsOf(c)];
        expect(addBins(x, y)).toEqual(binsOf([...a, ...b]));
        expect(addBins(x, y)).toEqual(addBins(y, x));
        expect(addBins(addBins(x, y), z)).toEqual(addBins(x, addBins(y, z)));
      })
    );
  });

  it('is ascending, bounded and made of whole numbers, whatever comes', () => {
    fc.assert(
      fc.property(anything, (values) => {
        const bins = binsOf(values);
        expect(countOf(bins)).toBe(values.length);
        expect(bins.every(Number.isInteger)).toBe(true);
        const indices = bins.filter((_, position) => position % 2 === 0);
        expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
        expect(indices.every((bin) => bin >= 0 && bin <= HIGHEST_BIN)).toBe(true);
      })
    );
  });

  it('holds at most 631 pairs', () => {
    const all = Array.from({ length: 10_000 }, (_, step) => SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** (step / 9999));
    expect(binsOf(all).length / 2).toBe(HIGHEST_BIN + 1);
    expect(HIGHEST_BIN + 1).toBe(631);
  });

  it.each([
    [0, 0],
    [-5, 0],
    [NaN, 0],
    [SHORTEST_MS, 0],
    [LONGEST_MS, HIGHEST_BIN],
    [LONGEST_MS * 1000, HIGHEST_BIN],
    [Infinity, HIGHEST_BIN],
  ])('puts %p into bin %p', (milliseconds, bin) => {
    expect(binOf(milliseconds)).toBe(bin);
  });

  it('says nothing where there is nothing', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(binsOfCounted([[3, 0]])).toEqual([]);
  });

  it('takes what was counted already', () => {
    const counted = binsOfCounted([
      [250, 95],
      [10, 4],
      [250.1, 1],
    ]);
    expect(countOf(counted)).toBe(100);
    expect(quantile(counted, 0.5)).toBeCloseTo(250, -1);
    expect(quantile(counted, 0)).toBe(valueOfBin(binOf(10)));
  });
});
