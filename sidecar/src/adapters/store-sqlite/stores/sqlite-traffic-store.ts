import { bucketsOf, sumCalls, sumOperations } from '../../../domain/traffic/sum-traffic.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { TrafficQuery, TrafficStore } from '../../../ports/stores/signals/traffic-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteTrafficStore implements TrafficStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async operations(
    { organisation }: Scope,
    query: TrafficQuery & { operations?: readonly string[] }
  ): Promise<OperationCounts[]> {
    const { services, operations, from, to, stepMs } = query;
    const asked = { organisation, services, operations, from, to, stepMs };
    return sumOperations(await this.threads.searcher.call('readOperations', asked), bucketsOf(stepMs, from));
  }

  async calls({ organisation }: Scope, { services, from, to, stepMs }: TrafficQuery): Promise<CallCounts[]> {
    const asked = { organisation, services, from, to, stepMs };
    return sumCalls(await this.threads.searcher.call('readCalls', asked), bucketsOf(stepMs, from));
  }

  async replace(
    { organisation }: Scope,
    source: string,
    counts: { operations: readonly OperationCounts[]; calls: readonly CallCounts[] }
  ): Promise<void> {
    const whole = { operations: sumOperations(counts.operations), calls: sumCalls(counts.calls), metrics: [] };
    await this.threads.writer.call('replaceSignals', { organisation, source, counts: whole });
  }
}
