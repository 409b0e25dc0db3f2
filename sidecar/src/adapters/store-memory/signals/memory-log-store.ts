import type { LogLine } from '../../../domain/signals/log-line.ts';
import { compareKeys, decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LogSearch, LogStore } from '../../../ports/stores/signals/log-store.ts';
import { ByOrganisation } from '../by-organisation.ts';

/** How many lines one call of expire takes at most. */
const EXPIRED_AT_ONCE = 10_000;

export class MemoryLogStore implements LogStore {
  private readonly rooms = new ByOrganisation(() => ({ lines: [] as LogLine[] }));

  async search(scope: Scope, query: LogSearch): Promise<{ lines: LogLine[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? null : decodeCursor(query.cursor, [0, '']);
    const found = this.rooms
      .of(scope)
      .lines.filter((line) => matches(line, query))
      .filter((line) => behind === null || compareKeys(keyOf(line), behind) < 0)
      .sort((a, b) => compareKeys(keyOf(b), keyOf(a)));
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { lines: rows.map((line) => ({ ...line })), nextCursor };
  }

  append(scope: Scope, lines: readonly LogLine[]): void {
    const room = this.rooms.of(scope);
    for (const line of lines) {
      room.lines.push({ ...line });
    }
  }

  expire(scope: Scope, before: number): number {
    const room = this.rooms.of(scope);
    let expired = 0;
    room.lines = room.lines.filter((line) => {
      const goes = line.at < before && expired < EXPIRED_AT_ONCE;
      expired += goes ? 1 : 0;
      return !goes;
    });
    return expired;
  }
}

function matches(line: LogLine, query: LogSearch): boolean {
  return (
    line.at >= query.from &&
    line.at <= query.to &&
    (query.services?.includes(line.service) ?? true) &&
    (query.levels?.includes(line.level) ?? true) &&
    (query.templates === undefined || (line.template !== null && query.templates.includes(line.template))) &&
    (query.traceId === undefined || line.traceId === query.traceId) &&
    line.message.includes(query.contains ?? '')
  );
}

function keyOf(line: LogLine): [number, string] {
  return [line.at, line.id];
}
