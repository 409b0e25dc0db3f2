import type { MetricCounts } from '../../../metrics/metric-counts.ts';

/** How what is used, and what there is of it, are named beside each other (OpenTelemetry's conventions for metrics). */
const USED = /[._](usage|used|count)$/;
const LIMITS = ['limit', 'max', 'capacity', 'total'] as const;
/** What fills up and then fails. A busy processor is no such thing: it gets slow, and slowness is watched. */
const FILLS = /memory|heap|disk|filesystem|volume|storage|quota|connection|pool|file_descriptor|inode/;
const SHARE = /[._](utilization|usage|used_percent|percent)$/;

/** Where the limit of a metric is told: by another metric, or by its unit; null where it is none that fills up. */
export type Filling = { readonly limit: number } | { readonly limitMetrics: readonly string[] };

export function fillingOf({ metric, unit, kind }: Pick<MetricCounts, 'metric' | 'unit' | 'kind'>): Filling | null {
  if (kind !== 'gauge' || !FILLS.test(metric)) {
    return null;
  }
  if ((unit === '1' || unit === '%') && SHARE.test(metric)) {
    return { limit: unit === '1' ? 1 : 100 };
  }
  const used = USED.exec(metric);
  if (used === null) {
    return null;
  }
  const stem = metric.slice(0, used.index);
  const separator = metric.charAt(used.index);
  return { limitMetrics: LIMITS.map((limit) => `${stem}${separator}${limit}`) };
}
