import type { Database } from 'better-sqlite3';
import type { Field } from './fields.ts';
import { eachRow } from './row-blocks.ts';
import type { VisibleRoom } from './visible-rooms.ts';

/** With more buckets than these, one walk over all of a term's blocks is shorter than a seek for each bucket. */
const MOST_SEEKS = 4;

type BlockRow = readonly [bucket: number, documents: number, rows: Buffer];
type CountRow = readonly [bucket: number, documents: number];

/** Postings as far as a reader may see them: those of other buckets are not even read, or left out as they come. */
export class PostingReads {
  private readonly blocks: ReturnType<typeof statementsOf<BlockRow>>;
  private readonly counts: ReturnType<typeof statementsOf<CountRow>>;

  constructor(database: Database) {
    this.blocks = statementsOf<BlockRow>(database, 'bucket, documents, rows');
    this.counts = statementsOf<CountRow>(database, 'bucket, documents');
  }

  eachEntry(visible: VisibleRoom, of: { field: Field; term: string }, take: (row: number) => void): void {
    for (const [bucket, , rows] of found(this.blocks, visible, of)) {
      if (visible.ids.has(bucket)) {
        eachRow(rows, take);
      }
    }
  }

  documents(visible: VisibleRoom, of: { field: Field; term: string }): number {
    let sum = 0;
    for (const [bucket, documents] of found(this.counts, visible, of)) {
      sum += visible.ids.has(bucket) ? documents : 0;
    }
    return sum;
  }
}

function found<Row>(
  statements: ReturnType<typeof statementsOf<Row>>,
  { room, ids, isWhole }: VisibleRoom,
  { field, term }: { field: Field; term: string }
): Row[] {
  return isWhole || ids.size > MOST_SEEKS
    ? statements.ofTerm.all(room, field, term)
    : [...ids].flatMap((bucket) => statements.ofBucket.all(room, field, term, bucket));
}

function statementsOf<Row>(database: Database, columns: string) {
  const text = `SELECT ${columns} FROM recall_postings WHERE room = ? AND field = ? AND term = ?`;
  return {
    ofTerm: database.prepare<[number, number, string], Row>(text).raw(),
    ofBucket: database.prepare<[number, number, string, number], Row>(`${text} AND bucket = ?`).raw(),
  };
}
