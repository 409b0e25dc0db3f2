import type { estypes } from '@elastic/elasticsearch';
import type { AlarmRecord } from '../../../domain/detection/alarms/alarm.ts';
import { rewriteAlarm } from '../../../domain/detection/alarms/rewrite-alarm.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { AlarmQuery, AlarmStore, AlarmTally } from '../../../ports/stores/alarm-store.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { remove } from '../logs/expire.ts';
import { anyOf, organisationFilter } from '../queries.ts';

type Query = estypes.QueryDslQueryContainer;

interface AlarmDocument {
  readonly organisation: string;
  readonly record: string;
}

const SAVED_AT_ONCE = 500;
const CONFLICT = 409;
const MOST_DETECTORS = 100;

/**
 * However many services fail at once, their alarms are two requests for each five hundred: one reads them, one writes what
 * nobody changed in between. Of detection that tells more and a person who judges, the later one takes up what the other
 * wrote.
 */
export class ElasticsearchAlarmStore implements AlarmStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async save(scope: Scope, alarms: readonly AlarmRecord[]): Promise<void> {
    for (let start = 0; start < alarms.length; start += SAVED_AT_ONCE) {
      await this.saveSome(scope, alarms.slice(start, start + SAVED_AT_ONCE));
    }
  }

  async get(scope: Scope, id: string): Promise<AlarmRecord | null> {
    const found = await this.connection.get<AlarmDocument>('alarms', documentId(scope.organisation, id));
    return found === null ? null : recordOf(found.document);
  }

  async list(scope: Scope, query: AlarmQuery): Promise<{ alarms: AlarmRecord[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? undefined : decodeCursor<[number, string]>(query.cursor, [0, '']);
    const answer = await this.connection.search<AlarmDocument>('alarms', {
      size: query.limit + 1,
      query: { bool: { filter: [organisationFilter(scope), ...filtersOf(query)] } },
      sort: [{ at: 'desc' }, { id: 'desc' }],
      _source: ['record'],
      ...(behind === undefined ? {} : { search_after: behind }),
    });
    const found = answer.hits.hits.flatMap((hit) => (hit._source === undefined ? [] : recordOf(hit._source)));
    const { rows, nextCursor } = pageOf(found, query.limit, ({ at, id }) => [at, id]);
    return { alarms: rows, nextCursor };
  }

  judge(scope: Scope, id: string, verdict: AlarmRecord['verdict']): Promise<AlarmRecord | null> {
    const at = { room: 'alarms', id: documentId(scope.organisation, id), visible: true } as const;
    return compareAndSet<AlarmDocument, AlarmRecord | null>(this.connection, at, (there) => {
      if (there === null) {
        return { action: 'keep', outcome: null };
      }
      const judged = { ...recordOf(there), verdict };
      return { action: 'write', document: documentOf(scope, judged), outcome: judged };
    });
  }

  async tally(scope: Scope, { from, to }: { from: number; to: number }): Promise<AlarmTally[]> {
    const answer = await this.connection.search<never>('alarms', {
      size: 0,
      query: { bool: { filter: [organisationFilter(scope), { range: { at: { gte: from, lt: to } } }] } },
      aggregations: {
        detectors: {
          terms: { field: 'detector', size: MOST_DETECTORS },
          aggregations: {
            confirmed: { filter: { term: { verdict: 'confirmed' } } },
            dismissed: { filter: { term: { verdict: 'dismissed' } } },
          },
        },
      },
    });
    const detectors = answer.aggregations?.detectors as { buckets?: DetectorBucket[] } | undefined;
    return (detectors?.buckets ?? []).map(({ key, doc_count: alarms, confirmed, dismissed }) => ({
      detector: key,
      alarms,
      confirmed: confirmed.doc_count,
      dismissed: dismissed.doc_count,
    }));
  }

  expire(scope: Scope, before: number): Promise<number> {
    return remove(this.connection, scope, { room: 'alarms', filter: [{ range: { lastAt: { lt: before } } }] });
  }

  private async saveSome(scope: Scope, alarms: readonly AlarmRecord[]): Promise<void> {
    const ids = alarms.map((alarm) => documentId(scope.organisation, alarm.id));
    const found = await this.connection.getAllVersioned<AlarmDocument>('alarms', [...new Set(ids)]);
    const index = this.connection.alias('alarms');
    const statuses = await this.connection.bulk(
      alarms.map((alarm, place): BulkWrite => {
        const id = ids[place] ?? '';
        const there = found.get(id);
        const document = documentOf(scope, rewriteAlarm(there === undefined ? null : recordOf(there.document), alarm));
        return there === undefined
          ? { action: 'create', index, id, document }
          : { action: 'index', index, id, document, onlyIf: there.version };
      })
    );
    // Somebody else wrote these in between, or one came twice.
    for (const alarm of alarms.filter((_, place) => statuses[place] === CONFLICT)) {
      await this.rewrite(scope, alarm);
    }
  }

  private rewrite(scope: Scope, alarm: AlarmRecord): Promise<null> {
    const at = { room: 'alarms', id: documentId(scope.organisation, alarm.id) } as const;
    return compareAndSet<AlarmDocument, null>(this.connection, at, (there) => {
      const document = documentOf(scope, rewriteAlarm(there === null ? null : recordOf(there), alarm));
      return there?.record === document.record
        ? { action: 'keep', outcome: null }
        : { action: 'write', document, outcome: null };
    });
  }
}

interface DetectorBucket {
  readonly key: AlarmTally['detector'];
  readonly doc_count: number;
  readonly confirmed: { readonly doc_count: number };
  readonly dismissed: { readonly doc_count: number };
}

function filtersOf({ show, firing, detectors, services, from, to }: AlarmQuery): Query[] {
  const shown: Record<AlarmQuery['show'], Query[]> = {
    inbox: [missing('incident'), missing('verdict')],
    trial: [{ term: { mode: 'trial' } }],
    incident: [{ exists: { field: 'incident' } }],
    all: [],
  };
  const standing = { bool: { should: [missing('endedAt'), { range: { endedAt: { gte: from } } }] } };
  return [
    ...shown[show],
    ...(firing === undefined ? [] : [firing ? missing('endedAt') : { exists: { field: 'endedAt' } }]),
    ...anyOf('detector', detectors),
    ...anyOf('service', services),
    ...(to === undefined ? [] : [{ range: { startedAt: { lte: to } } }]),
    ...(from === undefined ? [] : [standing]),
  ];
}

function missing(field: string): Query {
  return { bool: { must_not: { exists: { field } } } };
}

function documentOf({ organisation }: Scope, alarm: AlarmRecord): AlarmDocument & object {
  const { id, at, startedAt, endedAt, detector, mode, service, incident, verdict } = alarm;
  return {
    ...{ organisation, id, at, startedAt, endedAt, lastAt: endedAt ?? at, detector, mode, service },
    ...{ incident: incident?.id ?? null, verdict: verdict?.is ?? null, record: JSON.stringify(alarm) },
  };
}

function recordOf({ record }: AlarmDocument): AlarmRecord {
  return JSON.parse(record) as AlarmRecord;
}
