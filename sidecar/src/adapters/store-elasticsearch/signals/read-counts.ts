import type { estypes } from '@elastic/elasticsearch';
import { bucketStart } from '../../../domain/signals/service-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Connection } from '../connection.ts';
import { compositeBuckets, organisationFilter } from '../queries.ts';
import { seriesOf, type CountedRoom } from './counted-rooms.ts';
import { readRolledUp, whatCounts } from './grades.ts';

export interface CountsQuery {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Null for one of the whole span, told at its start. */
  readonly stepMs: number | null;
  readonly filter: readonly estypes.QueryDslQueryContainer[];
}

/** Summed by the server, a row a series and step, in no particular order. */
export async function readCounts<Counts extends { readonly at: number }>(
  connection: Connection,
  scope: Scope,
  { counted, query }: { counted: CountedRoom<Counts>; query: CountsQuery }
): Promise<Counts[]> {
  const { from, to, stepMs } = query;
  const rolledUp = await readRolledUp(connection, scope.organisation, counted.room);
  const filter = [
    organisationFilter(scope),
    { range: { at: { gte: from, lt: to } } },
    { range: { [counted.weight]: { gt: 0 } } },
    whatCounts(rolledUp),
    ...query.filter,
  ];
  const { room, aggregations, bucketsAPage: size } = counted;
  const rows: Counts[] = [];
  for await (const bucket of compositeBuckets(connection, room, { filter, sources: by(stepMs), aggregations, size })) {
    rows.push(counted.fromBucket(bucket, stepMs === null ? from : Number(bucket.key['at'])));
  }
  return rows;
}

type Source = Record<string, estypes.AggregationsCompositeAggregationSource>;

export function by(stepMs: number | null): Source[] {
  const series: Source = { series: { terms: { field: 'series' } } };
  return stepMs === null
    ? [series]
    : [series, { at: { date_histogram: { field: 'at', fixed_interval: `${stepMs}ms` } } }];
}

/** What every document of a count has, and what it counts. */
export function placed<Counts extends { readonly at: number }>(
  counted: CountedRoom<Counts>,
  organisation: string,
  counts: Counts
): { series: string; at: number; document: object } {
  const series = seriesOf(counted.keyOf(counts));
  const at = bucketStart(counts.at);
  return { series, at, document: { organisation, series, at, ...counted.document(counts) } };
}
