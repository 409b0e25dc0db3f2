import type { estypes } from '@elastic/elasticsearch';
import { bucketStart } from '../../../domain/signals/service-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import { ROLLED_UP_STEP_MS } from '../../../ports/stores/signals/signal-store.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { compositeBuckets, idsInPages, organisationFilter } from '../queries.ts';
import type { CountedRoom } from './counted-rooms.ts';
import { NOT_ROLLED_UP, readRolledUp, rolledUpId, type RolledUp, type RolledUpDocument } from './grades.ts';
import { by, placed } from './read-counts.ts';

/** Of event time, added up at once. */
const SPAN_MS = 12 * ROLLED_UP_STEP_MS;
/** Documents that one call removes at most. */
const MOST_REMOVED = 10_000;

/**
 * Adds fine documents up into wide ones, in an order in which a crash does no harm: the sums are written (each under
 * an id of its own, the first one stays), the mark moves on, and only then what was added up is removed. Until the mark
 * moves nobody counts the sums; from then on nobody counts what they are made of. What a crash left behind the mark is
 * removed first the next time. Several sidecars may do this at once: they write the same.
 *
 * A count that comes, days late, between sum and mark is lost; one that finds the mark moved is kept as late.
 */
export async function rollUpRoom<Counts extends { readonly at: number }>(
  connection: Connection,
  scope: Scope,
  { counted, before }: { counted: CountedRoom<Counts>; before: number }
): Promise<number> {
  const { room } = counted;
  const end = bucketStart(before, ROLLED_UP_STEP_MS);
  const rolledUp = await readRolledUp(connection, scope.organisation, room);
  if (rolledUp.clearedTo < rolledUp.to) {
    return clear(connection, scope, { room, rolledUp });
  }
  await refresh(connection, room);
  const first = await oldestFine(connection, scope, { room, from: rolledUp.to });
  if (first === null || first >= end) {
    return 0;
  }
  const from = bucketStart(first, ROLLED_UP_STEP_MS);
  const to = Math.min(end, from + SPAN_MS);
  await writeSums(connection, scope, { counted, from, to });
  await refresh(connection, room);
  const marked = { to, clearedTo: rolledUp.clearedTo };
  const isMoved = await moveMark(connection, scope, { room, from: rolledUp, to: marked });
  // Another sidecar was quicker, perhaps with another end: what may be removed is what its mark says.
  return !isMoved ? 0 : clear(connection, scope, { room, rolledUp: marked });
}

async function writeSums<Counts extends { readonly at: number }>(
  connection: Connection,
  scope: Scope,
  { counted, from, to }: { counted: CountedRoom<Counts>; from: number; to: number }
): Promise<void> {
  const { room, aggregations, bucketsAPage: size } = counted;
  const { organisation } = scope;
  const index = connection.alias(room);
  const filter = [...fineBetween(scope, from, to), { range: { [counted.weight]: { gt: 0 } } }];
  const buckets = compositeBuckets(connection, room, { filter, sources: by(ROLLED_UP_STEP_MS), aggregations, size });
  let writes = [];
  for await (const bucket of buckets) {
    const counts = counted.fromBucket(bucket, Number(bucket.key['at']));
    const { series, at, document } = placed(counted, organisation, counts);
    const id = documentId(organisation, 'rolled', series, at);
    writes.push({ action: 'create' as const, index, id, document: { ...document, grade: 'rolled' } });
    if (writes.length >= size) {
      await connection.bulk(writes);
      writes = [];
    }
  }
  await connection.bulk(writes);
}

async function clear(
  connection: Connection,
  scope: Scope,
  { room, rolledUp }: { room: CountedRoom<never>['room']; rolledUp: RolledUp }
): Promise<number> {
  const index = connection.alias(room);
  let removed = 0;
  for await (const ids of idsInPages(connection, room, fineBetween(scope, rolledUp.clearedTo, rolledUp.to))) {
    const statuses = await connection.bulk(ids.map((id) => ({ action: 'delete', index, id })));
    removed += statuses.filter((status) => status < 300).length;
    if (removed >= MOST_REMOVED) {
      return removed;
    }
  }
  await moveMark(connection, scope, { room, from: rolledUp, to: { ...rolledUp, clearedTo: rolledUp.to } });
  return removed;
}

/** False where another sidecar has moved it already: then it stays. */
async function moveMark(
  connection: Connection,
  { organisation }: Scope,
  { room, from, to }: { room: CountedRoom<never>['room']; from: RolledUp; to: RolledUp }
): Promise<boolean> {
  const id = rolledUpId(organisation, room);
  return compareAndSet<RolledUpDocument, boolean>(connection, { room: 'settings', id }, (there) => {
    const present = there === null ? NOT_ROLLED_UP : (JSON.parse(there.value) as RolledUp);
    const isAsExpected = present.to === from.to && present.clearedTo === from.clearedTo;
    const document = { organisation, key: `store.rolled-up.${room}`, value: JSON.stringify(to) };
    return isAsExpected ? { outcome: true, action: 'write', document } : { outcome: false, action: 'keep' };
  });
}

async function oldestFine(
  connection: Connection,
  scope: Scope,
  { room, from }: { room: CountedRoom<never>['room']; from: number }
): Promise<number | null> {
  const answer = await connection.search<{ at: number }>(room, {
    size: 1,
    query: { bool: { filter: [...fineBetween(scope, from, Number.MAX_SAFE_INTEGER)] } },
    sort: [{ at: 'asc' }],
    _source: ['at'],
  });
  return answer.hits.hits[0]?._source?.at ?? null;
}

function fineBetween(scope: Scope, from: number, to: number): estypes.QueryDslQueryContainer[] {
  return [organisationFilter(scope), { term: { grade: 'fine' } }, { range: { at: { gte: from, lt: to } } }];
}

async function refresh(connection: Connection, room: CountedRoom<never>['room']): Promise<void> {
  const index = connection.alias(room);
  await connection.send((client, options) => client.indices.refresh({ index }, options));
}
