/**
 * Traffic: who is called, how often, how badly and how slowly. Spans are counted and let go: what stays is, for each
 * operation of a service and for each pair of services, requests, errors and a sketch of latency in buckets of event
 * time that add up. Where nothing sends spans, pairs are taken from trace ids that log lines of several services share.
 */

/**
 * Latencies as pairs of bin and count, ascending by bin: [bin, count, bin, count, …]. Bins are logarithmic, so that
 * every quantile is known within a fixed relative error, and two sketches add up to the sketch of both
 * (Masson, Rim and Lee, DDSketch, VLDB 2019).
 */
export type LatencyBins = readonly number[];

export interface OperationCounts {
  readonly service: string;
  /** '' is the service as a whole. */
  readonly operation: string;
  /** Start of the bucket, epoch milliseconds, a multiple of the step. */
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
  readonly latency: LatencyBins;
  /** The slowest of them, to look at. */
  readonly slowestMs: number;
  readonly slowestTrace: string | null;
}

/** How a call between two services is known: seen in spans, or concluded from trace ids in log lines. */
export type CallOrigin = 'spans' | 'logs';

export interface CallCounts {
  readonly caller: string;
  readonly callee: string;
  readonly origin: CallOrigin;
  readonly at: number;
  readonly calls: number;
  readonly errors: number;
  /** Empty where the origin tells no times. */
  readonly latency: LatencyBins;
}
