import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { Refusal } from './operations/refusal.ts';
import { problemOf } from './threads/thread-protocol.ts';

export const DATABASE_FILE = 'incident-memory.sqlite';
export const LOCK_FILE = 'incident-memory.lock.sqlite';

/** A predecessor that is just closing gets this long. */
const WAIT_FOR_LOCK_MS = 500;

/**
 * Makes the folder and takes it for this process alone. The lock is a lock of the operating system on a file of its
 * own, held as long as the returned database is open: it goes with the process, however that ends, and it leaves the
 * database itself free for reading connections.
 */
export function takeDataFolder(dataFolder: string): Database {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lock = new SqliteDatabase(join(dataFolder, LOCK_FILE), { timeout: WAIT_FOR_LOCK_MS });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (problemOf(error).code?.startsWith('SQLITE_BUSY')) {
      throw new Refusal(
        `Another Incident Memory is running on the data folder ${dataFolder}. ` +
          'One process owns a folder: stop the other one, or give this one a folder of its own with --data-dir.',
        { cause: error }
      );
    }
    throw error;
  }
}
