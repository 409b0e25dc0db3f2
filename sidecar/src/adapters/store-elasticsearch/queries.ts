import type { estypes } from '@elastic/elasticsearch';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Connection } from './connection.ts';
import type { Room } from './index-definitions.ts';

export type Query = estypes.QueryDslQueryContainer;

/** In every query of this store. */
export function organisationFilter(scope: Scope): Query {
  return { term: { organisation: scope.organisation } };
}

/** Both ends inclusive. */
export function timeRange(field: string, { from, to }: { from?: number; to?: number }): Query[] {
  return from === undefined && to === undefined
    ? []
    : [
        {
          range: {
            [field]: { ...(from === undefined ? {} : { gte: from }), ...(to === undefined ? {} : { lte: to }) },
          },
        },
      ];
}

export function anyOf(field: string, values: readonly string[] | undefined): Query[] {
  return values === undefined ? [] : [{ terms: { [field]: [...values] } }];
}

/** The clause for maySee (domain/tenancy/scope.ts); the conformance suite compares them. */
export function visibilityFilter(scope: Scope): Query[] {
  if (scope.teams === 'every') {
    return [];
  }
  const ways: Query[] = [
    { term: { visibility: 'organisation' } },
    { bool: { filter: [{ term: { visibility: 'team' } }, { terms: { team: [...scope.teams] } }] } },
  ];
  if (scope.user !== null) {
    ways.push({ bool: { filter: [{ term: { visibility: 'private' } }, { term: { owner: scope.user } }] } });
  }
  return [{ bool: { should: ways, minimum_should_match: 1 } }];
}

const BUCKETS_A_PAGE = 5_000;

export interface CompositeBucket {
  readonly key: Readonly<Record<string, string | number>>;
  readonly doc_count: number;
  readonly [aggregation: string]: unknown;
}

/** Page after page of a composite aggregation: no limit of buckets is ever met. */
export async function* compositeBuckets(
  connection: Connection,
  room: Room,
  over: {
    filter: Query[];
    sources: Record<string, estypes.AggregationsCompositeAggregationSource>[];
    aggregations: Record<string, estypes.AggregationsAggregationContainer>;
    /** Fewer where each bucket has many inside: a server makes 65,536 at most for an answer. */
    size?: number;
  }
): AsyncGenerator<CompositeBucket> {
  let after: estypes.AggregationsCompositeAggregateKey | undefined;
  do {
    const answer = await connection.search<never>(room, {
      size: 0,
      query: { bool: { filter: over.filter } },
      aggregations: {
        page: {
          composite: {
            size: over.size ?? BUCKETS_A_PAGE,
            sources: over.sources,
            ...(after === undefined ? {} : { after }),
          },
          aggregations: over.aggregations,
        },
      },
    });
    const page = answer.aggregations?.page as estypes.AggregationsCompositeAggregate | undefined;
    yield* (page?.buckets ?? []) as unknown as CompositeBucket[];
    after = page?.after_key;
  } while (after !== undefined);
}

const IDS_A_PAGE = 1_000;
const POINT_IN_TIME = '1m';

/** Ids of what matches now, a page at a time, unmoved by what is written or removed meanwhile. */
export async function* idsInPages(connection: Connection, room: Room, filter: Query[]): AsyncGenerator<string[]> {
  const index = connection.alias(room);
  let { id } = await connection.send((client, options) =>
    client.openPointInTime({ index, keep_alive: POINT_IN_TIME }, options)
  );
  try {
    let after: estypes.SortResults | undefined;
    for (;;) {
      const answer = await connection.searchPointInTime({
        pit: { id, keep_alive: POINT_IN_TIME },
        size: IDS_A_PAGE,
        query: { bool: { filter } },
        _source: false,
        sort: ['_shard_doc'],
        ...(after === undefined ? {} : { search_after: after }),
      });
      id = answer.pit_id ?? id;
      const { hits } = answer.hits;
      if (hits.length === 0) {
        return;
      }
      yield hits.flatMap((hit) => hit._id ?? []);
      after = hits.at(-1)?.sort;
    }
  } finally {
    await connection.send((client, options) => client.closePointInTime({ id }, { ...options, ignore: [404] }));
  }
}
