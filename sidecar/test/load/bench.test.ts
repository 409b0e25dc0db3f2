import { runBench } from './run-bench.ts';

it('the product keeps its ratios to the bare machine, also on a busy one', async () => {
  const rows = await runBench({ quick: true });
  expect(rows.filter(({ gate }) => gate?.holds === false)).toEqual([]);
  expect(rows.filter(({ gate }) => gate !== undefined).length).toBeGreaterThanOrEqual(6);
}, 240_000);
