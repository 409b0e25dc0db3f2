import { compareKeys, type CursorKey } from '../paging/cursor.ts';
import type { MetricCounts } from './metric-counts.ts';

export interface MetricName {
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  readonly kind: MetricCounts['kind'];
  /** How many sets of labels it has. */
  readonly series: number;
}

type Series = Pick<MetricCounts, 'service' | 'metric' | 'unit' | 'kind' | 'labels'>;

/** What metrics there are, by service, then name. */
export function nameMetrics(series: Iterable<Series>): MetricName[] {
  const names = new Map<string, { of: Series; labels: Set<string> }>();
  for (const one of series) {
    const key = JSON.stringify(keyOf(one));
    const name = names.get(key) ?? { of: one, labels: new Set() };
    names.set(key, name);
    name.labels.add(one.labels);
  }
  return [...names.values()]
    .map(({ of: { service, metric, unit, kind }, labels }) => ({ service, metric, unit, kind, series: labels.size }))
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

function keyOf({ service, metric, unit, kind }: Omit<Series, 'labels'>): CursorKey {
  return [service, metric, unit, kind];
}
