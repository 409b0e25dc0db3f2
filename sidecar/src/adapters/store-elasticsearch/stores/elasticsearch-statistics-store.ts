import type { ServiceCounts } from '../../../domain/signals/service-counts.ts';
import { sumCounts } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { StatisticsQuery, StatisticsStore } from '../../../ports/stores/signals/statistics-store.ts';
import type { Connection } from '../connection.ts';
import { anyOf, compositeBuckets, organisationFilter, type CompositeBucket } from '../queries.ts';
import { polledCountWrites } from '../logs/statistics-writes.ts';

const SUMS = {
  lines: { sum: { field: 'lines' } },
  errors: { sum: { field: 'errors' } },
  warnings: { sum: { field: 'warnings' } },
};

const HAS_SOMETHING = {
  bool: {
    should: [{ range: { lines: { gt: 0 } } }, { range: { errors: { gt: 0 } } }, { range: { warnings: { gt: 0 } } }],
    minimum_should_match: 1,
  },
};

/** Counts are seen by these queries within a second after the write. */
export class ElasticsearchStatisticsStore implements StatisticsStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async counts(scope: Scope, { from, to, stepMs, services }: StatisticsQuery): Promise<ServiceCounts[]> {
    const filter = [
      organisationFilter(scope),
      { range: { at: { gte: from, lt: to } } },
      ...anyOf('service', services),
      HAS_SOMETHING,
    ];
    const sources = [
      { service: { terms: { field: 'service' } } },
      { at: { date_histogram: { field: 'at', fixed_interval: `${stepMs}ms` } } },
    ];
    const counts: ServiceCounts[] = [];
    for await (const bucket of compositeBuckets(this.connection, 'counts', { filter, sources, aggregations: SUMS })) {
      counts.push({
        service: String(bucket.key.service),
        at: Number(bucket.key.at),
        lines: valueOf(bucket, 'lines'),
        errors: valueOf(bucket, 'errors'),
        warnings: valueOf(bucket, 'warnings'),
      });
    }
    return sumCounts(counts, stepMs);
  }

  async replace(scope: Scope, source: string, counts: readonly ServiceCounts[]): Promise<void> {
    await this.connection.bulk(polledCountWrites(this.connection, scope, { source, counts }));
  }

  async lastSeen(scope: Scope, since: number): Promise<Map<string, number>> {
    const filter = [organisationFilter(scope), { range: { at: { gte: since } } }, HAS_SOMETHING];
    const sources = [{ service: { terms: { field: 'service' } } }];
    const aggregations = { at: { max: { field: 'at' } } };
    const seen = new Map<string, number>();
    for await (const bucket of compositeBuckets(this.connection, 'counts', { filter, sources, aggregations })) {
      seen.set(String(bucket.key.service), valueOf(bucket, 'at'));
    }
    return seen;
  }
}

function valueOf(bucket: CompositeBucket, name: string): number {
  const found = bucket[name] as { value?: number | null } | undefined;
  return found?.value ?? 0;
}
