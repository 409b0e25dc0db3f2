import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import { nameMetrics } from '../../../domain/metrics/name-metrics.ts';
import { addMetrics, ofLargestSeries, seriesKey, sumMetrics } from '../../../domain/metrics/sum-metrics.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { MetricName, MetricQuery, MetricStore } from '../../../ports/stores/signals/metric-store.ts';
import { ByOrganisation } from '../by-organisation.ts';
import { MemoryCounts } from './memory-counts.ts';

export class MemoryMetricStore implements MetricStore {
  private readonly rooms = new ByOrganisation(
    () => new MemoryCounts<MetricCounts>({ keyOf: (counts) => JSON.stringify(seriesKey(counts)), add: addMetrics })
  );

  async names(scope: Scope, query: MetricQuery & { limit: number }): Promise<MetricName[]> {
    return nameMetrics(this.found(scope, query)).slice(0, query.limit);
  }

  async series(scope: Scope, query: MetricQuery & { stepMs: number; maxSeries: number }): Promise<MetricCounts[]> {
    return ofLargestSeries(sumMetrics(this.found(scope, query), query.stepMs), query.maxSeries);
  }

  async replace(scope: Scope, source: string, counts: readonly MetricCounts[]): Promise<void> {
    this.rooms.of(scope).replace(source, counts);
  }

  append(scope: Scope, counts: readonly MetricCounts[]): void {
    this.rooms.of(scope).add(counts);
  }

  rollUp(scope: Scope, before: number): number {
    return this.rooms.of(scope).rollUp(before);
  }

  expire(scope: Scope, before: number): void {
    this.rooms.of(scope).expire(before);
  }

  private found(scope: Scope, { services, metrics, from, to }: MetricQuery): MetricCounts[] {
    return this.rooms
      .of(scope)
      .all()
      .filter(({ at }) => at >= from && at < to)
      .filter(({ service }) => services?.includes(service) ?? true)
      .filter(({ metric }) => metrics?.includes(metric) ?? true)
      .filter(({ count }) => count > 0);
  }
}
