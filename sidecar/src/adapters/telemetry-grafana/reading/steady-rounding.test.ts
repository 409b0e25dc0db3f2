import fc from 'fast-check';
import { steadyRound } from './steady-rounding.ts';

const STEP = 10_000;

describe('steady rounding', () => {
  it('keeps whole numbers and gives the same again', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.string(), (value, bucket, series) => {
        expect(steadyRound(value, { at: bucket * STEP, series })).toBe(value);
        const told = { at: bucket * STEP, series };
        expect(steadyRound(value / 7, told)).toBe(steadyRound(value / 7, told));
      })
    );
  });

  it('is right in the sum, however small the rate', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 5, noNaN: true }), fc.string(), (value, series) => {
        let sum = 0;
        for (let bucket = 0; bucket < 500; bucket += 1) {
          sum += steadyRound(value, { at: bucket * STEP, series });
        }
        expect(Math.abs(sum - value * 500)).toBeLessThanOrEqual(3);
      })
    );
  });

  it('never tells more of the lesser: errors stay within requests', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (whole, share, bucket) => {
          const told = { at: bucket * STEP, series: 'cart' };
          expect(steadyRound(whole * share, told)).toBeLessThanOrEqual(steadyRound(whole, told));
        }
      )
    );
  });
});
