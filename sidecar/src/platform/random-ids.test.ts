import { randomIds } from './random-ids.ts';

const UUID_V7 = /^log_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  const clock = { time: Date.UTC(2026, 10, 21), now: () => clock.time, schedule: () => () => undefined };
  const ids = randomIds(clock);

  it('are UUIDs of version 7, each only once', () => {
    const made = Array.from({ length: 50_000 }, () => ids.next('log'));
    expect(made.filter((id) => !UUID_V7.test(id))).toEqual([]);
    expect(new Set(made).size).toBe(made.length);
  });

  it('sort by when they were made', () => {
    const earlier = ids.next('log');
    clock.time += 1;
    expect(ids.next('log') > earlier).toBe(true);
  });

  it('use every digit and every variant', () => {
    const made = Array.from({ length: 2_000 }, () => ids.next('log'));
    for (const place of [19, 20, 21, 23, 24, 25, 26, 28, 39]) {
      const seen = new Set(made.map((id) => id[place]));
      expect(seen.size).toBe(place === 23 ? 4 : 16);
    }
  });
});
