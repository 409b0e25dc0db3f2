import type { SourceCost } from '@incident-memory/contract';
import type { MetricCounts } from '../domain/metrics/metric-counts.ts';
import type { LogLine } from '../domain/signals/log-line.ts';
import type { ServiceCounts } from '../domain/signals/service-counts.ts';
import type { Scope } from '../domain/tenancy/scope.ts';
import type { CallCounts, OperationCounts } from '../domain/traffic/traffic-counts.ts';

/** The source did not answer: the tick is repeated later, nothing is concluded from the silence. */
export class TelemetryUnavailable extends Error {
  override readonly name = 'TelemetryUnavailable';
}

export interface PolledTraffic {
  readonly operations: readonly OperationCounts[];
  readonly calls: readonly CallCounts[];
}

/** In buckets of STATISTICS_STEP; whole values for [from, to), which replace what was read of it before. */
export interface PolledSignals {
  readonly counts: readonly ServiceCounts[];
  /** Lines in the range whose service could not be told; they are counted nowhere else. */
  readonly withoutService: number;
  /** More services were there than are read; what is missing is the quietest. */
  readonly truncated: boolean;
  /** null where the source is not asked for it, or could not say this time: what was read before stays. */
  readonly traffic: PolledTraffic | null;
  readonly metrics: readonly MetricCounts[] | null;
  /** What could not be told this time, a sentence each; all the rest holds. */
  readonly problems: readonly string[];
}

/** Signals that live elsewhere and are asked once a tick. poll, samples and check may throw TelemetryUnavailable. */
export interface TelemetrySource {
  readonly name: string;
  /** What asking took since the start. */
  readonly spent: SourceCost;
  poll(scope: Scope, range: { from: number; to: number }): Promise<PolledSignals>;
  samples(
    scope: Scope,
    query: { services: readonly string[]; from: number; to: number; limit: number }
  ): Promise<LogLine[]>;
  check(): Promise<{ milliseconds: number; detail: string }>;
}
