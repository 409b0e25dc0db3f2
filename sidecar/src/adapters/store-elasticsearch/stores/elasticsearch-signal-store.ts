import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { ExpireBefore, SignalBatch, SignalStore } from '../../../ports/stores/signals/signal-store.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { expire } from '../logs/expire.ts';
import { lineDocument } from '../logs/line-document.ts';
import { pushedCountWrites } from '../logs/statistics-writes.ts';
import { pushedWrites } from '../signals/count-writes.ts';
import { CALLS, METRICS, OPERATIONS, TEMPLATE_COUNTS } from '../signals/counted-rooms.ts';
import { occurrenceWrites, seeRelations } from '../signals/occurrence-writes.ts';
import { rollUpRoom } from '../signals/roll-up.ts';
import { templateWrites } from '../signals/template-documents.ts';

/**
 * Every line and every count of a batch has an id made of what it is, so a batch that was stored in part is simply
 * sent again: what is there stays, what is missing comes. The mark of the batch is written last; with it the batch
 * is whole, and a replay is ignored. Searches see what came within a second; nobody waits for a refresh here.
 */
export class ElasticsearchSignalStore implements SignalStore {
  private readonly connection: Connection;
  private readonly clock: Clock;

  constructor(connection: Connection, clock: Clock) {
    this.connection = connection;
    this.clock = clock;
  }

  async append(scope: Scope, batch: SignalBatch): Promise<void> {
    const { organisation } = scope;
    const markId = documentId(organisation, batch.id);
    if ((await this.connection.get('batches', markId)) !== null) {
      return;
    }
    await this.connection.bulk(await this.writesOf(scope, batch));
    await seeRelations(this.connection, scope, batch.relations);
    await this.connection.create('batches', markId, { organisation, at: newestIn(batch) });
  }

  async rollUp(scope: Scope, before: number): Promise<number> {
    const { connection } = this;
    return (
      (await rollUpRoom(connection, scope, { counted: TEMPLATE_COUNTS, before })) +
      (await rollUpRoom(connection, scope, { counted: OPERATIONS, before })) +
      (await rollUpRoom(connection, scope, { counted: CALLS, before })) +
      (await rollUpRoom(connection, scope, { counted: METRICS, before }))
    );
  }

  expire(scope: Scope, before: ExpireBefore): Promise<number> {
    return expire(this.connection, scope, before);
  }

  private async writesOf(scope: Scope, batch: SignalBatch): Promise<BulkWrite[]> {
    const { connection } = this;
    const { organisation } = scope;
    const index = connection.alias('logs');
    const now = this.clock.now();
    const writer = { organisation, now };
    const { templateCounts, operations, calls, metrics } = batch;
    return [
      ...batch.lines.map((line): BulkWrite => {
        const document = lineDocument(organisation, line);
        return { action: 'create', index, id: documentId(organisation, line.id), document };
      }),
      ...pushedCountWrites(connection, scope, batch),
      ...templateWrites(connection, scope, { templates: batch.templates, toldAt: now }),
      ...(await pushedWrites(connection, writer, {
        counted: TEMPLATE_COUNTS,
        batch: batch.id,
        counts: templateCounts,
      })),
      ...(await pushedWrites(connection, writer, { counted: OPERATIONS, batch: batch.id, counts: operations })),
      ...(await pushedWrites(connection, writer, { counted: CALLS, batch: batch.id, counts: calls })),
      ...(await pushedWrites(connection, writer, { counted: METRICS, batch: batch.id, counts: metrics })),
      ...occurrenceWrites(connection, scope, batch.occurrences),
    ];
  }
}

function newestIn(batch: SignalBatch): number {
  const { lines, counts, templateCounts, operations, calls, metrics, occurrences } = batch;
  let newest = 0;
  for (const { receivedAt } of lines) {
    newest = Math.max(newest, receivedAt);
  }
  for (const list of [counts, templateCounts, operations, calls, metrics, occurrences]) {
    for (const { at } of list) {
      newest = Math.max(newest, at);
    }
  }
  return newest;
}
