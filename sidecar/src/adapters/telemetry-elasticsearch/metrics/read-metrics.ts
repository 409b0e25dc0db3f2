import type { estypes } from '@elastic/elasticsearch';
import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { TimeRange } from '../poll-request.ts';
import type { MetricField } from './metric-presets.ts';
import type { MetricGroup, ResolvedMetricFields } from './resolve-metric-fields.ts';

interface Stats {
  readonly count: number;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
}

interface Bucket extends Readonly<Record<`m${number}`, Stats | { readonly value: number | null }>> {
  readonly key: number;
}

/** A level of names, or the buckets below the last one. */
interface Node {
  readonly key: string | number;
  readonly values?: { readonly buckets: readonly Node[] };
  readonly buckets?: { readonly buckets: readonly Bucket[] };
}

type Named = Pick<MetricCounts, 'service' | 'metric' | 'unit' | 'labels'>;

/** Of the searches of metricSearches, in their order. */
export function readMetrics(
  answers: readonly (estypes.SearchResponseBody | null)[],
  { fields, range }: { fields: ResolvedMetricFields; range: TimeRange }
): MetricCounts[] {
  return fields.groups.flatMap((group, place) => {
    const answer = answers[place] ?? null;
    const { services } = (answer?.aggregations ?? { services: { buckets: [] } }) as unknown as {
      services: { buckets: readonly Node[] };
    };
    return services.buckets.flatMap((node) => readSeries(node, { group, range, path: [] }));
  });
}

function readSeries(
  node: Node,
  { group, range, path }: { group: MetricGroup; range: TimeRange; path: readonly string[] }
): MetricCounts[] {
  const here = [...path, String(node.key)];
  if (node.values !== undefined) {
    return node.values.buckets.flatMap((child) => readSeries(child, { group, range, path: here }));
  }
  const [service = '', ...values] = here;
  const labels = group.labels
    .map(({ name }, place) => ({ name, value: values[place] ?? '' }))
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join(',');
  const buckets = node.buckets?.buckets ?? [];
  return group.metrics.flatMap((metric, place) => {
    const named = { service, metric: nameOf(metric), unit: metric.unit, labels };
    return metric.kind === 'cumulative'
      ? grown(named, { buckets, place, range })
      : buckets.flatMap((bucket) => told(named, { kind: metric.kind, bucket, place }));
  });
}

function nameOf({ name, field }: MetricField): string {
  return name ?? field.replace(/^metrics\./, '');
}

function told(
  named: Named,
  { kind, bucket, place }: { kind: 'gauge' | 'increase' | 'cumulative'; bucket: Bucket; place: number }
): MetricCounts[] {
  const stats = bucket[`m${place}`] as Stats | undefined;
  if (stats === undefined || stats.count === 0 || stats.min === null || stats.max === null) {
    return [];
  }
  const { count, sum, min, max } = stats;
  // Which of several was the last would take a document of each bucket: their mean stands for it.
  return [
    {
      ...named,
      kind: kind === 'gauge' ? 'gauge' : 'increase',
      at: bucket.key,
      count,
      sum,
      min,
      max,
      last: sum / count,
    },
  ];
}

/**
 * The growth since the bucket before. A value that fell began again at nought; the first one that is known says
 * nothing yet. What a counter gained and lost by a restart within one bucket is not seen.
 */
function grown(
  named: Named,
  { buckets, place, range }: { buckets: readonly Bucket[]; place: number; range: TimeRange }
): MetricCounts[] {
  const counts: MetricCounts[] = [];
  let before: number | null = null;
  for (const bucket of buckets) {
    const found = bucket[`m${place}`] as { readonly value: number | null } | undefined;
    const value = found?.value ?? null;
    if (value !== null) {
      if (before !== null && bucket.key >= range.from) {
        const growth = value >= before ? value - before : value;
        counts.push({
          ...named,
          kind: 'increase',
          at: bucket.key,
          count: 1,
          sum: growth,
          min: growth,
          max: growth,
          last: growth,
        });
      }
      before = value;
    }
  }
  return counts;
}
