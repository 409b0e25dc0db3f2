import type { Connection } from '../connection.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import { documentId } from '../document-id.ts';
import type { CountedRoom } from './counted-rooms.ts';
import { readRolledUp, type Grade } from './grades.ts';
import { placed } from './read-counts.ts';

/** What is younger was never rolled up: the mark need not be read for it. */
const SURELY_FINE_MS = 12 * 60 * 60 * 1000;

export interface Writer {
  readonly organisation: string;
  readonly now: number;
}

/** A document for each series and bucket that a batch counted; one that is sent twice is there once. */
export async function pushedWrites<Counts extends { readonly at: number }>(
  connection: Connection,
  { organisation, now }: Writer,
  { counted, batch, counts }: { counted: CountedRoom<Counts>; batch: string; counts: readonly Counts[] }
): Promise<BulkWrite[]> {
  const to = await rolledUpTo(connection, { organisation, now }, { counted, counts });
  const index = connection.alias(counted.room);
  return counts.map((count, place) => {
    const { series, at, document } = placed(counted, organisation, count);
    const grade: Grade = at < to ? 'late' : 'fine';
    const id = documentId(organisation, 'batch', batch, series, at, place);
    return { action: 'create', index, id, document: { ...document, grade, toldAt: now } };
  });
}

/** What a source says about a series and bucket has one place; what was rolled up already is left as it is. */
export async function polledWrites<Counts extends { readonly at: number }>(
  connection: Connection,
  { organisation, now }: Writer,
  { counted, source, counts }: { counted: CountedRoom<Counts>; source: string; counts: readonly Counts[] }
): Promise<BulkWrite[]> {
  const to = await rolledUpTo(connection, { organisation, now }, { counted, counts });
  const index = connection.alias(counted.room);
  return counts.flatMap((count) => {
    const { series, at, document } = placed(counted, organisation, count);
    const id = documentId(organisation, 'source', source, series, at);
    return at < to
      ? []
      : [{ action: 'index' as const, index, id, document: { ...document, grade: 'fine', toldAt: now } }];
  });
}

async function rolledUpTo<Counts extends { readonly at: number }>(
  connection: Connection,
  { organisation, now }: Writer,
  { counted, counts }: { counted: CountedRoom<Counts>; counts: readonly Counts[] }
): Promise<number> {
  const mayBeRolledUp = counts.some(({ at }) => at < now - SURELY_FINE_MS);
  return mayBeRolledUp ? (await readRolledUp(connection, organisation, counted.room)).to : 0;
}
