import fc from 'fast-check';
import { stepSeconds } from './stepSeconds';

const HOUR = 3_600_000;

describe('stepSeconds', () => {
  it('never goes below the ten seconds in which counts are kept', () => {
    expect(stepSeconds(60_000, 2000)).toBe(10);
  });

  it('grows with the range', () => {
    expect(stepSeconds(HOUR, 100)).toBe(60);
    expect(stepSeconds(24 * HOUR, 1000)).toBe(120);
    expect(stepSeconds(3650 * 24 * HOUR, 10)).toBe(86400);
  });

  it('keeps the points within what was asked for, up to a day a step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 * 24 * HOUR }),
        fc.integer({ min: 10, max: 5000 }),
        (range, points) => {
          const step = stepSeconds(range, points);
          expect(step === 86400 || range / 1000 / step <= points).toBe(true);
          expect(step % 10).toBe(0);
        }
      )
    );
  });
});
