import { createHash } from 'node:crypto';
import type { estypes } from '@elastic/elasticsearch';
import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import { seriesKey } from '../../../domain/metrics/sum-metrics.ts';
import type { TemplateCounts } from '../../../domain/templates/template-counts.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { CompositeBucket } from '../queries.ts';
import { binsOfBits, bitsOf, MOST_BITS, type BitBucket } from './latency-bits.ts';

type Aggregation = estypes.AggregationsAggregationContainer;

/** A room of counts by time: how one becomes a document, and how the server's sums over many become one again. */
export interface CountedRoom<Counts extends { readonly at: number }> {
  readonly room: 'template-counts' | 'operations' | 'calls' | 'metrics';
  /** What is counted, without the time. */
  readonly keyOf: (counts: Counts) => readonly (string | number)[];
  readonly document: (counts: Counts) => object;
  /** What a document must have more of than nothing. */
  readonly weight: string;
  readonly aggregations: Readonly<Record<string, Aggregation>>;
  readonly fromBucket: (bucket: CompositeBucket, at: number) => Counts;
  readonly bucketsAPage: number;
}

export function seriesOf(key: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(key)).digest('base64url').slice(0, 27);
}

const sum = (field: string): Aggregation => ({ sum: { field } });
const LATENCY: Aggregation = { terms: { field: 'latency', size: MOST_BITS } };
const oneOf = (fields: readonly string[], sort: estypes.Sort): Aggregation => ({
  top_hits: { size: 1, sort, _source: [...fields] },
});

/** A bucket holds up to some thousand powers of latency: few at once. */
const FEW_BUCKETS = 25;
const SOME_BUCKETS = 1_000;

export const TEMPLATE_COUNTS: CountedRoom<TemplateCounts> = {
  room: 'template-counts',
  keyOf: ({ service, template }) => [service, template],
  document: ({ service, template, lines, errors }) => ({ service, template, lines, errors }),
  weight: 'lines',
  aggregations: {
    ...{ lines: sum('lines'), errors: sum('errors') },
    one: oneOf(['service', 'template'], [{ at: 'desc' }]),
  },
  fromBucket: (bucket, at) => {
    const { service, template } = sourceOf<TemplateCounts>(bucket);
    return { service, template, at, lines: valueOf(bucket, 'lines'), errors: valueOf(bucket, 'errors') };
  },
  bucketsAPage: SOME_BUCKETS,
};

export const OPERATIONS: CountedRoom<OperationCounts> = {
  room: 'operations',
  keyOf: ({ service, operation }) => [service, operation],
  document: ({ service, operation, requests, errors, latency, slowestMs, slowestTrace }) => ({
    ...{ service, operation, requests, errors, slowestMs, slowestTrace },
    latency: bitsOf(latency),
  }),
  weight: 'requests',
  aggregations: {
    ...{ requests: sum('requests'), errors: sum('errors'), latency: LATENCY },
    one: oneOf(
      ['service', 'operation', 'slowestMs', 'slowestTrace'],
      [{ slowestMs: 'desc' }, { slowestTrace: { order: 'asc', missing: '_last' } }]
    ),
  },
  fromBucket: (bucket, at) => {
    const { service, operation, slowestMs, slowestTrace } = sourceOf<OperationCounts>(bucket);
    const [requests, errors] = [valueOf(bucket, 'requests'), valueOf(bucket, 'errors')];
    return { service, operation, at, requests, errors, latency: latencyOf(bucket), slowestMs, slowestTrace };
  },
  bucketsAPage: FEW_BUCKETS,
};

export const CALLS: CountedRoom<CallCounts> = {
  room: 'calls',
  keyOf: ({ caller, callee, origin }) => [caller, callee, origin],
  document: ({ caller, callee, origin, calls, errors, latency }) => ({
    ...{ caller, callee, origin, calls, errors },
    latency: bitsOf(latency),
  }),
  weight: 'calls',
  aggregations: {
    ...{ calls: sum('calls'), errors: sum('errors'), latency: LATENCY },
    one: oneOf(['caller', 'callee', 'origin'], [{ at: 'desc' }]),
  },
  fromBucket: (bucket, at) => {
    const { caller, callee, origin } = sourceOf<CallCounts>(bucket);
    const [calls, errors] = [valueOf(bucket, 'calls'), valueOf(bucket, 'errors')];
    return { caller, callee, origin, at, calls, errors, latency: latencyOf(bucket) };
  },
  bucketsAPage: FEW_BUCKETS,
};

const METRIC_FIELDS = ['service', 'metric', 'unit', 'kind', 'labels', 'last'] as const;

export const METRICS: CountedRoom<MetricCounts> = {
  room: 'metrics',
  keyOf: seriesKey,
  document: ({ service, metric, unit, kind, labels, at, count, sum: total, min, max, last }) => ({
    ...{ service, metric, unit, kind, labels, count, sum: total, min, max, last },
    lastAt: at,
  }),
  weight: 'count',
  aggregations: {
    ...{ count: sum('count'), sum: sum('sum'), min: { min: { field: 'min' } }, max: { max: { field: 'max' } } },
    one: oneOf(METRIC_FIELDS, [{ lastAt: 'desc' }, { toldAt: { order: 'desc', missing: '_last' } }]),
  },
  fromBucket: (bucket, at) => {
    const { service, metric, unit, kind, labels, last } = sourceOf<MetricCounts>(bucket);
    const [min, max] = [valueOf(bucket, 'min'), valueOf(bucket, 'max')];
    const total = valueOf(bucket, 'sum');
    return { service, metric, unit, kind, labels, at, count: valueOf(bucket, 'count'), sum: total, min, max, last };
  },
  bucketsAPage: SOME_BUCKETS,
};

function valueOf(bucket: CompositeBucket, name: string): number {
  return (bucket[name] as { value?: number | null } | undefined)?.value ?? 0;
}

function latencyOf(bucket: CompositeBucket) {
  return binsOfBits((bucket['latency'] as { buckets?: BitBucket[] } | undefined)?.buckets ?? []);
}

function sourceOf<Counts>(bucket: CompositeBucket): Counts {
  const one = bucket['one'] as { hits: { hits: { _source: Counts }[] } };
  const hit = one.hits.hits[0];
  if (hit === undefined) {
    throw new Error('a bucket came without a document');
  }
  return hit._source;
}
