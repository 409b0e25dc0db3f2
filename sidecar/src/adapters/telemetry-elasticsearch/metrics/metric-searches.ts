import type { estypes } from '@elastic/elasticsearch';
import { bucketStart, STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';
import { within, type TimeRange } from '../poll-request.ts';
import type { MetricField } from './metric-presets.ts';
import type { MetricGroup, ResolvedMetricFields } from './resolve-metric-fields.ts';

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** What only grows is compared with its value before; agents report at least once a minute. */
const LOOK_BACK_MS = 60_000;
/** The same bound as for logs: Elasticsearch refuses an answer of more than 65,536 buckets. */
export const MOST_METRIC_SERIES = 3_000;
/** How many values of a label (or instances) are told of a service, by how many levels share the bound. */
const VALUES_A_LEVEL = [0, 25, 8, 5] as const;

/** One search for each group; the order of `fields.groups`. */
export function metricSearches(fields: ResolvedMetricFields, range: TimeRange): estypes.SearchSearchRequestBody[] {
  return fields.groups.map((group) => {
    const asked = group.instance === null ? range : { ...range, from: lookBack(range.from) };
    return {
      size: 0,
      track_total_hits: false,
      query: {
        bool: {
          filter: [within(fields.timestamp, asked), ...fields.only],
          should: group.metrics.map(({ field }) => ({ exists: { field } })),
          minimum_should_match: 1,
        },
      },
      aggregations: tree(fields, group),
    };
  });
}

export function lookBack(from: number): number {
  return bucketStart(from) - LOOK_BACK_MS;
}

function tree({ service, timestamp }: ResolvedMetricFields, group: MetricGroup): Aggregations {
  const levels = [...group.labels.map(({ field }) => field), ...(group.instance === null ? [] : [group.instance])];
  const values = VALUES_A_LEVEL[levels.length] ?? 0;
  const services = Math.max(1, Math.floor(MOST_METRIC_SERIES / Math.max(1, values) ** levels.length));
  const buckets: Aggregations = {
    buckets: {
      date_histogram: { field: timestamp, fixed_interval: `${STATISTICS_STEP_MS}ms`, min_doc_count: 1 },
      aggregations: Object.fromEntries(group.metrics.map((metric, place) => [`m${place}`, measured(metric)])),
    },
  };
  const inner = levels.reduceRight<Aggregations>(
    // Documents without the label are a series, too.
    (below, field) => ({ values: { terms: { field, size: values, missing: '' }, aggregations: below } }),
    buckets
  );
  return { services: { terms: { field: service, size: services, shard_size: services * 2 }, aggregations: inner } };
}

/** Of a counter in a time series index only the ends may be asked for. */
function measured({ field, kind }: MetricField): estypes.AggregationsAggregationContainer {
  return kind === 'cumulative' ? { max: { field } } : { stats: { field } };
}
