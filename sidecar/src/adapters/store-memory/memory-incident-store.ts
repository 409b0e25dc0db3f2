import { completeRecord, type IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { compareKeys, decodeCursor } from '../../domain/paging/cursor.ts';
import { pageOf } from '../../domain/paging/page-of.ts';
import { requireSameOrganisation } from '../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../domain/tenancy/scope.ts';
import type { IncidentQuery, IncidentStore } from '../../ports/stores/incident-store.ts';
import { ByOrganisation } from './by-organisation.ts';

export class MemoryIncidentStore implements IncidentStore {
  private readonly rooms = new ByOrganisation(() => ({
    records: new Map<string, IncidentRecord>(),
    lastNumber: 0,
  }));

  async save(scope: Scope, record: IncidentRecord): Promise<void> {
    requireSameOrganisation(scope, [record]);
    const { records } = this.rooms.of(scope);
    const known = records.get(record.id);
    if (known === undefined || known.version < record.version) {
      records.set(record.id, structuredClone(completeRecord(record)));
    }
  }

  async get(scope: Scope, id: string): Promise<IncidentRecord | null> {
    return structuredClone(this.visible(scope).find((record) => record.id === id) ?? null);
  }

  async byNumber(scope: Scope, number: number): Promise<IncidentRecord | null> {
    return structuredClone(this.visible(scope).find((record) => record.number === number) ?? null);
  }

  async list(scope: Scope, query: IncidentQuery): Promise<{ records: IncidentRecord[]; nextCursor: string | null }> {
    const direction = query.sort.startsWith('-') ? -1 : 1;
    const keyOf = (record: Pick<IncidentRecord, 'id' | 'startedAt' | 'updatedAt'>): [number, string] => [
      query.sort === '-updatedAt' ? record.updatedAt : record.startedAt,
      record.id,
    ];
    const behind = query.cursor === undefined ? null : decodeCursor(query.cursor, [0, '']);
    const found = this.visible(scope)
      .filter((record) => matches(record, query))
      .filter((record) => behind === null || direction * compareKeys(keyOf(record), behind) > 0)
      .sort((a, b) => direction * compareKeys(keyOf(a), keyOf(b)));
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { records: structuredClone(rows), nextCursor };
  }

  async remove(scope: Scope, ids: readonly string[]): Promise<number> {
    const { records } = this.rooms.of(scope);
    return ids.filter((id) => records.delete(id)).length;
  }

  async nextNumber(scope: Scope): Promise<number> {
    const room = this.rooms.of(scope);
    room.lastNumber += 1;
    return room.lastNumber;
  }

  private visible(scope: Scope): IncidentRecord[] {
    return [...this.rooms.of(scope).records.values()].filter((record) => maySee(scope, record));
  }
}

function matches(record: IncidentRecord, query: IncidentQuery): boolean {
  const { states, services, severities, kinds, outage, acknowledged, from = -Infinity, to = Infinity } = query;
  return (
    (states?.includes(record.state) ?? true) &&
    (severities?.includes(record.severity) ?? true) &&
    (kinds?.includes(record.kind) ?? true) &&
    (outage === undefined || record.outage === outage) &&
    (acknowledged === undefined || (record.acknowledged !== null) === acknowledged) &&
    (services === undefined || record.services.some(({ service }) => services.includes(service))) &&
    record.startedAt <= to &&
    (record.closedAt === null || record.closedAt >= from)
  );
}
