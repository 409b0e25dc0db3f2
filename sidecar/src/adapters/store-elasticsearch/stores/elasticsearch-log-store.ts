import type { estypes } from '@elastic/elasticsearch';
import { decodeCursor, encodeCursor } from '../../../domain/paging/cursor.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LogSearch, LogStore } from '../../../ports/stores/signals/log-store.ts';
import type { Connection } from '../connection.ts';
import { lineOf, type LineDocument } from '../logs/line-document.ts';
import { anyOf, organisationFilter, timeRange } from '../queries.ts';
import { mayContain } from '../logs/substring-search.ts';

type LineKey = [number, string];

/** Lines that one search compares at most; a page may therefore be short and still have a next one. */
const LINES_COMPARED_AT_ONCE = 10_000;
const LINES_READ_AT_ONCE = 1_000;

/** Searches see lines within a second after they were written. */
export class ElasticsearchLogStore implements LogStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
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
    ...anyOf('template', query.templates),
    ...anyOf('trace', query.traceId === undefined ? undefined : [query.traceId]),
    ...mayContain(query.contains ?? ''),
  ];
}

function keyOf(line: LogLine | undefined): LineKey | undefined {
  return line === undefined ? undefined : [line.at, line.id];
}

function cursorBehind(line: LogLine | undefined): string | null {
  const key = keyOf(line);
  return key === undefined ? null : encodeCursor(key);
}
