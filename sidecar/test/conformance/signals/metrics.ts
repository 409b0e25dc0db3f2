import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { MetricCounts } from '../../../src/domain/metrics/metric-counts.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, HOSTILE_STRINGS, NOON } from '../examples.ts';
import { metricCount as value, STEP } from './signal-examples.ts';

const SPAN = { from: NOON, to: NOON + 100 * STEP };

export function metricsConform({ stores, settle, freshScope }: Conformance): void {
  let batches = 0;
  const push = async (scope: Scope, metrics: readonly MetricCounts[]) => {
    batches += 1;
    await stores().signals.append(scope, batchOf({ id: `bat_metrics_${batches}`, metrics }));
  };
  const series = (scope: Scope, query: object = {}) =>
    stores().metrics.series(scope, { ...SPAN, stepMs: STEP, maxSeries: 50, ...query });
  const names = (scope: Scope, query: object = {}) => stores().metrics.names(scope, { ...SPAN, limit: 50, ...query });

  describe('metrics', () => {
    test('are kept by series and time, and add up', async () => {
      const scope = freshScope();
      await push(scope, [
        value('b', 'memory', { value: 5 }),
        value('a', 'memory', { value: 1, labels: 'pod=x' }),
        value('a', 'memory', { value: 2, labels: 'pod=a', bucket: 2 }),
      ]);
      await push(scope, [value('b', 'memory', { value: 2.5 })]);
      await settle();
      expect(await series(scope)).toEqual([
        value('a', 'memory', { value: 2, labels: 'pod=a', bucket: 2 }),
        value('a', 'memory', { value: 1, labels: 'pod=x' }),
        value('b', 'memory', { count: 2, sum: 7.5, min: 2.5, max: 5, last: 2.5 }),
      ]);
      expect(await series(scope, { services: ['a'], metrics: ['memory', 'none'] })).toHaveLength(2);
      expect(await series(scope, { metrics: ['none'] })).toEqual([]);
      expect(await series(scope, { metrics: [] })).toEqual([]);
      expect(await series(scope, { services: [] })).toEqual([]);
    });

    test('are read by time, the end excluded, and in wider steps; the last value is that of the last bucket', async () => {
      const scope = freshScope();
      await push(
        scope,
        [3, 1, 0, 2, 4].map((bucket) => value('a', 'queue', { bucket, value: 10 - bucket }))
      );
      await settle();
      const between = { from: NOON + STEP, to: NOON + 3 * STEP };
      expect((await series(scope, between)).map(({ last }) => last)).toEqual([9, 8]);
      expect(await series(scope, { stepMs: 3 * STEP })).toEqual([
        value('a', 'queue', { count: 3, sum: 27, min: 8, max: 10, last: 8 }),
        value('a', 'queue', { bucket: 3, count: 2, sum: 13, min: 6, max: 7, last: 6 }),
      ]);
    });

    test('are bounded: the series with the most values are chosen', async () => {
      const scope = freshScope();
      await push(scope, [
        value('a', 'queue', { labels: 'pod=rare' }),
        value('a', 'queue', { labels: 'pod=often', count: 5 }),
        value('a', 'queue', { labels: 'pod=twice' }),
        value('a', 'queue', { labels: 'pod=twice', bucket: 1 }),
      ]);
      await settle();
      const labels = async (maxSeries: number) =>
        (await series(scope, { maxSeries })).map((row) => row.labels).join(' ');
      expect(await labels(1)).toBe('pod=often');
      expect(await labels(2)).toBe('pod=often pod=twice pod=twice');
      expect(await labels(3)).toBe('pod=often pod=rare pod=twice pod=twice');
    });

    test('are named with unit, kind and how many series there are in the span', async () => {
      const scope = freshScope();
      await push(scope, [
        value('b', 'requests', { unit: '1', kind: 'increase' }),
        value('a', 'queue', { labels: 'pod=x' }),
        value('a', 'queue', { labels: 'pod=y' }),
        value('a', 'queue', { labels: 'pod=later', bucket: 200 }),
        value('a', 'memory'),
      ]);
      await settle();
      const queue = { service: 'a', metric: 'queue', unit: 'By', kind: 'gauge', series: 2 };
      expect(await names(scope)).toEqual([
        { service: 'a', metric: 'memory', unit: 'By', kind: 'gauge', series: 1 },
        queue,
        { service: 'b', metric: 'requests', unit: '1', kind: 'increase', series: 1 },
      ]);
      expect(await names(scope, { limit: 1 })).toHaveLength(1);
      expect(await names(scope, { services: ['a'], metrics: ['queue'] })).toEqual([queue]);
    });

    test('that were polled replace what the same source said of the bucket', async () => {
      const scope = freshScope();
      await push(scope, [value('a', 'queue', { value: 1 })]);
      await stores().metrics.replace(scope, 'east', [value('a', 'queue', { value: 7 })]);
      await settle();
      await stores().metrics.replace(scope, 'east', [value('a', 'queue', { value: 3 })]);
      await stores().metrics.replace(scope, 'west', [value('a', 'queue', { value: 9, bucket: 1 })]);
      await settle();
      expect(await series(scope)).toEqual([
        expect.objectContaining({ at: NOON, count: 2, sum: 4, min: 1, max: 3 }),
        value('a', 'queue', { value: 9, bucket: 1 }),
      ]);
    });

    test('keep every name and label as it is', async () => {
      const scope = freshScope();
      await push(
        scope,
        HOSTILE_STRINGS.map((name) => value(name, name, { labels: `x=${name}`, unit: name }))
      );
      await settle();
      const found = await series(scope);
      expect(found.map((row) => [row.service, row.metric, row.labels, row.unit]).sort()).toEqual(
        HOSTILE_STRINGS.map((name) => [name, name, `x=${name}`, name]).sort()
      );
      for (const name of HOSTILE_STRINGS) {
        expect(await names(scope, { services: [name], metrics: [name] })).toHaveLength(1);
      }
    });

    test('are nobody else’s: another organisation reads and replaces nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      await push(ours, [value('a', 'queue')]);
      await stores().metrics.replace(ours, 'east', [value('a', 'queue', { bucket: 1 })]);
      await settle();
      expect(await series(theirs)).toEqual([]);
      expect(await names(theirs)).toEqual([]);
      await stores().metrics.replace(theirs, 'east', [value('a', 'queue', { bucket: 1, value: 9 })]);
      await settle();
      expect((await series(ours)).map(({ sum }) => sum)).toEqual([1, 1]);
    });
  });
}
