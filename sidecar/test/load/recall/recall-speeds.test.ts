import { measureRecall, type RecallBench } from './measure-recall.ts';

/**
 * What a shared machine can hold: how cost grows. The times themselves are told by `npm run bench:recall`, and stand in
 * docs/performance.md.
 */
const FEW = 250;
const MANY = 2_500;
/** Of CPU time, for ten times the memories: candidates are as many, only postings and vectors grow. */
const MOST_GROWTH = 4;
const MOST_CPU_MS = 120;
const MOST_OPEN_MS = 10_000;

const cost = ({ latencies }: RecallBench): number =>
  Math.max(...latencies.filter((one) => one.organisation === 'large' && one.writers === 0).map(({ cpuMs }) => cpuMs));

it('recall over ten times the memories costs little more, and takes writers beside it without an error', async () => {
  const few = await measureRecall('sqlite', { memories: FEW, questions: 12 });
  const many = await measureRecall('sqlite', { memories: MANY, questions: 12 });
  expect(cost(many) / cost(few)).toBeLessThan(MOST_GROWTH);
  expect(cost(many)).toBeLessThan(MOST_CPU_MS);
  expect(many.openMs).toBeLessThan(MOST_OPEN_MS);
  expect(many.writeErrors).toBe(0);
  expect(many.writes).toBeGreaterThan(20);
}, 600_000);
