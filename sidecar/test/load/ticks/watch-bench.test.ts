import { benchWatch, MOST_BARE_COUNTINGS } from './watch-bench.ts';

it('detectors of a thousand services and twenty thousand live templates cost a few times what counting them costs', () => {
  const bench = benchWatch({ warmTicks: 60 });
  expect(bench.medianTickMs / bench.bareCountingMs).toBeLessThan(MOST_BARE_COUNTINGS);
  expect(bench.bareCountingMs).toBeLessThan(bench.medianTickMs);
  expect(bench.alarms).toBeLessThan(bench.services / 100);
  expect(bench.savedBytesPerService).toBeLessThan(20_000);
}, 240_000);
