import type { estypes } from '@elastic/elasticsearch';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import type { CountedRoom } from './counted-rooms.ts';

type Query = estypes.QueryDslQueryContainer;
export type CountedName = CountedRoom<never>['room'];

/**
 * Which documents count. `fine` ones do from the mark on; what lies before it was added up into `rolled` ones, which
 * count only before the mark. What came when its time was rolled up already is `late`: it counts wherever it lies.
 * So a reader never counts anything twice, whatever a crash left of the documents that were added up.
 */
export type Grade = 'fine' | 'rolled' | 'late';

/** How far a room is rolled up, and from where on documents that were added up may not be removed yet. */
export interface RolledUp {
  readonly to: number;
  readonly clearedTo: number;
}

export const NOT_ROLLED_UP: RolledUp = { to: 0, clearedTo: 0 };

export interface RolledUpDocument {
  readonly organisation: string;
  readonly key: string;
  readonly value: string;
}

export function rolledUpId(organisation: string, room: CountedName): string {
  return documentId(organisation, 'store', 'rolled-up', room);
}

/** By id, so that the last word is read at once. */
export async function readRolledUp(connection: Connection, organisation: string, room: CountedName): Promise<RolledUp> {
  const found = await connection.get<RolledUpDocument>('settings', rolledUpId(organisation, room));
  return found === null ? NOT_ROLLED_UP : (JSON.parse(found.document.value) as RolledUp);
}

export function whatCounts({ to }: RolledUp): Query {
  const ways: Query[] = [
    { term: { grade: 'late' } },
    { bool: { filter: [{ term: { grade: 'fine' } }, { range: { at: { gte: to } } }] } },
    { bool: { filter: [{ term: { grade: 'rolled' } }, { range: { at: { lt: to } } }] } },
  ];
  return { bool: { should: ways, minimum_should_match: 1 } };
}
