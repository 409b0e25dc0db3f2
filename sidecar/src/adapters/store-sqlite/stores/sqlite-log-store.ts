import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import { sumCounts } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LogBatch, LogSearch, LogStore } from '../../../ports/stores/log-store.ts';
import { levelNumber, STORED_LEVELS } from '../operations/log-levels.ts';
import type { LineRow, PackedLine } from '../operations/log-operations.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

/** A call of expire takes this many lines at most, in portions between which other writes get their turn. */
const EXPIRED_AT_ONCE = 10_000;
const PORTION = 1_000;

export class SqliteLogStore implements LogStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async append({ organisation }: Scope, batch: LogBatch): Promise<void> {
    await this.threads.writer.call('appendLogBatch', {
      organisation,
      id: batch.id,
      lines: JSON.stringify(batch.lines.map(packed)),
      counts: sumCounts(batch.counts),
    });
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

  async expire({ organisation }: Scope, before: { lines: number; statistics: number }): Promise<number> {
    const batchesAt = Math.min(before.lines, before.statistics);
    let expired = 0;
    let portion = PORTION;
    while (portion === PORTION && expired < EXPIRED_AT_ONCE) {
      portion = await this.threads.writer.call('expireLines', {
        ...{ organisation, at: before.lines, batchesAt },
        atMost: PORTION,
      });
      expired += portion;
      await this.threads.writer.call('expireCounts', { organisation, at: before.statistics, atMost: PORTION });
    }
    return expired;
  }
}

function packed(line: LogLine): PackedLine {
  const { service, at, receivedAt, id, message, errorType, stack, traceId } = line;
  return [service, at, receivedAt, levelNumber(line.level), id, message, errorType, stack, traceId];
}

function lineOf({ row: _row, level, ...line }: LineRow): LogLine {
  return { ...line, template: null, fingerprint: null, level: STORED_LEVELS[level] ?? 'info' };
}
