import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { PageGaps } from '../../src/adapters/store-sqlite/threads/page-gaps.ts';
import { foundInFiles } from '../support/raw-folder.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const KEYS = 300;
const WRITES = 4000;
const CANARY = /canary\d{6}q/g;

/** Rows that come, change their size and go. */
function writeAndForget(database: SqliteDatabase.Database, seeded: SeededRandom): Set<string> {
  const put = database.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM settings WHERE organisation = ? AND key = ?');
  const standing = new Map<string, string>();
  for (let write = 0; write < WRITES; write += 1) {
    const key = `key ${Math.floor(seeded.next() * KEYS)}`;
    if (seeded.next() < 0.15) {
      remove.run('main:1', key);
      standing.delete(key);
    } else {
      const word = `canary${String(write).padStart(6, '0')}q`;
      put.run('main:1', key, `${word} ${'and so on, '.repeat(Math.floor(seeded.next() * seeded.next() * 300))}`);
      standing.set(key, word);
    }
  }
  return new Set(standing.values());
}

test('copies that SQLite leaves in unused parts of pages and in free pages go; what stands is untouched', async () => {
  await withTemporaryFolder(async (folder) => {
    const database = new SqliteDatabase(join(folder, 'data.sqlite'));
    database.pragma('journal_mode = WAL');
    // As most writes are made: what becomes free keeps what is on it.
    database.pragma('secure_delete = FAST');
    database.exec(
      'CREATE TABLE settings (organisation TEXT, key TEXT, value TEXT, PRIMARY KEY (organisation, key)) WITHOUT ROWID'
    );
    const gaps = new PageGaps(database);
    const left = (standing: ReadonlySet<string>) =>
      [...foundInFiles(folder, CANARY)].filter((word) => !standing.has(word));
    const seeded = new SeededRandom(3);
    let seenBefore = 0;
    for (let round = 0; round < 3; round += 1) {
      const standing = writeAndForget(database, seeded);
      const kept = database.prepare('SELECT value FROM settings').pluck().all() as string[];
      database.pragma('wal_checkpoint(TRUNCATE)');
      seenBefore += left(standing).length;
      gaps.overwrite();
      expect(left(standing)).toEqual([]);
      expect(database.prepare('SELECT value FROM settings').pluck().all()).toEqual(kept);
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    }
    // Else this shows nothing.
    expect(seenBefore).toBeGreaterThan(0);
    database.close();
    gaps.close();
  });
});
