import type { Scope } from '../../domain/tenancy/scope.ts';
import type { OutboxMessage, OutboxStore } from '../../ports/stores/outbox-store.ts';
import { ByOrganisation } from './by-organisation.ts';

interface Kept {
  message: OutboxMessage;
  leasedUntil: number;
  delivered: boolean;
}

export class MemoryOutboxStore implements OutboxStore {
  private readonly rooms = new ByOrganisation(() => new Map<string, Kept>());

  async put(scope: Scope, message: Omit<OutboxMessage, 'attempts'>): Promise<void> {
    const room = this.rooms.of(scope);
    if (!room.has(message.id)) {
      const copy = structuredClone({ ...message, attempts: 0 });
      room.set(message.id, { message: copy, leasedUntil: -Infinity, delivered: false });
    }
  }

  async lease(scope: Scope, request: { now: number; untilMs: number; limit: number }): Promise<OutboxMessage[]> {
    const due = [...this.rooms.of(scope).values()]
      .filter((kept) => !kept.delivered && kept.leasedUntil <= request.now)
      .filter((kept) => kept.message.nextAttemptAt <= request.now)
      .sort((a, b) => a.message.createdAt - b.message.createdAt || (a.message.id < b.message.id ? -1 : 1))
      .slice(0, request.limit);
    for (const kept of due) {
      kept.leasedUntil = request.untilMs;
      kept.message = { ...kept.message, attempts: kept.message.attempts + 1 };
    }
    return structuredClone(due.map((kept) => kept.message));
  }

  async delivered(scope: Scope, id: string): Promise<void> {
    const kept = this.rooms.of(scope).get(id);
    if (kept !== undefined) {
      kept.delivered = true;
    }
  }

  async retryAt(scope: Scope, id: string, at: number): Promise<void> {
    const kept = this.rooms.of(scope).get(id);
    if (kept !== undefined) {
      kept.message = { ...kept.message, nextAttemptAt: at };
      kept.leasedUntil = -Infinity;
    }
  }
}
