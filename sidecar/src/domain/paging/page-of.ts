import { encodeCursor, type CursorKey } from './cursor.ts';

/** Cuts `limit` rows out of rows that were read one further, so that the last page is known to be the last. */
export function pageOf<Row>(
  rowsAndOneMore: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey
): { rows: Row[]; nextCursor: string | null } {
  const rows = rowsAndOneMore.slice(0, limit);
  const last = rows.at(-1);
  const more = rowsAndOneMore.length > limit && last !== undefined;
  return { rows, nextCursor: more ? encodeCursor(keyOf(last)) : null };
}
