import type { estypes } from '@elastic/elasticsearch';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../../domain/tenancy/scope.ts';
import type { IncidentQuery, IncidentStore } from '../../../ports/stores/incident-store.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import type { Expunging } from '../expunging.ts';
import { nextNumber } from '../number-sequence.ts';
import { anyOf, organisationFilter, visibilityFilter } from '../queries.ts';
import { documentOf, recordOf, type IncidentDocument } from './incident-document.ts';

export class ElasticsearchIncidentStore implements IncidentStore {
  private readonly connection: Connection;
  private readonly expunging: Expunging;

  constructor(connection: Connection, expunging: Expunging) {
    this.connection = connection;
    this.expunging = expunging;
  }

  /**
   * The version of the record is the version of the document: Elasticsearch itself refuses an older or equal one,
   * in one request. A person waits for this write and then looks at the list, so it waits for the refresh.
   */
  async save(scope: Scope, record: IncidentRecord): Promise<void> {
    requireSameOrganisation(scope, [record]);
    await this.connection.sendUnless(409, (client, options) =>
      client.index(
        {
          index: this.connection.alias('incidents'),
          id: documentId(record.organisation, record.id),
          document: documentOf(record),
          version: record.version,
          version_type: 'external',
          refresh: 'wait_for',
          require_alias: true,
        },
        options
      )
    );
  }

  async get(scope: Scope, id: string): Promise<IncidentRecord | null> {
    const found = await this.connection.get<IncidentDocument>('incidents', documentId(scope.organisation, id));
    const record = found === null ? null : recordOf(found.document);
    return record !== null && maySee(scope, record) ? record : null;
  }

  async byNumber(scope: Scope, number: number): Promise<IncidentRecord | null> {
    const answer = await this.connection.search<IncidentDocument>('incidents', {
      size: 1,
      query: { bool: { filter: [organisationFilter(scope), ...visibilityFilter(scope), { term: { number } }] } },
    });
    const document = answer.hits.hits[0]?._source;
    return document === undefined ? null : recordOf(document);
  }

  async list(scope: Scope, query: IncidentQuery): Promise<{ records: IncidentRecord[]; nextCursor: string | null }> {
    const field = query.sort === '-updatedAt' ? 'updatedAt' : 'startedAt';
    const order = query.sort.startsWith('-') ? 'desc' : 'asc';
    const behind = query.cursor === undefined ? undefined : decodeCursor<[number, string]>(query.cursor, [0, '']);
    const answer = await this.connection.search<IncidentDocument>('incidents', {
      size: query.limit + 1,
      query: { bool: { filter: [organisationFilter(scope), ...visibilityFilter(scope), ...filtersOf(query)] } },
      sort: [{ [field]: order }, { id: order }],
      _source: ['organisation', 'record'],
      ...(behind === undefined ? {} : { search_after: behind }),
    });
    const found = answer.hits.hits.flatMap((hit) => (hit._source === undefined ? [] : recordOf(hit._source)));
    const { rows, nextCursor } = pageOf(found, query.limit, (record) => [record[field], record.id]);
    return { records: rows, nextCursor };
  }

  async remove(scope: Scope, ids: readonly string[]): Promise<number> {
    const index = this.connection.alias('incidents');
    const wanted = [...new Set(ids)].map((id) => documentId(scope.organisation, id));
    const statuses = await this.connection.bulk(wanted.map((id) => ({ action: 'delete', index, id })));
    await this.expunging.expunge('incidents');
    return statuses.filter((status) => status < 300).length;
  }

  nextNumber(scope: Scope): Promise<number> {
    return nextNumber(this.connection, scope);
  }
}

function filtersOf({
  states,
  services,
  severities,
  kinds,
  outage,
  acknowledged,
  from,
  to,
}: IncidentQuery): estypes.QueryDslQueryContainer[] {
  const stillOpenOrClosedSince = {
    bool: {
      should: [{ range: { closedAt: { gte: from } } }, { bool: { must_not: { exists: { field: 'closedAt' } } } }],
      minimum_should_match: 1,
    },
  };
  return [
    ...anyOf('state', states),
    ...anyOf('services', services),
    ...anyOf('severity', severities),
    ...anyOf('kind', kinds),
    ...(outage === undefined ? [] : [{ term: { outage } }]),
    ...(acknowledged === undefined ? [] : [{ term: { acknowledged } }]),
    ...(to === undefined ? [] : [{ range: { startedAt: { lte: to } } }]),
    ...(from === undefined ? [] : [stillOpenOrClosedSince]),
  ];
}
