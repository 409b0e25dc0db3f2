import type { Database } from 'better-sqlite3';

/**
 * Writes after which nothing of what was replaced or removed shall be left in the file. SQLite overwrites what such a
 * write frees (`secure_delete = ON`; otherwise pages that become free keep what was in them). What it wrote before is
 * also in the write-ahead log, which the writer empties behind a removal (threads/writer-worker.ts: scrub).
 */
export function forgetting<Value>(database: Database, write: () => Value): Value {
  database.pragma('secure_delete = ON');
  try {
    return write();
  } finally {
    database.pragma('secure_delete = FAST');
  }
}
