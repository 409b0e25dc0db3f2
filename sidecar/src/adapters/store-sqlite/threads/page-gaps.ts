import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/** Everything in which words of people may stand, with what is indexed of it. Lines and counts go by their own retention. */
const FORGETFUL_TABLES = [
  ...[
    'event_payloads',
    'incidents',
    'incident_services',
    'memories',
    'memory_services',
    'memory_labels',
    'memory_marks',
  ],
  ...['recall_entries', 'recall_postings', 'answers', 'settings'],
];

/** Of a page of a b-tree: where its header says how many cells there are, and where the first one lies. */
const CELL_COUNT_AT = 3;
const CELLS_BEGIN_AT = 5;
const LEAF_HEADER = 8;
const INTERIOR_HEADER = 12;

/** In the first page: the first page of the list of those that are free. */
const FREE_LIST_AT = 32;
/** A page of that list: the next one, how many free pages it names, and these. */
const FREE_COUNT_AT = 4;
const FREE_NUMBERS_AT = 8;

/**
 * When SQLite moves rows between neighbouring pages, the page that they left keeps a copy of them in the gap between its
 * list of cells and the first cell, or becomes free with all that is on it; `secure_delete` overwrites what is deleted
 * and not these copies (seen: one in some thousand removed rows). Gaps and free pages belong to nobody: the format says
 * that nothing there is read (sqlite.org/fileformat2.html, 1.5 and 1.6). They are overwritten with zeros, in the file
 * itself, by the one thread that writes, while the write-ahead log is empty: then what the file has is what the pages are.
 *
 * The file stays open until the database is closed: closing it earlier would drop the locks of this process (POSIX).
 */
export class PageGaps {
  private readonly database: Database;
  private file: number | null = null;

  constructor(database: Database) {
    this.database = database;
  }

  /** To be called with an empty write-ahead log and outside of any transaction. Returns how many pages held something. */
  overwrite(): number {
    const size = Number(this.database.pragma('page_size', { simple: true }));
    const file = (this.file ??= openSync(this.database.name, 'r+'));
    const page = Buffer.alloc(size);
    const zeros = Buffer.alloc(size);
    let overwritten = 0;
    const empty = (number: number, unusedOf: (page: Buffer) => Buffer): void => {
      const at = (number - 1) * size;
      if (readSync(file, page, 0, size, at) === size) {
        const unused = unusedOf(page);
        if (!unused.equals(zeros.subarray(0, unused.length))) {
          writeSync(file, zeros, 0, unused.length, at + unused.byteOffset - page.byteOffset);
          overwritten += 1;
        }
      }
    };
    for (const number of this.pages()) {
      empty(number, gapOf);
    }
    const read = (number: number): Buffer => {
      const found = Buffer.alloc(size);
      readSync(file, found, 0, size, (number - 1) * size);
      return found;
    };
    for (let list = read(1).readUInt32BE(FREE_LIST_AT); list !== 0; ) {
      const trunk = read(list);
      const end = FREE_NUMBERS_AT + 4 * trunk.readUInt32BE(FREE_COUNT_AT);
      empty(list, (whole) => whole.subarray(end));
      for (let at = FREE_NUMBERS_AT; at < end; at += 4) {
        empty(trunk.readUInt32BE(at), (whole) => whole);
      }
      list = trunk.readUInt32BE(0);
    }
    fsyncSync(file);
    // Pages that this connection remembers would bring the copies back with the next write to them.
    this.database.pragma('shrink_memory');
    return overwritten;
  }

  close(): void {
    if (this.file !== null) {
      closeSync(this.file);
      this.file = null;
    }
  }

  private pages(): number[] {
    const names = JSON.stringify(FORGETFUL_TABLES);
    const trees = this.database
      .prepare('SELECT name FROM sqlite_schema WHERE tbl_name IN (SELECT value FROM json_each(?)) AND rootpage > 0')
      .pluck()
      .all(names) as string[];
    const pagesOf = this.database
      .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype IN ('leaf', 'internal')")
      .pluck();
    return trees.flatMap((tree) => pagesOf.all(tree) as number[]);
  }
}

function gapOf(page: Buffer): Buffer {
  const header = page[0] === 2 || page[0] === 5 ? INTERIOR_HEADER : LEAF_HEADER;
  const isTree = [2, 5, 10, 13].includes(page[0] ?? 0);
  const begin = header + 2 * page.readUInt16BE(CELL_COUNT_AT);
  // Zero stands for 65,536.
  const end = page.readUInt16BE(CELLS_BEGIN_AT) || page.length;
  return isTree && begin <= end && end <= page.length ? page.subarray(begin, end) : page.subarray(0, 0);
}
