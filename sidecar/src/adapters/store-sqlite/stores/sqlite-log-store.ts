import { decodeCursor, encodeCursor } from '../../../domain/paging/cursor.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LogSearch, LogStore } from '../../../ports/stores/signals/log-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteLogStore implements LogStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async search({ organisation }: Scope, query: LogSearch): Promise<{ lines: LogLine[]; nextCursor: string | null }> {
    const { cursor, ...search } = query;
    const behind = cursor === undefined ? null : decodeCursor<[number, string]>(cursor, [0, '']);
    const { lines, next } = await this.threads.searcher.call('searchLines', { organisation, behind, ...search });
    return { lines, nextCursor: next === null ? null : encodeCursor(next) };
  }
}
