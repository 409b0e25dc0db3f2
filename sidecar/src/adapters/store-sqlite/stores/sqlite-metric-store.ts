import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import { sumMetrics } from '../../../domain/metrics/sum-metrics.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { MetricName, MetricQuery, MetricStore } from '../../../ports/stores/signals/metric-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteMetricStore implements MetricStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async names({ organisation }: Scope, query: MetricQuery & { limit: number }): Promise<MetricName[]> {
    const { services, metrics, from, to, limit } = query;
    return this.threads.searcher.call('metricNames', { organisation, services, metrics, from, to, limit });
  }

  async series(
    { organisation }: Scope,
    query: MetricQuery & { stepMs: number; maxSeries: number }
  ): Promise<MetricCounts[]> {
    const { services, metrics, from, to, maxSeries } = query;
    const asked = { organisation, services, metrics, from, to, maxSeries };
    return sumMetrics(await this.threads.searcher.call('readMetrics', asked), query.stepMs);
  }

  async replace({ organisation }: Scope, source: string, counts: readonly MetricCounts[]): Promise<void> {
    const whole = { operations: [], calls: [], metrics: sumMetrics(counts) };
    await this.threads.writer.call('replaceSignals', { organisation, source, counts: whole });
  }
}
