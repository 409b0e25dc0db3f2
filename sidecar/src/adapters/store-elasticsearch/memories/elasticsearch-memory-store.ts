import type { estypes } from '@elastic/elasticsearch';
import { listedWords } from '../../../domain/memory/listed-words.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../../domain/tenancy/scope.ts';
import type { MemoryQuery, MemoryStore, MemoryTally } from '../../../ports/stores/memories/memory-store.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import type { Expunging } from '../expunging.ts';
import { anyOf, compositeBuckets, organisationFilter, timeRange, visibilityFilter } from '../queries.ts';
import { labelFilters } from './label-filters.ts';
import { memoryDocument, memoryOf, type MemoryDocument } from './memory-document.ts';

/** Up to so many are somebody's act, who looks at the list next; more are an import. */
const WAITED_FOR = 5;

export class ElasticsearchMemoryStore implements MemoryStore {
  private readonly connection: Connection;
  private readonly expunging: Expunging;

  constructor(connection: Connection, expunging: Expunging) {
    this.connection = connection;
    this.expunging = expunging;
  }

  /** The version of the record is the version of the document: Elasticsearch itself refuses an older or equal one. */
  async save(scope: Scope, records: readonly MemoryRecord[]): Promise<void> {
    requireSameOrganisation(scope, records);
    const index = this.connection.alias('memories');
    const writes = records.map((record): BulkWrite => {
      const { organisation, id, version } = record;
      const document = memoryDocument(record);
      return { action: 'index', index, id: documentId(organisation, id), document, version, orEqual: false };
    });
    await this.connection.bulk(writes, { visible: records.length <= WAITED_FOR });
  }

  async get(scope: Scope, ids: readonly string[]): Promise<MemoryRecord[]> {
    const wanted = [...new Set(ids)].map((id) => documentId(scope.organisation, id));
    const found = await this.connection.getAll<MemoryDocument>('memories', wanted);
    const records = wanted.flatMap((id) => found.get(id) ?? []).map(memoryOf);
    return records.filter((record) => maySee(scope, record));
  }

  async list(scope: Scope, query: MemoryQuery): Promise<{ records: MemoryRecord[]; nextCursor: string | null }> {
    const field = query.sort === '-updatedAt' ? 'updatedAt' : 'startedAt';
    const order = query.sort.startsWith('-') ? 'desc' : 'asc';
    const behind = query.cursor === undefined ? undefined : decodeCursor<[number, string]>(query.cursor, [0, '']);
    const answer = await this.connection.search<MemoryDocument>('memories', {
      size: query.limit + 1,
      query: { bool: { filter: [organisationFilter(scope), ...visibilityFilter(scope), ...filtersOf(query)] } },
      sort: [{ [field]: order }, { id: order }],
      _source: ['organisation', 'record'],
      ...(behind === undefined ? {} : { search_after: behind }),
    });
    const found = answer.hits.hits.flatMap((hit) => (hit._source === undefined ? [] : memoryOf(hit._source)));
    const { rows, nextCursor } = pageOf(found, query.limit, (record) => [record[field], record.id]);
    return { records: rows, nextCursor };
  }

  async tally(scope: Scope): Promise<MemoryTally[]> {
    const filter = [organisationFilter(scope), ...visibilityFilter(scope)];
    const sources = ['category', 'provenance', 'state', 'stale'].map((field) => ({ [field]: { terms: { field } } }));
    const tallies: MemoryTally[] = [];
    for await (const bucket of compositeBuckets(this.connection, 'memories', { filter, sources, aggregations: {} })) {
      const sort = bucket.key as unknown as Omit<MemoryTally, 'memories'>;
      tallies.push({ ...sort, memories: bucket.doc_count });
    }
    return tallies;
  }

  async remove(scope: Scope, ids: readonly string[]): Promise<number> {
    const index = this.connection.alias('memories');
    const wanted = [...new Set(ids)].map((id) => documentId(scope.organisation, id));
    const statuses = await this.connection.bulk(wanted.map((id) => ({ action: 'delete', index, id })));
    await this.expunging.expunge('memories');
    return statuses.filter((status) => status < 300).length;
  }
}

function filtersOf(query: MemoryQuery): estypes.QueryDslQueryContainer[] {
  const { kind, states, categories, services, provenances, labels, marks, text, expiredBefore } = query;
  return [
    ...(kind === undefined ? [] : [{ term: { kind } }]),
    ...anyOf('state', states),
    ...anyOf('category', categories),
    ...anyOf('services', services),
    ...anyOf('provenance', provenances),
    ...labelFilters(labels),
    ...anyOf('marks', marks),
    ...listedWords(text ?? '').map((value) => ({ prefix: { words: { value } } })),
    ...timeRange('startedAt', query),
    ...(expiredBefore === undefined ? [] : [{ range: { expiresAt: { lt: expiredBefore } } }]),
  ];
}
