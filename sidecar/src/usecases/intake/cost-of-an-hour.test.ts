import { CostOfAnHour } from './cost-of-an-hour.ts';

const MINUTE = 60_000;

describe('the cost of an hour', () => {
  it('adds up what was taken in the last sixty minutes', () => {
    const cost = new CostOfAnHour();
    for (let minute = 0; minute < 90; minute += 1) {
      cost.add({ requests: 1, bytes: 10, milliseconds: 2 }, minute * MINUTE);
      cost.add({ requests: 1, bytes: 0, milliseconds: 1 }, minute * MINUTE + 30_000);
    }
    expect(cost.upTo(89 * MINUTE)).toEqual({ requests: 120, bytes: 600, milliseconds: 180 });
  });

  it('forgets while nothing is asked', () => {
    const cost = new CostOfAnHour();
    cost.add({ requests: 1, bytes: 10, milliseconds: 2 }, 0);
    expect(cost.upTo(59 * MINUTE).requests).toBe(1);
    expect(cost.upTo(60 * MINUTE)).toEqual({ requests: 0, bytes: 0, milliseconds: 0 });
  });
});
