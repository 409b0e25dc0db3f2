import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { Entity, Relation } from '../../../domain/relations/relation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { OccurrenceQuery, OccurrenceStore } from '../../../ports/stores/signals/occurrence-store.ts';
import type { Connection } from '../connection.ts';
import { anyOf, organisationFilter, timeRange } from '../queries.ts';
import { entityKey, type RecordDocument } from '../signals/occurrence-writes.ts';

/** What was written is found within a second. */
export class ElasticsearchOccurrenceStore implements OccurrenceStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async list(scope: Scope, query: OccurrenceQuery): Promise<{ occurrences: Occurrence[]; nextCursor: string | null }> {
    const { services, kinds, limit, cursor } = query;
    const filter = [
      organisationFilter(scope),
      ...timeRange('at', query),
      ...anyOf('service', services),
      ...anyOf('kind', kinds),
    ];
    const behind = cursor === undefined ? undefined : decodeCursor<[number, string]>(cursor, [0, '']);
    const answer = await this.connection.search<RecordDocument>('occurrences', {
      size: limit + 1,
      query: { bool: { filter } },
      sort: [{ at: 'desc' }, { id: 'desc' }],
      ...(behind === undefined ? {} : { search_after: behind }),
    });
    const { rows, nextCursor } = pageOf(recordsOf<Occurrence>(answer), limit, ({ at, id }) => [at, id]);
    return { occurrences: rows, nextCursor };
  }

  async relations(scope: Scope, { of, limit }: { of?: Entity; limit: number }): Promise<Relation[]> {
    const ofEntity = of === undefined ? [] : [{ term: { entities: entityKey(of) } }];
    const answer = await this.connection.search<RecordDocument>('relations', {
      size: limit,
      query: { bool: { filter: [organisationFilter(scope), ...ofEntity] } },
      sort: [{ lastSeenAt: 'desc' }, { key: 'asc' }],
    });
    return recordsOf<Relation>(answer);
  }
}

function recordsOf<Kind>(answer: { hits: { hits: { _source?: RecordDocument }[] } }): Kind[] {
  return answer.hits.hits.flatMap(({ _source: source }) =>
    source === undefined ? [] : [JSON.parse(source.record) as Kind]
  );
}
