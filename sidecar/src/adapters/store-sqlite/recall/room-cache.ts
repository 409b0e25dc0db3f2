import type { Database } from 'better-sqlite3';
import { RoomRows } from './room-rows.ts';
import type { VisibleRoom } from './visible-rooms.ts';

interface ChangedRow {
  readonly number: number;
  readonly bucket: number;
  readonly startedAt: number;
  readonly model: string;
  readonly vector: Buffer | null;
}

/** Over all organisations: some 400,000 memories of 256 dimensions. What was used longest ago makes room. */
const MOST_BYTES = 128_000_000;

/**
 * What recall looks at for every entry of an organisation, packed: bucket, time, vector. Read at the first question
 * and from then on only what changed, known by its revision; after a removal, what is gone is overwritten here too.
 */
export class RoomCache {
  private readonly rooms = new Map<number, { revision: number; removals: number; rows: RoomRows }>();
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(database: Database) {
    this.statements = statementsOf(database);
  }

  of({ room, revision, removals }: VisibleRoom): RoomRows {
    const known = this.rooms.get(room) ?? { revision: 0, removals, rows: new RoomRows() };
    if (known.removals !== removals) {
      known.rows.keepOnly(new Set(this.statements.present.all(room)));
    }
    if (known.revision !== revision) {
      for (const row of this.statements.changed.iterate(room, known.revision)) {
        known.rows.set(row);
      }
    }
    this.rooms.delete(room);
    this.rooms.set(room, { revision, removals, rows: known.rows });
    this.makeRoom();
    return known.rows;
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
