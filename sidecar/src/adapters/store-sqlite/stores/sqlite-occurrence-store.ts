import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { Entity, Relation } from '../../../domain/relations/relation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { OccurrenceQuery, OccurrenceStore } from '../../../ports/stores/signals/occurrence-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteOccurrenceStore implements OccurrenceStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async list(
    { organisation }: Scope,
    query: OccurrenceQuery
  ): Promise<{ occurrences: Occurrence[]; nextCursor: string | null }> {
    const { services, kinds, from, to, limit, cursor } = query;
    const behind = cursor === undefined ? null : decodeCursor<[number, string]>(cursor, [0, '']);
    const asked = { organisation, services, kinds, from, to, behind, rows: limit + 1 };
    const found = await this.threads.reader.call('listOccurrences', asked);
    const { rows, nextCursor } = pageOf(found, limit, ({ at, id }) => [at, id]);
    return { occurrences: rows, nextCursor };
  }

  async relations({ organisation }: Scope, { of, limit }: { of?: Entity; limit: number }): Promise<Relation[]> {
    return this.threads.reader.call('listRelations', { organisation, of: of ?? null, limit });
  }
}
