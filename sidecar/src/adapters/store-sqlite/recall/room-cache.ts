import type { Database } from 'better-sqlite3';
import { CountedWords } from './counted-words.ts';
import { RoomRows } from './room-rows.ts';
import type { VisibleRoom } from './visible-rooms.ts';

interface ChangedRow {
  readonly number: number;
  readonly bucket: number;
  readonly startedAt: number;
  readonly model: string;
  readonly vector: Buffer | null;
}

interface CachedRoom {
  readonly revision: number;
  readonly removals: number;
  /** Entries that were read since the room is kept. */
  readonly changes: number;
  readonly rows: RoomRows;
  /** By what may be seen. */
  readonly words: Map<string, CountedWords>;
}

/** Over all organisations: some 400,000 memories of 256 dimensions. What was used longest ago makes room. */
const MOST_BYTES = 128_000_000;
/** Readers of an organisation who see different parts of it, whose counts are kept. */
const MOST_VIEWS = 16;

/**
 * What recall looks at for every entry of an organisation, packed: bucket, time, vector. Read at the first question
 * and from then on only what changed, known by its revision; after a removal, what is gone is overwritten here too.
 */
export class RoomCache {
  private readonly rooms = new Map<number, CachedRoom>();
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(database: Database) {
    this.statements = statementsOf(database);
  }

  of(visible: VisibleRoom): RoomRows {
    return this.current(visible).rows;
  }

  /** Counts of words over what is visible, in their order. */
  wordCounts(visible: VisibleRoom, words: Float64Array, count: (words: number[]) => number[]): Uint32Array {
    const { changes, removals, words: views } = this.current(visible);
    const view = [...visible.ids].join(' ');
    const known = views.get(view) ?? new CountedWords();
    views.delete(view);
    views.set(view, known);
    const [oldest] = views.keys();
    if (views.size > MOST_VIEWS && oldest !== undefined) {
      views.delete(oldest);
    }
    return known.of(words, { now: { documents: visible.documents, changes, removals }, count });
  }

  private current({ room, revision, removals }: VisibleRoom): CachedRoom {
    const known = this.rooms.get(room);
    const { rows, words } = known ?? { rows: new RoomRows(), words: new Map<string, CountedWords>() };
    let changes = known?.changes ?? 0;
    if (known !== undefined && known.removals !== removals) {
      rows.keepOnly(new Set(this.statements.present.all(room)));
    }
    if (known?.revision !== revision) {
      for (const row of this.statements.changed.iterate(room, known?.revision ?? 0)) {
        rows.set(row);
        changes += 1;
      }
    }
    const current = { revision, removals, changes, rows, words };
    this.rooms.delete(room);
    this.rooms.set(room, current);
    this.makeRoom();
    return current;
  }

  private makeRoom(): void {
    let bytes = [...this.rooms.values()].reduce((sum, { rows }) => sum + rows.bytes, 0);
    for (const [room, { rows }] of this.rooms) {
      if (bytes <= MOST_BYTES || this.rooms.size === 1) {
        return;
      }
      this.rooms.delete(room);
      bytes -= rows.bytes;
    }
  }
}

function statementsOf(database: Database) {
  return {
    present: database.prepare<[number], number>('SELECT number FROM recall_entries WHERE room = ?').pluck(),
    changed: database.prepare<[number, number], ChangedRow>(
      `SELECT number, bucket, started_at AS startedAt, model, vector FROM recall_entries
       WHERE room = ? AND revision > ?`
    ),
  };
}
