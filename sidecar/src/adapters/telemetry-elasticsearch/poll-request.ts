import type { estypes } from '@elastic/elasticsearch';
import { bucketStart, STATISTICS_STEP_MS, type ServiceCounts } from '../../domain/signals/service-counts.ts';
import type { PolledSignals } from '../../ports/telemetry-source.ts';
import type { ResolvedFields } from './resolve-fields.ts';

/** Elasticsearch refuses an answer of more than 65,536 buckets (search.max_buckets). */
const MOST_BUCKETS_A_REQUEST = 60_000;

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A usual tick is one search of each kind. Only a long gap that is made up takes several: cut where buckets begin, so
 * that each bucket is counted whole in one of them.
 */
export function* rangesOf({ from, to }: TimeRange, mostServices: number): Generator<TimeRange> {
  const length = Math.max(1, Math.floor(MOST_BUCKETS_A_REQUEST / mostServices)) * STATISTICS_STEP_MS;
  for (let start = from; start < to; start = bucketStart(start) + length) {
    yield { from: start, to: Math.min(to, bucketStart(start) + length) };
  }
}

/** Times are sent as UTC with their format, so that neither the zone nor the format of the mapping matters. */
export function within(timestamp: string, { from, to }: TimeRange): estypes.QueryDslQueryContainer {
  return {
    range: {
      [timestamp]: {
        gte: new Date(from).toISOString(),
        lt: new Date(to).toISOString(),
        format: 'strict_date_optional_time',
      },
    },
  };
}

export type PolledLines = Pick<PolledSignals, 'counts' | 'withoutService' | 'truncated'>;

/** All services, their buckets, errors and warnings, and the lines without a service: one search, no documents. */
export function pollRequest(fields: ResolvedFields, range: TimeRange, mostServices: number) {
  const { service, timestamp, isError, isWarning } = fields;
  return {
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: [within(timestamp, range), ...fields.only] } },
    aggregations: {
      withoutService: { missing: { field: service } },
      services: {
        terms: {
          field: service,
          size: mostServices,
          shard_size: mostServices * 2,
          // Where more are there than are read, the quietest are cut.
          order: [{ errors: 'desc' }, { _count: 'desc' }],
        },
        aggregations: {
          errors: { filter: isError },
          buckets: {
            date_histogram: { field: timestamp, fixed_interval: `${STATISTICS_STEP_MS}ms`, min_doc_count: 1 },
            aggregations: { errors: { filter: isError }, warnings: { filter: isWarning } },
          },
        },
      },
    },
  } satisfies estypes.SearchSearchRequestBody;
}

interface Counted {
  readonly doc_count: number;
}

interface PollAggregations {
  readonly withoutService: Counted;
  readonly services: {
    readonly sum_other_doc_count: number;
    readonly buckets: readonly (Counted & {
      readonly key: string | number;
      readonly buckets: {
        readonly buckets: readonly (Counted & { key: number; errors: Counted; warnings: Counted })[];
      };
    })[];
  };
}

export function readPollAnswer(aggregations: unknown): PolledLines {
  const { services, withoutService } = aggregations as PollAggregations;
  const named = services.buckets.filter(({ key }) => key !== '');
  const unnamed = services.buckets.filter(({ key }) => key === '');
  return {
    counts: named.flatMap(({ key, buckets }) =>
      buckets.buckets.map(
        (bucket): ServiceCounts => ({
          service: String(key),
          at: bucket.key,
          lines: bucket.doc_count,
          errors: bucket.errors.doc_count,
          warnings: bucket.warnings.doc_count,
        })
      )
    ),
    withoutService: unnamed.reduce((sum, { doc_count }) => sum + doc_count, withoutService.doc_count),
    truncated: services.sum_other_doc_count > 0,
  };
}
