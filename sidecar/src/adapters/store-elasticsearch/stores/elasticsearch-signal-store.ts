import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { ExpireBefore, SignalBatch, SignalStore } from '../../../ports/stores/signal-store.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { expire } from '../logs/expire.ts';
import { lineOf } from '../logs/line-document.ts';
import { pushedCountWrites } from '../logs/statistics-writes.ts';

/**
 * Every line and every count of a batch has an id made of what it is, so a batch that was stored in part is simply
 * sent again: what is there stays, what is missing comes. The mark of the batch is written last; with it the batch
 * is whole, and a replay is ignored. Searches see what came within a second; nobody waits for a refresh here.
 */
export class ElasticsearchSignalStore implements SignalStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async append(scope: Scope, batch: SignalBatch): Promise<void> {
    const { organisation } = scope;
    const markId = documentId(organisation, batch.id);
    if ((await this.connection.get('batches', markId)) !== null) {
      return;
    }
    const index = this.connection.alias('logs');
    const lines = batch.lines.map((line: LogLine): BulkWrite => {
      const document = { organisation, ...lineOf(line) };
      return { action: 'create', index, id: documentId(organisation, line.id), document };
    });
    await this.connection.bulk([...lines, ...pushedCountWrites(this.connection, scope, batch)]);
    const at = Math.max(0, ...batch.lines.map((line) => line.receivedAt), ...batch.counts.map((count) => count.at));
    await this.connection.create('batches', markId, { organisation, at });
  }

  async rollUp(): Promise<number> {
    return 0;
  }

  expire(scope: Scope, before: ExpireBefore): Promise<number> {
    return expire(this.connection, scope, before);
  }
}
