import type { LogLine } from '../domain/signals/log-line.ts';
import type { ServiceCounts } from '../domain/signals/service-counts.ts';
import type { Scope } from '../domain/tenancy/scope.ts';

/** The source did not answer: the tick is repeated later, nothing is concluded from the silence. */
export class TelemetryUnavailable extends Error {
  override readonly name = 'TelemetryUnavailable';
}

export interface PolledCounts {
  /** In buckets of STATISTICS_STEP or finer; whole values for [from, to). */
  readonly counts: readonly ServiceCounts[];
  /** Lines in the range whose service could not be told; they are counted nowhere else. */
  readonly withoutService: number;
  /** More services were there than are read; what is missing is the quietest. */
  readonly truncated: boolean;
}

/** Logs that live elsewhere and are asked once a tick. Both methods may throw TelemetryUnavailable. */
export interface TelemetrySource {
  readonly name: string;
  poll(scope: Scope, range: { from: number; to: number }): Promise<PolledCounts>;
  samples(
    scope: Scope,
    query: { services: readonly string[]; from: number; to: number; limit: number }
  ): Promise<LogLine[]>;
  check(): Promise<{ milliseconds: number; detail: string }>;
}
