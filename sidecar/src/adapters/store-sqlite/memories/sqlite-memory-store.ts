import { listedWords, wordsOfMemory } from '../../../domain/memory/listed-words.ts';
import { marksOf } from '../../../domain/memory/memory-marks.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { MemoryQuery, MemoryStore, MemoryTally } from '../../../ports/stores/memories/memory-store.ts';
import { readerOf } from '../operations/visible-to.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';
import type { MemoryRow } from './memory-writes.ts';

/** The writer does other things between two portions. */
const SAVED_AT_ONCE = 200;

export class SqliteMemoryStore implements MemoryStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async save({ organisation }: Scope, records: readonly MemoryRecord[]): Promise<void> {
    requireSameOrganisation({ organisation }, records);
    for (let from = 0; from < records.length; from += SAVED_AT_ONCE) {
      const rows = records.slice(from, from + SAVED_AT_ONCE).map(rowOf);
      await this.threads.writer.call('saveMemories', { organisation, rows });
    }
  }

  async get(scope: Scope, ids: readonly string[]): Promise<MemoryRecord[]> {
    const rows = await this.threads.reader.call('memoriesById', { reader: readerOf(scope), ids });
    const found = new Map(rows.map(({ id, record }) => [id, record]));
    return [...new Set(ids)].flatMap((id) => {
      const record = found.get(id);
      return record === undefined ? [] : [recordOf(record)];
    });
  }

  async list(scope: Scope, query: MemoryQuery): Promise<{ records: MemoryRecord[]; nextCursor: string | null }> {
    const { kind, states, categories, services, provenances, labels = [], marks, text } = query;
    const { from, to, expiredBefore } = query;
    const words = listedWords(text ?? '');
    const byUpdate = query.sort === '-updatedAt';
    // Looking for words reads every text: beside the thread of the small reads.
    const thread = words.length === 0 ? this.threads.reader : this.threads.searcher;
    const found = await thread.call('listMemories', {
      ...{ reader: readerOf(scope), kind, states, categories, services, provenances, labels, marks, words },
      ...{ from, to, expiredBefore },
      sort: byUpdate ? 'updated_at' : 'started_at',
      newestFirst: query.sort.startsWith('-'),
      behind: query.cursor === undefined ? null : decodeCursor<[number, string]>(query.cursor, [0, '']),
      rows: query.limit + 1,
    });
    const page = pageOf(found.map(recordOf), query.limit, (record) => [
      byUpdate ? record.updatedAt : record.startedAt,
      record.id,
    ]);
    return { records: page.rows, nextCursor: page.nextCursor };
  }

  async tally(scope: Scope): Promise<MemoryTally[]> {
    return this.threads.reader.call('tallyMemories', { reader: readerOf(scope) });
  }

  async remove({ organisation }: Scope, ids: readonly string[]): Promise<number> {
    const removed = await this.threads.writer.call('removeMemories', { organisation, ids });
    await this.threads.writer.call('scrub', null);
    return removed;
  }
}

function recordOf(json: string): MemoryRecord {
  return JSON.parse(json) as MemoryRecord;
}

function rowOf(record: MemoryRecord): MemoryRow {
  const { id, version, kind, state, category, provenance, team, visibility, owner, startedAt, updatedAt } = record;
  return {
    ...{ id, version, kind, state, category, provenance, team, visibility, owner, startedAt, updatedAt },
    isStale: record.stale === null ? 0 : 1,
    expiresAt: record.legalHold ? null : record.expiresAt,
    words: ` ${wordsOfMemory(record).join(' ')} `,
    record: JSON.stringify(record),
    services: record.services,
    labels: Object.entries(record.labels),
    marks: marksOf(record),
  };
}
