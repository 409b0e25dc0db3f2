import { LoadShare } from './load-share.ts';

describe('what the load explains', () => {
  it('is the usual share of as many lines', () => {
    const load = new LoadShare();
    for (let bucket = 0; bucket < 100; bucket += 1) {
      load.learn(1, 100);
    }
    expect(load.expected(5000)).toBeCloseTo(50, 5);
    expect(new LoadShare(load.save()).expected(5000)).toBeCloseTo(50, 5);
  });

  it('is nothing where little is known, or where most lines are errors', () => {
    const young = new LoadShare([10, 1000]);
    const shouting = new LoadShare([9000, 10_000]);
    expect([young.expected(1000), shouting.expected(1000)]).toEqual([0, 0]);
  });
});
