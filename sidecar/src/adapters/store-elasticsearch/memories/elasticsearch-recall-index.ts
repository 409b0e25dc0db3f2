import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import { maySee, type Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  CandidateQuery,
  RecallEntry,
  RecallIndex,
  RecallStatistics,
} from '../../../ports/stores/memories/recall-index.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import type { Expunging } from '../expunging.ts';
import { bucketFilter } from './bucket-filter.ts';
import { entryOf, recallDocument, type RecallDocument } from './recall-document.ts';
import { candidateFilters, nearestArm, postingArms } from './recall-queries.ts';
import { TermCounts } from './term-counts.ts';
import { VectorFields } from './vector-fields.ts';

const ENTRY = ['organisation', 'memory', 'entry'];

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

  async candidates(scope: Scope, query: CandidateQuery): Promise<RecallEntry[]> {
    const filter = [...bucketFilter(scope), ...candidateFilters(scope.organisation, query.filter)];
    const { vector, limit } = query;
    const ofPostings = postingArms(query).map((arm) =>
      this.connection.search<RecallDocument>('recall', {
        size: limit,
        query: { bool: { must: [arm], filter } },
        sort: [{ _score: { order: 'desc' } }, { startedAt: 'desc' }],
        _source: ENTRY,
      })
    );
    const isComparable = vector !== null && vector.values.some((value) => value !== 0);
    const ofMeaning =
      isComparable && (await this.vectors.isMapped(vector.values.length))
        ? [
            this.connection.search<RecallDocument>('recall', {
              ...{ size: limit, knn: nearestArm(vector, { filter, limit }), _source: ENTRY },
            }),
          ]
        : [];
    const found = new Map<string, RecallDocument>();
    for (const { hits } of await Promise.all([...ofPostings, ...ofMeaning])) {
      hits.hits.forEach(({ _source: document }) => document !== undefined && found.set(document.memory, document));
    }
    return [...found.values()].map(entryOf);
  }

  statistics(scope: Scope, of: { terms: readonly string[]; concepts: readonly string[] }): Promise<RecallStatistics> {
    return this.counts.of(scope, of);
  }

  async read(scope: Scope, memories: readonly string[]): Promise<RecallEntry[]> {
    const ids = [...new Set(memories)].map((memory) => documentId(scope.organisation, memory));
    const found = await this.connection.getAll<RecallDocument>('recall', ids);
    const entries = ids.flatMap((id) => found.get(id) ?? []).map(entryOf);
    return entries.filter((entry) => maySee(scope, entry));
  }

  async outdated(
    scope: Scope,
    { analyser, model, limit }: { analyser: string; model: string; limit: number }
  ): Promise<string[]> {
    const current = { bool: { filter: [{ term: { analyser } }, { term: { model } }] } };
    const answer = await this.connection.search<RecallDocument>('recall', {
      size: limit,
      query: { bool: { filter: bucketFilter(scope), must_not: [current] } },
      _source: ['memory'],
    });
    return answer.hits.hits.flatMap(({ _source: document }) => document?.memory ?? []);
  }
}
