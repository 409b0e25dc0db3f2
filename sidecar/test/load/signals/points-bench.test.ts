import { benchPoints } from './points-bench.ts';

it('a metric point of a known series costs little more than to look its series up', () => {
  const { countedUs, lookedUpUs } = benchPoints();
  expect(countedUs).toBeLessThan(lookedUpUs * 4);
}, 120_000);
