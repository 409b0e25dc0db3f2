import type { estypes } from '@elastic/elasticsearch';
import { STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';
import { within, type TimeRange } from '../poll-request.ts';
import type { Duration, ResolvedSpanFields } from './resolve-span-fields.ts';
import { latencyAggregation } from './sampled-latency.ts';

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** How much is told of a bucket of ten seconds; each sum of products times the buckets stays below 60,000. */
export const TRAFFIC_BOUNDS = {
  /** The service as a whole: no bound that is met in practice. */
  services: 2_000,
  /** By operation: the services with the most requests, the operations with the most failures, then requests. */
  servicesByOperation: 100,
  operations: 20,
  callers: 450,
  peers: 10,
} as const;

/** Series of the widest search; what rangesOf cuts long gaps by. */
export const MOST_TRAFFIC_SERIES =
  TRAFFIC_BOUNDS.services + TRAFFIC_BOUNDS.servicesByOperation * TRAFFIC_BOUNDS.operations;

/** Requests in one search, calls in one for each field that may name the callee. */
export function trafficSearches(fields: ResolvedSpanFields, range: TimeRange): estypes.SearchSearchRequestBody[] {
  return [requestsSearch(fields, range), ...fields.peers.map((_, place) => callsSearch(fields, { range, place }))];
}

function requestsSearch(fields: ResolvedSpanFields, range: TimeRange): estypes.SearchSearchRequestBody {
  const { service, operation, isServed, duration } = fields;
  const { services, servicesByOperation, operations } = TRAFFIC_BOUNDS;
  const aggregations: Aggregations = {
    services: busiest(service, { size: services, inner: buckets(fields, duration) }),
  };
  if (operation !== null) {
    const inner = busiest(operation, { size: operations, inner: buckets(fields, duration), first: fields.isError });
    aggregations.operations = busiest(service, { size: servicesByOperation, inner: { operations: inner } });
  }
  return search(fields, { range, filter: [isServed], aggregations });
}

/** Calls that the earlier fields have named are counted there. */
function callsSearch(
  fields: ResolvedSpanFields,
  { range, place }: { range: TimeRange; place: number }
): estypes.SearchSearchRequestBody {
  const peer = fields.peers[place] ?? '';
  const named = fields.peers.slice(0, place).map((field) => ({ exists: { field } }));
  const inner = busiest(peer, { size: TRAFFIC_BOUNDS.peers, inner: buckets(fields, fields.callDuration) });
  return search(fields, {
    range,
    filter: [fields.isCall, { exists: { field: peer } }, { bool: { must_not: named } }],
    aggregations: { callers: busiest(fields.service, { size: TRAFFIC_BOUNDS.callers, inner: { peers: inner } }) },
  });
}

function search(
  { timestamp, only }: ResolvedSpanFields,
  {
    range,
    filter,
    aggregations,
  }: { range: TimeRange; filter: estypes.QueryDslQueryContainer[]; aggregations: Aggregations }
): estypes.SearchSearchRequestBody {
  return {
    size: 0,
    track_total_hits: false,
    query: { bool: { filter: [within(timestamp, range), ...filter, ...only] } },
    aggregations,
  };
}

function busiest(
  field: string,
  { size, inner, first }: { size: number; inner: Aggregations; first?: estypes.QueryDslQueryContainer }
): estypes.AggregationsAggregationContainer {
  const order: Record<string, 'desc'>[] = [...(first === undefined ? [] : [{ failed: 'desc' as const }])];
  return {
    terms: { field, size, shard_size: size * 2, order: [...order, { _count: 'desc' }] },
    aggregations: { ...inner, ...(first === undefined ? {} : { failed: { filter: first } }) },
  };
}

function buckets({ timestamp, isError }: ResolvedSpanFields, duration: Duration | null): Aggregations {
  return {
    buckets: {
      date_histogram: { field: timestamp, fixed_interval: `${STATISTICS_STEP_MS}ms`, min_doc_count: 1 },
      aggregations: {
        errors: { filter: isError },
        ...(duration === null ? {} : { timed: latencyAggregation(duration) }),
      },
    },
  };
}
