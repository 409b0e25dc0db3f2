import type { Database } from 'better-sqlite3';
import type { Field } from './fields.ts';
import { eachRow } from './row-blocks.ts';
import type { VisibleRoom } from './visible-rooms.ts';

/** Postings as far as a reader may see them: blocks of other buckets are not even read. */
export class PostingReads {
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(database: Database) {
    this.statements = statementsOf(database);
  }

  eachEntry(visible: VisibleRoom, { field, term }: { field: Field; term: string }, take: (row: number) => void): void {
    const { room, ids, isWhole } = visible;
    const { blocks, visibleBlocks } = this.statements;
    const found = isWhole
      ? blocks.all(room, field, term)
      : visibleBlocks.all(room, field, term, JSON.stringify([...ids]));
    found.forEach((rows) => eachRow(rows, take));
  }

  /** How many entries have each of the terms, in their order: one statement, for thousands of them are asked at once. */
  documents(visible: VisibleRoom, field: Field, terms: readonly string[]): number[] {
    const { room, ids, isWhole } = visible;
    const { counts, visibleCounts } = this.statements;
    return isWhole
      ? counts.all({ room, field, terms: JSON.stringify(terms) })
      : visibleCounts.all({ room, field, terms: JSON.stringify(terms), buckets: JSON.stringify([...ids]) });
  }
}

function statementsOf(database: Database) {
  const blocks = 'SELECT rows FROM recall_postings WHERE room = ? AND field = ? AND term = ?';
  const visible = 'bucket IN (SELECT value FROM json_each(?))';
  const sum = `SELECT coalesce(sum(documents), 0) FROM recall_postings
    WHERE room = @room AND field = @field AND term = wanted.value`;
  const countsWhere = (condition: string) =>
    database
      .prepare<
        [Record<string, unknown>],
        number
      >(`SELECT (${sum}${condition}) FROM json_each(@terms) AS wanted ORDER BY wanted.key`)
      .pluck();
  return {
    blocks: database.prepare<[number, number, string], Buffer>(blocks).pluck(),
    visibleBlocks: database.prepare<[number, number, string, string], Buffer>(`${blocks} AND ${visible}`).pluck(),
    counts: countsWhere(''),
    visibleCounts: countsWhere(' AND bucket IN (SELECT value FROM json_each(@buckets))'),
  };
}
