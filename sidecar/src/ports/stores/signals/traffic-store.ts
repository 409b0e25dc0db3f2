import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';

export interface TrafficQuery {
  readonly services?: readonly string[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** A multiple of STATISTICS_STEP. Null adds the whole span up, told at `from`. */
  readonly stepMs: number | null;
}

/** Requests and calls between services by time. All methods may throw StoreUnavailable. */
export interface TrafficStore {
  /** By service, operation, time. Without `operations` all of them, the service as a whole ('') among them. */
  operations(scope: Scope, query: TrafficQuery & { operations?: readonly string[] }): Promise<OperationCounts[]>;
  /** Where the caller or the callee is one of the services; by caller, callee, origin, time. */
  calls(scope: Scope, query: TrafficQuery): Promise<CallCounts[]>;
  /** Polled counts are whole values: they replace what this source said about the same bucket. */
  replace(
    scope: Scope,
    source: string,
    counts: { operations: readonly OperationCounts[]; calls: readonly CallCounts[] }
  ): Promise<void>;
}
