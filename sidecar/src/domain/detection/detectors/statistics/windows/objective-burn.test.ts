import { ObjectiveBurn } from './objective-burn.ts';

const STEP = 10_000;
const START = Date.UTC(2026, 0, 5, 6);
const BUDGET = 0.005;

/** So many minutes of 60 requests in ten seconds, of which this share fails; answers the time at their end. */
function live(burn: ObjectiveBurn, { from, minutes, share }: { from: number; minutes: number; share: number }): number {
  const to = from + minutes * 60_000;
  for (let at = from; at < to; at += STEP) {
    burn.add(at, share * 60, 60);
  }
  return to;
}

describe('a burnt objective', () => {
  it('claims no longer time than was watched', () => {
    const burn = new ObjectiveBurn();
    live(burn, { from: START, minutes: 40, share: 0.04 });
    expect(burn.rate(BUDGET, 0.04)).toMatchObject({ seconds: 40 * 60, sinceSeconds: 40 * 60 });
  });

  it('began when more failed than the objective allows, not when the window begins', () => {
    const burn = new ObjectiveBurn();
    const broken = live(burn, { from: START, minutes: 6 * 60, share: 0.001 });
    live(burn, { from: broken, minutes: 150, share: 0.08 });
    const found = burn.rate(BUDGET, 0.08);
    expect(found.score).toBeGreaterThan(1);
    expect(found.sinceSeconds).toBeLessThanOrEqual(150 * 60);
    expect(found.sinceSeconds).toBeGreaterThanOrEqual(60 * 60);
  });

  it('that was said is spent: what little fails afterwards is measured by the whole window', () => {
    const burn = new ObjectiveBurn();
    const over = live(burn, { from: START, minutes: 60, share: 0.1 });
    expect(burn.rate(BUDGET, 0.1).score).toBeGreaterThan(1);
    burn.spend();
    live(burn, { from: over, minutes: 8, share: 0.05 });
    expect(burn.rate(BUDGET, 0.05).score).toBeLessThan(1);
    live(burn, { from: over + 8 * 60_000, minutes: 120, share: 0.05 });
    expect(burn.rate(BUDGET, 0.05).score).toBeGreaterThan(1);
  });
});
