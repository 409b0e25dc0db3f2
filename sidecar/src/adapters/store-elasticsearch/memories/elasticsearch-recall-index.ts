import { candidateOf, readCandidate } from '../../../domain/recall/candidates/candidate-bytes.ts';
import { vectorsIn } from '../../../domain/recall/meaning/quantised-vector.ts';
import type { RecallCandidate } from '../../../domain/recall/ranking/recall-query.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  CandidateQuery,
  RecallEntry,
  RecallIndex,
  RecallStatistics,
} from '../../../ports/stores/memories/recall-index.ts';
import type { estypes } from '@elastic/elasticsearch';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import type { Expunging } from '../expunging.ts';
import { bucketFilter } from './bucket-filter.ts';
import { entryOf, recallDocument, type RecallDocument } from './recall-document.ts';
import { candidateFilters, nearestArm, postingArms } from './recall-queries.ts';
import { TermCounts } from './term-counts.ts';
import { VectorFields } from './vector-fields.ts';

/** Of a hit, what is ranked and nothing of its document. */
const RANKED = { _source: false, docvalue_fields: ['candidate'] };

/** A write is found within 200 ms; reading by memory sees it at once. */
export class ElasticsearchRecallIndex implements RecallIndex {
  private readonly connection: Connection;
  private readonly expunging: Expunging;
  private readonly clock: Clock;
  private readonly vectors: VectorFields;
  private readonly counts: TermCounts;

  constructor(connection: Connection, { expunging, clock }: { expunging: Expunging; clock: Clock }) {
    this.connection = connection;
    this.expunging = expunging;
    this.clock = clock;
    this.vectors = new VectorFields(connection);
    this.counts = new TermCounts(connection, clock);
  }

  async put(scope: Scope, entries: readonly RecallEntry[]): Promise<void> {
    requireSameOrganisation(scope, entries);
    for (const dimensions of new Set(entries.flatMap(({ vector }) => vector?.values.length ?? []))) {
      await this.vectors.ensure(dimensions);
    }
    const index = this.connection.alias('recall');
    const writtenAt = this.clock.now();
    const writes = entries.map((entry): BulkWrite => {
      const { organisation, memory, version } = entry;
      const document = recallDocument(entry, writtenAt);
      return { action: 'index', index, id: documentId(organisation, memory), document, version };
    });
    await this.connection.bulk(writes);
  }

  async remove({ organisation }: Scope, memories: readonly string[]): Promise<number> {
    const index = this.connection.alias('recall');
    const ids = [...new Set(memories)].map((memory) => documentId(organisation, memory));
    const statuses = await this.connection.bulk(ids.map((id) => ({ action: 'delete', index, id })));
    this.counts.forget(organisation);
    await this.expunging.expunge('recall');
    return statuses.filter((status) => status < 300).length;
  }

  async candidates(scope: Scope, query: CandidateQuery): Promise<RecallCandidate[]> {
    const filter = [...bucketFilter(scope), ...candidateFilters(scope.organisation, query.filter)];
    const { vector, limit } = query;
    const searches = postingArms(query).map(
      (arm): estypes.SearchSearchRequestBody => ({
        ...{ size: limit, query: { bool: { must: [arm], filter } }, ...RANKED },
        sort: [{ _score: { order: 'desc' } }, { startedAt: 'desc' }],
      })
    );
    for (const one of vectorsIn(vector)) {
      if (one.values.some((value) => value !== 0) && (await this.vectors.isMapped(one.values.length))) {
        searches.push({ size: limit, knn: nearestArm(one, { filter, limit }), ...RANKED });
      }
    }
    const columns = new Map<string, string | undefined>();
    for (const { hits } of await this.connection.searchAll<never>('recall', searches)) {
      hits.hits.forEach(({ _id: id, fields }) => id !== undefined && columns.set(id, columnOf(fields)));
    }
    return this.candidatesOf(columns);
  }

  statistics(scope: Scope, of: { words: Float64Array; concepts: readonly string[] }): Promise<RecallStatistics> {
    return this.counts.of(scope, of);
  }

  async read(scope: Scope, memories: readonly string[]): Promise<RecallEntry[]> {
    const ids = [...new Set(memories)].map((memory) => documentId(scope.organisation, memory));
    const found = await this.connection.getAll<RecallDocument>('recall', ids);
    const entries = ids.flatMap((id) => found.get(id) ?? []).map(entryOf);
    return entries.filter((entry) => maySee(scope, entry));
  }

  /** Where a document has no column that can be read, its entry is. */
  private async candidatesOf(columns: ReadonlyMap<string, string | undefined>): Promise<RecallCandidate[]> {
    const candidates: RecallCandidate[] = [];
    const without: string[] = [];
    for (const [id, column] of columns) {
      const candidate = column === undefined ? null : readCandidate(Buffer.from(column, 'base64'));
      if (candidate === null) {
        without.push(id);
      } else {
        candidates.push(candidate);
      }
    }
    const read = await this.connection.getAll<RecallDocument>('recall', without);
    return [...candidates, ...[...read.values()].map(entryOf).map(candidateOf)];
  }

  async outdated(
    scope: Scope,
    { analyser, model, limit }: { analyser: string; model: string; limit: number }
  ): Promise<string[]> {
    // Documents of before words were searched by number have none.
    const isNumbered = { bool: { should: [{ exists: { field: 'words' } }, { term: { length: 0 } }] } };
    const current = { bool: { filter: [{ term: { analyser } }, { term: { model } }, isNumbered] } };
    const answer = await this.connection.search<RecallDocument>('recall', {
      size: limit,
      query: { bool: { filter: bucketFilter(scope), must_not: [current] } },
      _source: ['memory'],
    });
    return answer.hits.hits.flatMap(({ _source: document }) => document?.memory ?? []);
  }
}

function columnOf(fields: Record<string, unknown> | undefined): string | undefined {
  const [column] = (fields?.['candidate'] ?? []) as string[];
  return column;
}
