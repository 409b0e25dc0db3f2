import type { estypes } from '@elastic/elasticsearch';
import { decodeCursor, encodeCursor } from '../../../domain/paging/cursor.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LogBatch, LogSearch, LogStore } from '../../../ports/stores/log-store.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { expire } from '../logs/expire.ts';
import { anyOf, organisationFilter, timeRange } from '../queries.ts';
import { pushedCountWrites } from '../logs/statistics-writes.ts';
import { mayContain } from '../logs/substring-search.ts';

type LineDocument = LogLine & { readonly organisation: string };
type LineKey = [number, string];

/** Lines that one search compares at most; a page may therefore be short and still have a next one. */
const LINES_COMPARED_AT_ONCE = 10_000;
const LINES_READ_AT_ONCE = 1_000;

/**
 * Every line and every count of a batch has an id made of what it is, so a batch that was stored in part is simply
 * sent again: what is there stays, what is missing comes. The mark of the batch is written last; with it the batch
 * is whole, and a replay is ignored. Searches see lines within a second; nobody waits for a refresh here.
 */
export class ElasticsearchLogStore implements LogStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async append(scope: Scope, batch: LogBatch): Promise<void> {
    const { organisation } = scope;
    const markId = documentId(organisation, batch.id);
    if ((await this.connection.get('batches', markId)) !== null) {
      return;
    }
    const index = this.connection.alias('logs');
    const lines = batch.lines.map((line): BulkWrite => {
      const document: LineDocument = { organisation, ...lineOf(line) };
      return { action: 'create', index, id: documentId(organisation, line.id), document };
    });
    await this.connection.bulk([...lines, ...pushedCountWrites(this.connection, scope, batch)]);
    const at = Math.max(0, ...batch.lines.map((line) => line.receivedAt), ...batch.counts.map((count) => count.at));
    await this.connection.create('batches', markId, { organisation, at });
  }

  async search(scope: Scope, query: LogSearch): Promise<{ lines: LogLine[]; nextCursor: string | null }> {
    const { contains = '', limit } = query;
    let behind = query.cursor === undefined ? undefined : decodeCursor<LineKey>(query.cursor, [0, '']);
    const lines: LogLine[] = [];
    const size = contains === '' ? limit + 1 : LINES_READ_AT_ONCE;
    for (let compared = 0; compared < LINES_COMPARED_AT_ONCE; compared += size) {
      const found = await this.readLines(scope, query, { behind, size });
      for (const line of found) {
        if (!line.message.includes(contains)) {
          continue;
        }
        if (lines.length === limit) {
          return { lines, nextCursor: cursorBehind(lines.at(-1)) };
        }
        lines.push(line);
      }
      if (found.length < size) {
        return { lines, nextCursor: null };
      }
      behind = keyOf(found.at(-1)) ?? behind;
    }
    return { lines, nextCursor: behind === undefined ? null : encodeCursor(behind) };
  }

  expire(scope: Scope, before: { lines: number; statistics: number }): Promise<number> {
    return expire(this.connection, scope, before);
  }

  private async readLines(
    scope: Scope,
    query: LogSearch,
    { behind, size }: { behind: LineKey | undefined; size: number }
  ): Promise<LogLine[]> {
    const answer = await this.connection.search<LineDocument>('logs', {
      size,
      query: { bool: { filter: filtersOf(scope, query) } },
      sort: [{ at: 'desc' }, { id: 'desc' }],
      ...(behind === undefined ? {} : { search_after: behind }),
    });
    return answer.hits.hits.flatMap((hit) => (hit._source === undefined ? [] : lineOf(hit._source)));
  }
}

function filtersOf(scope: Scope, query: LogSearch): estypes.QueryDslQueryContainer[] {
  return [
    organisationFilter(scope),
    ...timeRange('at', query),
    ...anyOf('service', query.services),
    ...anyOf('level', query.levels),
    ...mayContain(query.contains ?? ''),
  ];
}

function lineOf({ id, at, receivedAt, service, level, message, errorType, stack, traceId }: LogLine): LogLine {
  return { id, at, receivedAt, service, level, message, errorType, stack, traceId, template: null, fingerprint: null };
}

function keyOf(line: LogLine | undefined): LineKey | undefined {
  return line === undefined ? undefined : [line.at, line.id];
}

function cursorBehind(line: LogLine | undefined): string | null {
  const key = keyOf(line);
  return key === undefined ? null : encodeCursor(key);
}
