import type { Database } from 'better-sqlite3';
import { bucketOf } from '../../../domain/tenancy/visibility-bucket.ts';
import { forgetting } from '../operations/forgetting.ts';
import { postingsOf, readPosting, type KeptEntry } from './fields.ts';
import { PostingWrites } from './posting-writes.ts';

export interface EntryRow {
  /** JSON of everything but the vector. */
  readonly entry: string;
  readonly model: string;
  readonly vector: Uint8Array | null;
  /** domain/recall/candidates/candidate-bytes.ts */
  readonly candidate: Uint8Array;
}

interface StoredRow {
  readonly number: number;
  readonly version: number;
  readonly bucket: number;
  readonly entry: string;
}

/** What a batch adds to one posting list, gathered so that each block is written once. */
type Added = Map<string, { bucket: number; posting: string; rows: number[] }>;

export function recallWrites(database: Database) {
  const statements = statementsOf(database);
  const postings = new PostingWrites(database);

  /** Takes an entry out of its bucket and of every posting that is not in `staying`. */
  const takeOut = (room: number, stored: StoredRow, staying: ReadonlySet<string>): void => {
    const entry = JSON.parse(stored.entry) as KeptEntry;
    for (const posting of postingsOf(entry)) {
      if (!staying.has(posting)) {
        postings.remove({ room, bucket: stored.bucket, ...readPosting(posting) }, stored.number);
      }
    }
    statements.count.run(-1, -entry.length, stored.bucket);
  };

  const put = (room: number, row: EntryRow, { revision, added }: { revision: number; added: Added }): void => {
    const entry = JSON.parse(row.entry) as KeptEntry;
    const stored = statements.find.get(room, entry.memory);
    if (stored !== undefined && stored.version > entry.version) {
      return;
    }
    const bucket = Number(statements.bucket.get(room, bucketOf(entry)));
    const wanted = postingsOf(entry);
    const stays = stored !== undefined && stored.bucket === bucket;
    if (stored !== undefined) {
      takeOut(room, stored, stays ? wanted : new Set());
    }
    const { memory, version, startedAt, analyser } = entry;
    const { model, vector } = row;
    const values = { room, memory, version, bucket, revision, startedAt, analyser, model, vector, entry: row.entry };
    const number = Number(statements.write.get(values));
    statements.writeCandidate.run(number, row.candidate);
    statements.count.run(1, entry.length, bucket);
    const there = stays && stored !== undefined ? postingsOf(JSON.parse(stored.entry) as KeptEntry) : new Set();
    for (const posting of wanted) {
      if (!there.has(posting)) {
        gather(added, { bucket, posting, number });
      }
    }
  };

  return {
    putEntries({ organisation, rows }: { organisation: string; rows: readonly EntryRow[] }): void {
      forgetting(database, () => {
        const { id: room, revision } = statements.room.get(organisation, 0) ?? { id: 0, revision: 0 };
        const added: Added = new Map();
        rows.forEach((row) => put(room, row, { revision, added }));
        for (const { bucket, posting, rows: numbers } of added.values()) {
          postings.add({ room, bucket, ...readPosting(posting) }, ascending(numbers));
        }
      });
    },

    removeEntries({ organisation, memories }: { organisation: string; memories: readonly string[] }): number {
      return forgetting(database, () => {
        const { id: room } = statements.room.get(organisation, 1) ?? { id: 0 };
        const found = [...new Set(memories)].flatMap((memory) => statements.find.get(room, memory) ?? []);
        for (const stored of found) {
          takeOut(room, stored, new Set());
          statements.drop.run(stored.number);
          statements.dropCandidate.run(stored.number);
        }
        return found.length;
      });
    },
  };
}

function gather(added: Added, { bucket, posting, number }: { bucket: number; posting: string; number: number }): void {
  const key = `${bucket} ${posting}`;
  const known = added.get(key);
  if (known === undefined) {
    added.set(key, { bucket, posting, rows: [number] });
  } else {
    known.rows.push(number);
  }
}

function ascending(rows: readonly number[]): number[] {
  return [...new Set(rows)].sort((a, b) => a - b);
}

function statementsOf(database: Database) {
  return {
    /** Each write raises the revision: caches of readers look for what has a later one than theirs. */
    room: database.prepare<[string, number], { id: number; revision: number }>(
      `INSERT INTO recall_rooms (organisation, revision, removals) VALUES (?, 1, ?)
       ON CONFLICT (organisation) DO UPDATE SET revision = revision + 1, removals = removals + excluded.removals
       RETURNING id, revision`
    ),
    bucket: database
      .prepare<[number, string], number>(
        `INSERT INTO recall_buckets (room, name, documents, length) VALUES (?, ?, 0, 0)
         ON CONFLICT (room, name) DO UPDATE SET documents = documents RETURNING id`
      )
      .pluck(),
    count: database.prepare('UPDATE recall_buckets SET documents = documents + ?, length = length + ? WHERE id = ?'),
    find: database.prepare<[number, string], StoredRow>(
      'SELECT number, version, bucket, entry FROM recall_entries WHERE room = ? AND memory = ?'
    ),
    write: database
      .prepare<[Record<string, unknown>], number>(
        `INSERT INTO recall_entries
           (room, memory, version, bucket, revision, started_at, analyser, model, vector, entry)
         VALUES (@room, @memory, @version, @bucket, @revision, @startedAt, @analyser, @model, @vector, @entry)
         ON CONFLICT (room, memory) DO UPDATE SET version = excluded.version, bucket = excluded.bucket,
           revision = excluded.revision, started_at = excluded.started_at, analyser = excluded.analyser,
           model = excluded.model, vector = excluded.vector, entry = excluded.entry
         RETURNING number`
      )
      .pluck(),
    writeCandidate: database.prepare('INSERT OR REPLACE INTO recall_candidates VALUES (?, ?)'),
    drop: database.prepare('DELETE FROM recall_entries WHERE number = ?'),
    dropCandidate: database.prepare('DELETE FROM recall_candidates WHERE number = ?'),
  };
}
