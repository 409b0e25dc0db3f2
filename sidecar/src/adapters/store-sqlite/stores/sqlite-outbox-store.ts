import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { OutboxMessage, OutboxStore } from '../../../ports/stores/outbox-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteOutboxStore implements OutboxStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async put({ organisation }: Scope, message: Omit<OutboxMessage, 'attempts'>): Promise<void> {
    const { id, topic, createdAt, nextAttemptAt } = message;
    const payload = JSON.stringify(message.payload);
    await this.threads.writer.call('putMessage', {
      organisation,
      message: { id, topic, payload, createdAt, nextAttemptAt },
    });
  }

  async lease(
    { organisation }: Scope,
    { now, untilMs, limit }: { now: number; untilMs: number; limit: number }
  ): Promise<OutboxMessage[]> {
    const rows = await this.threads.writer.call('leaseMessages', { organisation, now, untilMs, limit });
    return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) }));
  }

  async delivered({ organisation }: Scope, id: string): Promise<void> {
    await this.threads.writer.call('messageDelivered', { organisation, id });
  }

  async retryAt({ organisation }: Scope, id: string, at: number): Promise<void> {
    await this.threads.writer.call('retryMessage', { organisation, id, at });
  }
}
