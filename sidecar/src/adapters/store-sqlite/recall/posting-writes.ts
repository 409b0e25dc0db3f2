import type { Database } from 'better-sqlite3';
import type { Field } from './fields.ts';
import { packRows, unpackRows } from './row-blocks.ts';

export interface PostingPlace {
  readonly room: number;
  readonly field: Field;
  readonly term: string;
  readonly bucket: number;
}

interface Block {
  readonly first: number;
  readonly rows: Buffer;
}

/** Larger rows of a clustered table spill over into pages of their own. */
const MOST_BLOCK_BYTES = 800;

/** Postings of one place: blocks that follow each other, each under its first row. */
export class PostingWrites {
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(database: Database) {
    this.statements = statementsOf(database);
  }

  /** Ascending; a row that is there already stays. */
  add(place: PostingPlace, rows: readonly number[]): void {
    const [least] = rows;
    if (least === undefined) {
      return;
    }
    const last = this.blockAt(place, Number.MAX_SAFE_INTEGER);
    if (last === null || least > last.first) {
      // New rows have the highest numbers: nearly always, this is all.
      this.replace(place, last, merged(last, rows));
      return;
    }
    for (const row of rows) {
      const block = this.blockAt(place, row) ?? this.firstBlock(place);
      this.replace(place, block, merged(block, [row]));
    }
  }

  remove(place: PostingPlace, row: number): void {
    const block = this.blockAt(place, row);
    if (block !== null) {
      this.replace(
        place,
        block,
        unpackRows(block.rows).filter((other) => other !== row)
      );
    }
  }

  private replace(place: PostingPlace, block: Block | null, rows: readonly number[]): void {
    if (block !== null && block.first !== rows[0]) {
      this.statements.drop.run({ ...place, first: block.first });
    }
    const packed = packRows(rows);
    if (packed.length > MOST_BLOCK_BYTES) {
      const half = Math.ceil(rows.length / 2);
      this.write(place, rows.slice(0, half));
      this.write(place, rows.slice(half));
    } else {
      this.write(place, rows, packed);
    }
  }

  private write(place: PostingPlace, rows: readonly number[], packed = packRows(rows)): void {
    const [first] = rows;
    if (first !== undefined) {
      this.statements.write.run({ ...place, first, documents: rows.length, rows: packed });
    }
  }

  /** The one in which the row is, or would be. */
  private blockAt({ room, field, term, bucket }: PostingPlace, row: number): Block | null {
    return this.statements.blockAt.get(room, field, term, bucket, row) ?? null;
  }

  private firstBlock({ room, field, term, bucket }: PostingPlace): Block | null {
    return this.statements.firstBlock.get(room, field, term, bucket) ?? null;
  }
}

function merged(block: Block | null, rows: readonly number[]): number[] {
  const there = block === null ? [] : unpackRows(block.rows);
  const isBehind = (there.at(-1) ?? 0) < (rows[0] ?? 0);
  return isBehind ? [...there, ...rows] : [...new Set([...there, ...rows])].sort((a, b) => a - b);
}

function statementsOf(database: Database) {
  const ofPlace = 'room = ? AND field = ? AND term = ? AND bucket = ?';
  return {
    blockAt: database.prepare<[number, number, string, number, number], Block>(
      `SELECT first, rows FROM recall_postings WHERE ${ofPlace} AND first <= ? ORDER BY first DESC LIMIT 1`
    ),
    firstBlock: database.prepare<[number, number, string, number], Block>(
      `SELECT first, rows FROM recall_postings WHERE ${ofPlace} ORDER BY first LIMIT 1`
    ),
    write: database.prepare(
      'INSERT OR REPLACE INTO recall_postings VALUES (@room, @field, @term, @bucket, @first, @documents, @rows)'
    ),
    drop: database.prepare(
      `DELETE FROM recall_postings
       WHERE room = @room AND field = @field AND term = @term AND bucket = @bucket AND first = @first`
    ),
  };
}
