import type { Database } from 'better-sqlite3';
import { visibleBuckets } from '../../../domain/tenancy/visibility-bucket.ts';
import type { Reader } from '../operations/visible-to.ts';

export interface VisibleBuckets {
  readonly documents: number;
  readonly length: number;
  readonly ids: ReadonlySet<number>;
  /** Nothing of the room is hidden from this reader. */
  readonly isWhole: boolean;
}

/** The room of the reader's organisation, as far as the reader may see it. */
export interface VisibleRoom extends VisibleBuckets {
  readonly room: number;
  readonly revision: number;
  readonly removals: number;
}

interface BucketRow {
  readonly id: number;
  readonly name: string;
  readonly documents: number;
  readonly length: number;
}

export function visibleRooms(database: Database): (reader: Reader) => VisibleRoom | null {
  const findRoom = database.prepare<[string], { id: number; revision: number; removals: number }>(
    'SELECT id, revision, removals FROM recall_rooms WHERE organisation = ?'
  );
  const findBuckets = database.prepare<[number], BucketRow>(
    'SELECT id, name, documents, length FROM recall_buckets WHERE room = ? AND documents > 0'
  );
  return (reader) => {
    const room = findRoom.get(reader.organisation);
    if (room === undefined) {
      return null;
    }
    const buckets = findBuckets.all(room.id);
    const names = visibleBuckets(reader);
    const seen = names === 'every' ? buckets : buckets.filter(({ name }) => names.includes(name));
    return {
      ...{ room: room.id, revision: room.revision, removals: room.removals },
      documents: seen.reduce((sum, { documents }) => sum + documents, 0),
      length: seen.reduce((sum, { length }) => sum + length, 0),
      ids: new Set(seen.map(({ id }) => id)),
      isWhole: seen.length === buckets.length,
    };
  };
}
