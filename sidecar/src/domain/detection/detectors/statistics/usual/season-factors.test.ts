import { HOUR_MS, SeasonFactors } from './season-factors.ts';

const START = Date.UTC(2026, 2, 2);
const DAY = 24;
const usual = { usual: true };

/** Days of twice as much from 8 to 20 o'clock; `odd` hours are a hundred times as much. */
function learnt(days: number, odd: readonly number[] = []) {
  const season = new SeasonFactors();
  for (let hour = 0; hour < days * DAY; hour += 1) {
    const busy = hour % DAY >= 8 && hour % DAY < 20;
    season.learn(START + hour * HOUR_MS, Math.log((busy ? 200 : 100) * (odd.includes(hour) ? 100 : 1)), usual);
  }
  return season;
}
const ratio = (season: SeasonFactors, day: number) =>
  season.factor(START + (day * DAY + 14.5) * HOUR_MS) / season.factor(START + (day * DAY + 3.5) * HOUR_MS);

describe('factors of the season', () => {
  it('say nothing before every hour of the day was seen', () => {
    expect(learnt(0.9).factor(START + 30 * HOUR_MS)).toBe(1);
    expect(ratio(learnt(0.9), 1)).toBe(1);
  });

  it('are used as far as they were seen, one day less than five', () => {
    expect(ratio(learnt(1), 1)).toBeGreaterThan(1.4);
    expect(ratio(learnt(1), 1)).toBeLessThan(ratio(learnt(5), 5));
    expect(ratio(learnt(5), 5)).toBeGreaterThan(1.8);
  });

  it('are not taught by an outage, and are by what comes on most nights', () => {
    const at = START + (5 * DAY + 3.5) * HOUR_MS;
    expect(learnt(5, [3 * DAY + 3]).factor(at)).toBeCloseTo(learnt(5).factor(at), 5);
    expect(learnt(5, [3, DAY + 3, 3 * DAY + 3]).factor(at)).toBeGreaterThan(5);
  });

  it('slide between the hours', () => {
    const season = learnt(5);
    const at = (minutes: number) => season.factor(START + 5 * DAY * HOUR_MS + 8 * HOUR_MS + minutes * 60_000);
    expect(at(-20)).toBeLessThan(at(0));
    expect(at(0)).toBeLessThan(at(20));
  });

  it('take the neighbours of an hour for possible', () => {
    const [low, high] = learnt(5).logRange(START + (5 * DAY + 8.5) * HOUR_MS);
    expect(high - low).toBeGreaterThan(0.5);
  });

  it('come back as they were saved', () => {
    const season = learnt(9, [100]);
    const restored = SeasonFactors.restore(
      JSON.parse(JSON.stringify(season.save())) as ReturnType<SeasonFactors['save']>
    );
    for (let hour = 0; hour < 200; hour += 7) {
      expect(restored.factor(START + hour * HOUR_MS)).toBeCloseTo(season.factor(START + hour * HOUR_MS), 1);
    }
  });
});
