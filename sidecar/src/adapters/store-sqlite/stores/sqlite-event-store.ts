import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { fail, succeed, type Result } from '../../../domain/result.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { EventQuery, EventStore, StoredEvent, WhichStreams } from '../../../ports/stores/event-store.ts';
import type { EventRow } from '../operations/event-operations.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteEventStore implements EventStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async append({ organisation }: Scope, events: readonly StoredEvent[]): Promise<Result<void, 'conflict'>> {
    requireSameOrganisation({ organisation }, events);
    const appended = await this.threads.writer.call('appendEvents', { organisation, events: events.map(rowOf) });
    return appended ? succeed(undefined) : fail('conflict');
  }

  async read({ organisation }: Scope, stream: string): Promise<StoredEvent[]> {
    const rows = await this.threads.reader.call('readEvents', { organisation, stream });
    return rows.map((row) => eventOf(organisation, row));
  }

  async search(
    { organisation }: Scope,
    query: EventQuery
  ): Promise<{ events: StoredEvent[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? null : decodeCursor<[number, string, number]>(query.cursor, [0, '', 0]);
    const { limit, cursor: _cursor, ...narrowing } = query;
    const search = { organisation, ...narrowing, behind, rows: limit + 1 };
    const found = await this.threads.reader.call('searchEvents', search);
    const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.at, row.stream, row.sequence]);
    return { events: rows.map((row) => eventOf(organisation, row)), nextCursor };
  }

  async heads({ organisation }: Scope, which: WhichStreams): Promise<Map<string, number>> {
    return new Map(await this.threads.reader.call('eventHeads', { organisation, ...which }));
  }

  async forget({ organisation }: Scope, stream: string, upToSequence: number): Promise<number> {
    const forgotten = await this.threads.writer.call('forgetPayloads', { organisation, stream, upToSequence });
    await this.threads.writer.call('scrub', null);
    return forgotten;
  }
}

function rowOf(event: StoredEvent): EventRow {
  const { stream, sequence, type, at, payloadDigest, chainDigest, salt } = event;
  const payload = event.payload === null ? null : JSON.stringify(event.payload);
  return { stream, sequence, type, at, actor: JSON.stringify(event.actor), payloadDigest, chainDigest, payload, salt };
}

function eventOf(organisation: string, row: EventRow): StoredEvent {
  return {
    organisation,
    stream: row.stream,
    sequence: row.sequence,
    type: row.type as StoredEvent['type'],
    at: row.at,
    actor: JSON.parse(row.actor),
    payloadDigest: row.payloadDigest,
    chainDigest: row.chainDigest,
    payload: row.payload === null ? null : JSON.parse(row.payload),
    salt: row.salt,
  };
}
