import { listedWords, wordsOfMemory } from '../../../domain/memory/listed-words.ts';
import { marksOf } from '../../../domain/memory/memory-marks.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { compareKeys, decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../../domain/tenancy/scope.ts';
import type { MemoryQuery, MemoryStore, MemoryTally } from '../../../ports/stores/memories/memory-store.ts';
import { ByOrganisation } from '../by-organisation.ts';

/** The store of memories that is itself gone with the process. */
export class MemoryMemoryStore implements MemoryStore {
  private readonly rooms = new ByOrganisation(() => new Map<string, MemoryRecord>());

  async save(scope: Scope, records: readonly MemoryRecord[]): Promise<void> {
    requireSameOrganisation(scope, records);
    const room = this.rooms.of(scope);
    for (const record of records) {
      if ((room.get(record.id)?.version ?? 0) < record.version) {
        room.set(record.id, structuredClone(record));
      }
    }
  }

  async get(scope: Scope, ids: readonly string[]): Promise<MemoryRecord[]> {
    const room = this.rooms.of(scope);
    const found = [...new Set(ids)].flatMap((id) => room.get(id) ?? []);
    return structuredClone(found.filter((record) => maySee(scope, record)));
  }

  async list(scope: Scope, query: MemoryQuery): Promise<{ records: MemoryRecord[]; nextCursor: string | null }> {
    const direction = query.sort.startsWith('-') ? -1 : 1;
    const keyOf = (record: MemoryRecord): [number, string] => [
      query.sort === '-updatedAt' ? record.updatedAt : record.startedAt,
      record.id,
    ];
    const behind = query.cursor === undefined ? null : decodeCursor<[number, string]>(query.cursor, [0, '']);
    const found = this.visible(scope)
      .filter((record) => matches(record, query))
      .filter((record) => behind === null || direction * compareKeys(keyOf(record), behind) > 0)
      .sort((a, b) => direction * compareKeys(keyOf(a), keyOf(b)));
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { records: structuredClone(rows), nextCursor };
  }

  async tally(scope: Scope): Promise<MemoryTally[]> {
    const tallies = new Map<string, MemoryTally>();
    for (const { category, provenance, state, stale } of this.visible(scope)) {
      const sort = { category, provenance, state, stale: stale !== null };
      const key = JSON.stringify(sort);
      tallies.set(key, { ...sort, memories: (tallies.get(key)?.memories ?? 0) + 1 });
    }
    return [...tallies.values()];
  }

  async remove(scope: Scope, ids: readonly string[]): Promise<number> {
    const room = this.rooms.of(scope);
    return ids.filter((id) => room.delete(id)).length;
  }

  private visible(scope: Scope): MemoryRecord[] {
    return [...this.rooms.of(scope).values()].filter((record) => maySee(scope, record));
  }
}

function matches(record: MemoryRecord, query: MemoryQuery): boolean {
  const { kind, states, categories, services, provenances, labels = [], marks, expiredBefore } = query;
  const { from = -Infinity, to = Infinity } = query;
  const isExpired = (before: number) => !record.legalHold && record.expiresAt !== null && record.expiresAt < before;
  return (
    (kind === undefined || record.kind === kind) &&
    (states?.includes(record.state) ?? true) &&
    (categories?.includes(record.category) ?? true) &&
    (provenances?.includes(record.provenance) ?? true) &&
    (services === undefined || record.services.some((service) => services.includes(service))) &&
    (marks === undefined || marksOf(record).some((mark) => marks.includes(mark))) &&
    labels.every(({ key, value }) => hasLabel(record.labels, { key, value })) &&
    (expiredBefore === undefined || isExpired(expiredBefore)) &&
    record.startedAt >= from &&
    record.startedAt <= to &&
    (query.text === undefined || hasWords(record, query.text))
  );
}

function hasWords(record: MemoryRecord, text: string): boolean {
  const words = wordsOfMemory(record);
  return listedWords(text).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

export function hasLabel(
  labels: Readonly<Record<string, string>>,
  { key, value }: { key: string; value: string | null }
): boolean {
  return Object.hasOwn(labels, key) && (value === null || labels[key] === value);
}
