import type { estypes } from '@elastic/elasticsearch';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { PolledTraffic } from '../../../ports/telemetry-source.ts';
import { calleeOf } from './callee-of.ts';
import type { Duration, ResolvedSpanFields } from './resolve-span-fields.ts';
import { latencyOf, type TimedAnswer } from './sampled-latency.ts';

interface Bucket {
  readonly key: number;
  readonly doc_count: number;
  readonly errors: { readonly doc_count: number };
  readonly timed?: TimedAnswer;
}

interface Series {
  readonly key: string | number;
  readonly buckets: { readonly buckets: readonly Bucket[] };
}

interface Terms<Entry> {
  readonly buckets: readonly Entry[];
}

interface RequestAggregations {
  readonly services: Terms<Series>;
  readonly operations?: Terms<{ readonly key: string | number; readonly operations: Terms<Series> }>;
}

interface CallAggregations {
  readonly callers: Terms<{ readonly key: string | number; readonly peers: Terms<Series> }>;
}

/** Of the searches of trafficSearches, in their order. */
export function readTraffic(
  [requests, ...calls]: readonly (estypes.SearchResponseBody | null)[],
  fields: ResolvedSpanFields
): PolledTraffic {
  return {
    operations: readRequests(requests, fields),
    // A service that calls itself is its own affair.
    calls: calls
      .flatMap((answer) => readCalls(answer, fields))
      .map((call) => ({ ...call, callee: calleeOf(call.callee) }))
      .filter(({ caller, callee }) => caller !== callee),
  };
}

function readRequests(answer: estypes.SearchResponseBody | null | undefined, fields: ResolvedSpanFields) {
  if (answer === null || answer === undefined) {
    return [];
  }
  const { services, operations } = answer.aggregations as unknown as RequestAggregations;
  const whole = services.buckets.flatMap((series) =>
    operationCounts(series, { service: series.key, operation: '', fields })
  );
  const single = (operations?.buckets ?? []).flatMap(({ key, operations: inner }) =>
    named(inner).flatMap((series) => operationCounts(series, { service: key, operation: String(series.key), fields }))
  );
  return [...whole, ...single];
}

function readCalls(answer: estypes.SearchResponseBody | null, { callDuration }: ResolvedSpanFields): CallCounts[] {
  const callers = answer === null ? [] : (answer.aggregations as unknown as CallAggregations).callers.buckets;
  return callers.flatMap(({ key, peers }) =>
    named(peers).flatMap((series) =>
      series.buckets.buckets.map((bucket) => ({
        caller: String(key),
        callee: String(series.key),
        origin: 'spans' as const,
        at: bucket.key,
        calls: bucket.doc_count,
        errors: bucket.errors.doc_count,
        latency: latencyOf(bucket.timed, callDuration).latency,
      }))
    )
  );
}

/** An empty name is none; of operations it would be taken for the service as a whole. */
function named(terms: Terms<Series>): readonly Series[] {
  return terms.buckets.filter(({ key }) => key !== '');
}

function operationCounts(
  series: Series,
  { service, operation, fields }: { service: string | number; operation: string; fields: { duration: Duration | null } }
): OperationCounts[] {
  return series.buckets.buckets.map((bucket) => ({
    service: String(service),
    operation,
    at: bucket.key,
    requests: bucket.doc_count,
    errors: bucket.errors.doc_count,
    ...latencyOf(bucket.timed, fields.duration),
    // Which trace it was takes a document of each bucket; it is found by searching for it.
    slowestTrace: null,
  }));
}
