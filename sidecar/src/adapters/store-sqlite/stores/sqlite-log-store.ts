import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LogSearch, LogStore } from '../../../ports/stores/log-store.ts';
import { levelNumber, STORED_LEVELS } from '../operations/log-levels.ts';
import type { LineRow } from '../operations/log-operations.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteLogStore implements LogStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async search({ organisation }: Scope, query: LogSearch): Promise<{ lines: LogLine[]; nextCursor: string | null }> {
    const { services, from, to } = query;
    const found = await this.threads.searcher.call('searchLines', {
      ...{ organisation, services, from, to },
      levels: query.levels?.map(levelNumber),
      contains: query.contains ?? '',
      behind: query.cursor === undefined ? null : decodeCursor<[number, number]>(query.cursor, [0, 0]),
      rows: query.limit + 1,
    });
    const { rows, nextCursor } = pageOf(found, query.limit, (row) => [row.at, row.row]);
    return { lines: rows.map(lineOf), nextCursor };
  }
}

function lineOf({ row: _row, level, ...line }: LineRow): LogLine {
  return { ...line, template: null, fingerprint: null, level: STORED_LEVELS[level] ?? 'info' };
}
