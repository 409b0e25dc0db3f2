import { compareKeys, type CursorKey } from '../paging/cursor.ts';
import { bucketStart } from '../signals/service-counts.ts';
import type { MetricCounts } from './metric-counts.ts';

/** Adds up what falls into the same bucket of a series; by service, metric, labels, time. */
export function sumMetrics(counts: Iterable<MetricCounts>, stepMs?: number): MetricCounts[] {
  const inOrder = [...counts].sort((a, b) => a.at - b.at);
  const sums = new Map<string, MetricCounts>();
  for (const count of inOrder) {
    const placed = { ...count, at: bucketStart(count.at, stepMs) };
    const key = JSON.stringify([...seriesKey(placed), placed.at]);
    sums.set(key, addMetrics(sums.get(key), placed));
  }
  return [...sums.values()].sort((a, b) => compareKeys([...seriesKey(a), a.at], [...seriesKey(b), b.at]));
}

/** Both together, in the bucket of the second, which is the later one. */
export function addMetrics(one: MetricCounts | undefined, other: MetricCounts): MetricCounts {
  if (one === undefined) {
    return other;
  }
  return {
    ...other,
    count: one.count + other.count,
    sum: one.sum + other.sum,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
  };
}

/** What a series is: values of another unit or kind are another series of the same name. */
export function seriesKey({ service, metric, labels, unit, kind }: Omit<MetricCounts, 'at'>): CursorKey {
  return [service, metric, labels, unit, kind];
}

/** The rows of at most so many series, those with the most values, in the order of the rows. */
export function ofLargestSeries(counts: readonly MetricCounts[], atMost: number): MetricCounts[] {
  const values = new Map<string, number>();
  for (const count of counts) {
    const key = JSON.stringify(seriesKey(count));
    values.set(key, (values.get(key) ?? 0) + count.count);
  }
  const largest = [...values].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, atMost);
  const chosen = new Set(largest.map(([key]) => key));
  return counts.filter((count) => chosen.has(JSON.stringify(seriesKey(count))));
}
