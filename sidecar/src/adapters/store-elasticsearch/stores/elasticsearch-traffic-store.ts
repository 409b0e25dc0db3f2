import type { estypes } from '@elastic/elasticsearch';
import { bucketsOf, sumCalls, sumOperations } from '../../../domain/traffic/sum-traffic.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { TrafficQuery, TrafficStore } from '../../../ports/stores/signals/traffic-store.ts';
import type { Connection } from '../connection.ts';
import { anyOf } from '../queries.ts';
import { CALLS, OPERATIONS } from '../signals/counted-rooms.ts';
import { polledWrites } from '../signals/count-writes.ts';
import { readCounts } from '../signals/read-counts.ts';

/** Counts are seen by these queries within a second after the write. */
export class ElasticsearchTrafficStore implements TrafficStore {
  private readonly connection: Connection;
  private readonly clock: Clock;

  constructor(connection: Connection, clock: Clock) {
    this.connection = connection;
    this.clock = clock;
  }

  async operations(scope: Scope, query: TrafficQuery & { operations?: readonly string[] }): Promise<OperationCounts[]> {
    const { services, operations, from, to, stepMs } = query;
    const filter = [...anyOf('service', services), ...anyOf('operation', operations)];
    const asked = { counted: OPERATIONS, query: { from, to, stepMs, filter } };
    return sumOperations(await readCounts(this.connection, scope, asked), bucketsOf(stepMs, from));
  }

  async calls(scope: Scope, { services, from, to, stepMs }: TrafficQuery): Promise<CallCounts[]> {
    const asked = { counted: CALLS, query: { from, to, stepMs, filter: eitherSide(services) } };
    return sumCalls(await readCounts(this.connection, scope, asked), bucketsOf(stepMs, from));
  }

  async replace(
    { organisation }: Scope,
    source: string,
    counts: { operations: readonly OperationCounts[]; calls: readonly CallCounts[] }
  ): Promise<void> {
    const writer = { organisation, now: this.clock.now() };
    const [operations, calls] = [sumOperations(counts.operations), sumCalls(counts.calls)];
    await this.connection.bulk([
      ...(await polledWrites(this.connection, writer, { counted: OPERATIONS, source, counts: operations })),
      ...(await polledWrites(this.connection, writer, { counted: CALLS, source, counts: calls })),
    ]);
  }
}

function eitherSide(services: readonly string[] | undefined): estypes.QueryDslQueryContainer[] {
  const should = [...anyOf('caller', services), ...anyOf('callee', services)];
  return services === undefined ? [] : [{ bool: { should, minimum_should_match: 1 } }];
}
