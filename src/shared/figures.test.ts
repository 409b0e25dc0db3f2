import { sayLatency, sayRate, sayShare } from './figures';

describe('figures as they are said', () => {
  it('shares never round something down to nothing', () => {
    expect([sayShare(0, 0), sayShare(0, 10), sayShare(1, 100_000), sayShare(4, 1000), sayShare(1, 8)]).toEqual([
      '–',
      '0 %',
      'below 0.1 %',
      '0.4 %',
      '13 %',
    ]);
  });

  it('rates by the unit in which they are more than one', () => {
    const HOUR = 3_600_000;
    expect([sayRate(0, HOUR), sayRate(9000, HOUR), sayRate(720, HOUR), sayRate(3, HOUR)]).toEqual([
      '0',
      '2.5/s',
      '12/min',
      '3/h',
    ]);
  });

  it('latencies by their size, and none where nothing was timed', () => {
    expect([sayLatency(null), sayLatency(12), sayLatency(3400)]).toEqual(['–', '12 ms', '3.40 s']);
  });
});
