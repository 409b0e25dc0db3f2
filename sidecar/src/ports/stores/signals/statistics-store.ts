import type { ServiceCounts } from '../../../domain/signals/service-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';

export interface StatisticsQuery {
  readonly from: number;
  readonly to: number;
  /** A multiple of STATISTICS_STEP. */
  readonly stepMs: number;
  readonly services?: readonly string[];
}

/** Lines and errors by service and time: what detection is rebuilt from. All methods may throw StoreUnavailable. */
export interface StatisticsStore {
  /** Rows that have something in them, summed over sources, by service then time; `to` is exclusive. */
  counts(scope: Scope, query: StatisticsQuery): Promise<ServiceCounts[]>;
  /** Polled counts are whole values: they replace what this source said about the same service and bucket. */
  replace(scope: Scope, source: string, counts: readonly ServiceCounts[]): Promise<void>;
  /** When each service was last seen at or after `since` (start of its last bucket). */
  lastSeen(scope: Scope, since: number): Promise<Map<string, number>>;
}
