import { quantile } from '../../../domain/traffic/latency-sketch.ts';
import type { LatencyBins, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';

export function presentOperation(row: OperationCounts) {
  const { service, operation, requests, errors, latency, slowestMs, slowestTrace } = row;
  return {
    service,
    operation,
    requests,
    errors,
    ...presentLatency(latency, slowestMs),
    slowestMs: latency.length === 0 ? null : slowestMs,
    slowestTrace,
  };
}

export function presentLatency(latency: LatencyBins, slowestMs = Infinity) {
  const of = (share: number) => presentQuantile(latency, { share, slowestMs });
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) };
}

/** The middle of a bin may lie above the slowest that fell into it: nothing is told to be slower than the slowest. */
export function presentQuantile(latency: LatencyBins, { share, slowestMs }: { share: number; slowestMs: number }) {
  const milliseconds = quantile(latency, share);
  return milliseconds === null ? null : Math.min(milliseconds, slowestMs);
}
