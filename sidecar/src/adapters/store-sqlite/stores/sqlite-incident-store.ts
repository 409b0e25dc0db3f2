import { completeRecord, type IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { IncidentQuery, IncidentStore } from '../../../ports/stores/incident-store.ts';
import type { IncidentRow } from '../operations/incident-operations.ts';
import { readerOf } from '../operations/visible-to.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteIncidentStore implements IncidentStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async save({ organisation }: Scope, record: IncidentRecord): Promise<void> {
    requireSameOrganisation({ organisation }, [record]);
    await this.threads.writer.call('saveIncident', { organisation, row: rowOf(record) });
  }

  async get(scope: Scope, id: string): Promise<IncidentRecord | null> {
    return recordOf(await this.threads.reader.call('incidentById', { reader: readerOf(scope), id }));
  }

  async byNumber(scope: Scope, number: number): Promise<IncidentRecord | null> {
    return recordOf(await this.threads.reader.call('incidentByNumber', { reader: readerOf(scope), number }));
  }

  async list(scope: Scope, query: IncidentQuery): Promise<{ records: IncidentRecord[]; nextCursor: string | null }> {
    const { states, severities, services, kinds, outage, acknowledged, from, to } = query;
    const byUpdate = query.sort === '-updatedAt';
    const found = await this.threads.reader.call('listIncidents', {
      ...{ reader: readerOf(scope), states, severities, services, kinds, outage, acknowledged, from, to },
      sort: byUpdate ? 'updated_at' : 'started_at',
      newestFirst: query.sort.startsWith('-'),
      behind: query.cursor === undefined ? null : decodeCursor<[number, string]>(query.cursor, [0, '']),
      rows: query.limit + 1,
    });
    const records = found.map((json) => completeRecord(JSON.parse(json)));
    const page = pageOf(records, query.limit, (record) => [byUpdate ? record.updatedAt : record.startedAt, record.id]);
    return { records: page.rows, nextCursor: page.nextCursor };
  }

  async remove({ organisation }: Scope, ids: readonly string[]): Promise<number> {
    const removed = await this.threads.writer.call('removeIncidents', { organisation, ids });
    await this.threads.writer.call('scrub', null);
    return removed;
  }

  async nextNumber({ organisation }: Scope): Promise<number> {
    return this.threads.writer.call('nextIncidentNumber', { organisation });
  }
}

function recordOf(json: string | null): IncidentRecord | null {
  return json === null ? null : completeRecord(JSON.parse(json));
}

function rowOf(record: IncidentRecord): IncidentRow {
  const { id, number, version, state, severity, team, visibility, owner, startedAt, updatedAt, closedAt } = record;
  return {
    ...{ id, number, version, state, severity, team, visibility, owner, startedAt, updatedAt, closedAt },
    record: JSON.stringify(record),
    services: record.services.map(({ service }) => service),
  };
}
