/**
 * Paging by key: a page ends with the sort key of its last row, and the next one begins right behind that key. Rows
 * that arrive or go meanwhile can therefore neither be shown twice nor push others out of sight, as they do when
 * pages are counted by offset. The key is complete (it ends with something unique), so ties are no special case.
 */
export type CursorKey = readonly (string | number)[];

/** The cursor was not made by this product for this list: the caller's mistake, never the store's. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor() {
    super('the cursor does not belong to this list; start again from the first page');
  }
}

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** The key in a cursor; throws InvalidCursor unless its parts have the kinds of the example. */
export function decodeCursor<Key extends CursorKey>(cursor: string, example: Key): Key {
  const key = parsed(cursor);
  const fits =
    Array.isArray(key) &&
    key.length === example.length &&
    key.every((part, index) => typeof part === typeof example[index]);
  if (!fits) {
    throw new InvalidCursor();
  }
  return key as unknown as Key;
}

/** Below zero where `left` comes first in ascending order. Strings compare by code unit, the same in every process. */
export function compareKeys(left: CursorKey, right: CursorKey): number {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other !== undefined && part !== other) {
      return part < other ? -1 : 1;
    }
  }
  return 0;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor();
  }
}
