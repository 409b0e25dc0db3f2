import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { compareKeys, decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { Entity, Relation } from '../../../domain/relations/relation.ts';
import { addRelation, byLastSeen, relationKey } from '../../../domain/relations/add-relation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { OccurrenceQuery, OccurrenceStore } from '../../../ports/stores/signals/occurrence-store.ts';
import { ByOrganisation } from '../by-organisation.ts';

export class MemoryOccurrenceStore implements OccurrenceStore {
  private readonly rooms = new ByOrganisation(() => ({
    occurrences: new Map<string, Occurrence>(),
    relations: new Map<string, Relation>(),
  }));

  async list(scope: Scope, query: OccurrenceQuery): Promise<{ occurrences: Occurrence[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? null : decodeCursor(query.cursor, [0, '']);
    const found = [...this.rooms.of(scope).occurrences.values()]
      .filter((occurrence) => matches(occurrence, query))
      .filter((occurrence) => behind === null || compareKeys(keyOf(occurrence), behind) < 0)
      .sort((a, b) => compareKeys(keyOf(b), keyOf(a)));
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { occurrences: structuredClone(rows), nextCursor };
  }

  async relations(scope: Scope, { of, limit }: { of?: Entity; limit: number }): Promise<Relation[]> {
    const found = [...this.rooms.of(scope).relations.values()].filter(
      ({ from, to }) => of === undefined || isSame(from, of) || isSame(to, of)
    );
    return structuredClone(found.sort(byLastSeen).slice(0, limit));
  }

  append(scope: Scope, batch: { occurrences: readonly Occurrence[]; relations: readonly Relation[] }): void {
    const { occurrences, relations } = this.rooms.of(scope);
    for (const occurrence of batch.occurrences) {
      if (occurrence.receivedAt >= (occurrences.get(occurrence.id)?.receivedAt ?? occurrence.receivedAt)) {
        occurrences.set(occurrence.id, structuredClone(occurrence));
      }
    }
    for (const relation of batch.relations) {
      const key = relationKey(relation);
      relations.set(key, addRelation(relations.get(key), relation));
    }
  }

  expire(scope: Scope, before: number): void {
    const { occurrences } = this.rooms.of(scope);
    for (const { id, at } of occurrences.values()) {
      if (at < before) {
        occurrences.delete(id);
      }
    }
  }
}

function matches({ at, service, kind }: Occurrence, query: OccurrenceQuery): boolean {
  return (
    at >= query.from &&
    at <= query.to &&
    (query.services === undefined || (service !== null && query.services.includes(service))) &&
    (query.kinds?.includes(kind) ?? true)
  );
}

function keyOf({ at, id }: Occurrence): [number, string] {
  return [at, id];
}

function isSame(one: Entity, other: Entity): boolean {
  return one.kind === other.kind && one.name === other.name;
}
