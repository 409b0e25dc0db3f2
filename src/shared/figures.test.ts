import { sayLatency, sayShare } from './figures';

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

  it('latencies by their size, and none where nothing was timed', () => {
    expect([sayLatency(null), sayLatency(12), sayLatency(3400)]).toEqual(['–', '12 ms', '3.40 s']);
  });
});
