import { addCalls, addOperations, bucketsOf, sumCalls, sumOperations } from '../../../domain/traffic/sum-traffic.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { TrafficQuery, TrafficStore } from '../../../ports/stores/signals/traffic-store.ts';
import { ByOrganisation } from '../by-organisation.ts';
import { MemoryCounts } from './memory-counts.ts';

interface Traffic {
  readonly operations: readonly OperationCounts[];
  readonly calls: readonly CallCounts[];
}

export class MemoryTrafficStore implements TrafficStore {
  private readonly rooms = new ByOrganisation(() => ({
    operations: new MemoryCounts<OperationCounts>({
      keyOf: ({ service, operation }) => JSON.stringify([service, operation]),
      add: addOperations,
    }),
    calls: new MemoryCounts<CallCounts>({
      keyOf: ({ caller, callee, origin }) => JSON.stringify([caller, callee, origin]),
      add: addCalls,
    }),
  }));

  async operations(scope: Scope, query: TrafficQuery & { operations?: readonly string[] }): Promise<OperationCounts[]> {
    const { services, operations, from, to, stepMs } = query;
    const found = this.rooms
      .of(scope)
      .operations.all()
      .filter(({ at }) => at >= from && at < to)
      .filter(({ service }) => services?.includes(service) ?? true)
      .filter(({ operation }) => operations?.includes(operation) ?? true)
      .filter(({ requests }) => requests > 0);
    return sumOperations(found, bucketsOf(stepMs, from));
  }

  async calls(scope: Scope, { services, from, to, stepMs }: TrafficQuery): Promise<CallCounts[]> {
    const found = this.rooms
      .of(scope)
      .calls.all()
      .filter(({ at }) => at >= from && at < to)
      .filter(({ caller, callee }) => services?.some((service) => service === caller || service === callee) ?? true)
      .filter(({ calls }) => calls > 0);
    return sumCalls(found, bucketsOf(stepMs, from));
  }

  async replace(scope: Scope, source: string, { operations, calls }: Traffic): Promise<void> {
    const room = this.rooms.of(scope);
    room.operations.replace(source, operations);
    room.calls.replace(source, calls);
  }

  append(scope: Scope, { operations, calls }: Traffic): void {
    const room = this.rooms.of(scope);
    room.operations.add(operations);
    room.calls.add(calls);
  }

  rollUp(scope: Scope, before: number): number {
    const { operations, calls } = this.rooms.of(scope);
    return operations.rollUp(before) + calls.rollUp(before);
  }

  expire(scope: Scope, before: number): void {
    const { operations, calls } = this.rooms.of(scope);
    operations.expire(before);
    calls.expire(before);
  }
}
