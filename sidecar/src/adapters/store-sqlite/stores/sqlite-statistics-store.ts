import type { ServiceCounts } from '../../../domain/signals/service-counts.ts';
import { wholeBuckets } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { StatisticsQuery, StatisticsStore } from '../../../ports/stores/signals/statistics-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteStatisticsStore implements StatisticsStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async counts({ organisation }: Scope, query: StatisticsQuery): Promise<ServiceCounts[]> {
    const { services, from, to, stepMs } = query;
    return this.threads.searcher.call('readCounts', { organisation, services, from, to, stepMs });
  }

  async replace({ organisation }: Scope, source: string, counts: readonly ServiceCounts[]): Promise<void> {
    await this.threads.writer.call('replaceCounts', { organisation, source, counts: wholeBuckets(counts) });
  }

  async lastSeen({ organisation }: Scope, since: number): Promise<Map<string, number>> {
    return new Map(await this.threads.reader.call('lastSeen', { organisation, since }));
  }
}
