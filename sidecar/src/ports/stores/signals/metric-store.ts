import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { MetricName } from '../../../domain/metrics/name-metrics.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';

export interface MetricQuery {
  readonly services?: readonly string[];
  readonly metrics?: readonly string[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export type { MetricName };

/** What services report of themselves. All methods may throw StoreUnavailable. */
export interface MetricStore {
  /** By service, then name. */
  names(scope: Scope, query: MetricQuery & { limit: number }): Promise<MetricName[]>;
  /** By service, metric, labels, time; of at most so many series, those with the most values first chosen. */
  series(scope: Scope, query: MetricQuery & { stepMs: number; maxSeries: number }): Promise<MetricCounts[]>;
  /** Polled values are whole: they replace what this source said about the same series and bucket. */
  replace(scope: Scope, source: string, counts: readonly MetricCounts[]): Promise<void>;
}
