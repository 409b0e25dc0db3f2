import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import { nameMetrics } from '../../../domain/metrics/name-metrics.ts';
import { ofLargestSeries, sumMetrics } from '../../../domain/metrics/sum-metrics.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { MetricName, MetricQuery, MetricStore } from '../../../ports/stores/signals/metric-store.ts';
import type { Connection } from '../connection.ts';
import { anyOf } from '../queries.ts';
import { METRICS, seriesOf } from '../signals/counted-rooms.ts';
import { polledWrites } from '../signals/count-writes.ts';
import { readCounts } from '../signals/read-counts.ts';

/** Values are seen by these queries within a second after the write. */
export class ElasticsearchMetricStore implements MetricStore {
  private readonly connection: Connection;
  private readonly clock: Clock;

  constructor(connection: Connection, clock: Clock) {
    this.connection = connection;
    this.clock = clock;
  }

  async names(scope: Scope, query: MetricQuery & { limit: number }): Promise<MetricName[]> {
    return nameMetrics(await this.whole(scope, query)).slice(0, query.limit);
  }

  async series(scope: Scope, query: MetricQuery & { stepMs: number; maxSeries: number }): Promise<MetricCounts[]> {
    const { from, to, stepMs, maxSeries } = query;
    const chosen = ofLargestSeries(await this.whole(scope, query), maxSeries);
    const filter = anyOf(
      'series',
      chosen.map((one) => seriesOf(METRICS.keyOf(one)))
    );
    const asked = { counted: METRICS, query: { from, to, stepMs, filter } };
    return sumMetrics(await readCounts(this.connection, scope, asked), stepMs);
  }

  async replace({ organisation }: Scope, source: string, counts: readonly MetricCounts[]): Promise<void> {
    const writer = { organisation, now: this.clock.now() };
    const told = { counted: METRICS, source, counts: sumMetrics(counts) };
    await this.connection.bulk(await polledWrites(this.connection, writer, told));
  }

  /** Each series in the span as one. */
  private whole(scope: Scope, { services, metrics, from, to }: MetricQuery): Promise<MetricCounts[]> {
    const filter = [...anyOf('service', services), ...anyOf('metric', metrics)];
    return readCounts(this.connection, scope, { counted: METRICS, query: { from, to, stepMs: null, filter } });
  }
}
