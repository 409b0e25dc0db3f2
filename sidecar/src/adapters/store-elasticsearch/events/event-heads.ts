import type { estypes } from '@elastic/elasticsearch';
import type { StreamKind } from '../../../domain/events/stream-kinds.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Connection } from '../connection.ts';
import { eventId, type EventDocument } from './event-documents.ts';
import { compositeBuckets, organisationFilter } from '../queries.ts';

const STREAMS_A_REQUEST = 1_000;

/** Events from before there were memories lack the field, and are of incidents. */
export function ofKind(kind: StreamKind): estypes.QueryDslQueryContainer {
  const known: StreamKind[] = ['memories', 'forgettings'];
  return kind === 'incidents' ? { bool: { must_not: [{ terms: { kind: known } }] } } : { term: { kind } };
}

/** The streams of a kind that have an event at or after the time, the newest writes included. */
export async function streamsSince(
  connection: Connection,
  scope: Scope,
  { of, since }: { of: StreamKind; since: number }
): Promise<string[]> {
  await connection.send((client, options) => client.indices.refresh({ index: connection.alias('events') }, options));
  const streams: string[] = [];
  const filter = [organisationFilter(scope), ofKind(of), { range: { at: { gte: since } } }];
  const sources = [{ stream: { terms: { field: 'stream' } } }];
  for await (const bucket of compositeBuckets(connection, 'events', { filter, sources, aggregations: {} })) {
    streams.push(String(bucket.key.stream));
  }
  return streams;
}

/** What the search knows, then further by id until nothing is there: as exact as reading the stream. */
export async function readHeads(
  connection: Connection,
  { organisation, streams }: { organisation: string; streams: readonly string[] }
): Promise<Map<string, number>> {
  const heads = new Map<string, number>();
  for (let place = 0; place < streams.length; place += STREAMS_A_REQUEST) {
    const some = streams.slice(place, place + STREAMS_A_REQUEST);
    const searched = await searchHeads(connection, { organisation, streams: some });
    let open = some.map((stream) => ({ organisation, stream, sequence: (searched.get(stream) ?? 0) + 1 }));
    while (open.length > 0) {
      const found = await connection.getAll<EventDocument>('events', open.map(eventId));
      const further = [...found.values()];
      for (const { stream, last } of further) {
        searched.set(stream, last);
      }
      open = further.map(({ stream, last }) => ({ organisation, stream, sequence: last + 1 }));
    }
    for (const [stream, head] of searched) {
      heads.set(stream, head);
    }
  }
  return heads;
}

async function searchHeads(
  connection: Connection,
  { organisation, streams }: { organisation: string; streams: string[] }
): Promise<Map<string, number>> {
  const answer = await connection.search<never>('events', {
    size: 0,
    query: { bool: { filter: [{ term: { organisation } }, { terms: { stream: streams } }] } },
    aggregations: {
      streams: { terms: { field: 'stream', size: streams.length }, aggregations: { head: { max: { field: 'last' } } } },
    },
  });
  const found = answer.aggregations?.streams as estypes.AggregationsStringTermsAggregate | undefined;
  const buckets = (found?.buckets ?? []) as unknown as { key: string; head: { value: number } }[];
  return new Map(buckets.map(({ key, head }) => [key, head.value]));
}
