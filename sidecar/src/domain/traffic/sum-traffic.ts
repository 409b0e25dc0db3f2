import { compareKeys, type CursorKey } from '../paging/cursor.ts';
import { bucketStart } from '../signals/service-counts.ts';
import { addBins } from './latency-sketch.ts';
import type { CallCounts, OperationCounts } from './traffic-counts.ts';

/** Start of the bucket that a time falls into. */
export type BucketOf = (at: number) => number;

/** Buckets of a width; null for one that holds everything, told at `from`. */
export function bucketsOf(stepMs: number | null, from: number): BucketOf {
  return stepMs === null ? () => from : (at) => bucketStart(at, stepMs);
}

/** Adds up what falls into the same bucket; by service, operation, time. */
export function sumOperations(counts: Iterable<OperationCounts>, bucketOf: BucketOf = bucketStart): OperationCounts[] {
  return sumUp(counts, {
    bucketOf,
    keyOf: ({ service, operation, at }) => [service, operation, at],
    add: addOperations,
  });
}

/** Adds up what falls into the same bucket; by caller, callee, origin, time. */
export function sumCalls(counts: Iterable<CallCounts>, bucketOf: BucketOf = bucketStart): CallCounts[] {
  return sumUp(counts, {
    bucketOf,
    keyOf: ({ caller, callee, origin, at }) => [caller, callee, origin, at],
    add: addCalls,
  });
}

/** Both together, in the bucket of the second; of two that were equally slow, the one with a trace, then the first. */
export function addOperations(one: OperationCounts | undefined, other: OperationCounts): OperationCounts {
  if (one === undefined) {
    return other;
  }
  const isSlower = other.slowestMs > one.slowestMs || (other.slowestMs === one.slowestMs && one.slowestTrace === null);
  const { slowestMs, slowestTrace } = isSlower ? other : one;
  return {
    service: other.service,
    operation: other.operation,
    at: other.at,
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    latency: addBins(one.latency, other.latency),
    slowestMs,
    slowestTrace,
  };
}

/** Both together, in the bucket of the second. */
export function addCalls(one: CallCounts | undefined, other: CallCounts): CallCounts {
  if (one === undefined) {
    return other;
  }
  return {
    caller: other.caller,
    callee: other.callee,
    origin: other.origin,
    at: other.at,
    calls: one.calls + other.calls,
    errors: one.errors + other.errors,
    latency: addBins(one.latency, other.latency),
  };
}

function sumUp<Counts extends { readonly at: number }>(
  counts: Iterable<Counts>,
  how: {
    bucketOf: BucketOf;
    keyOf: (counts: Counts) => CursorKey;
    add: (one: Counts | undefined, other: Counts) => Counts;
  }
): Counts[] {
  const sums = new Map<string, Counts>();
  for (const count of counts) {
    const placed = { ...count, at: how.bucketOf(count.at) };
    const key = JSON.stringify(how.keyOf(placed));
    sums.set(key, how.add(sums.get(key), placed));
  }
  return [...sums.values()].sort((a, b) => compareKeys(how.keyOf(a), how.keyOf(b)));
}
