import { benchTick } from './tick-bench.ts';

it('a tick of a thousand services stays far under 100 ms of CPU and does not grow with history', () => {
  const bench = benchTick({ hours: 1 });
  expect(bench.medianTickMs).toBeLessThan(100);
  expect(bench.growthWithHistory).toBeLessThan(2);
  expect(bench.emptyLoopMs).toBeLessThan(bench.medianTickMs);
}, 120_000);
