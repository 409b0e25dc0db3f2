import type { Database } from 'better-sqlite3';

/** Only a write that reached the disk shows that writing works. */
export function healthWrites(database: Database) {
  const beat = database.prepare('UPDATE heartbeat SET beats = beats + 1');
  return {
    beat(_nothing: null): void {
      beat.run();
    },
  };
}

export function healthReads(database: Database) {
  const version = database.prepare<[], string>('SELECT sqlite_version()').pluck();
  return {
    health(_nothing: null): { version: string; bytes: number } {
      const pages = Number(database.pragma('page_count', { simple: true }));
      const pageSize = Number(database.pragma('page_size', { simple: true }));
      return { version: String(version.get()), bytes: pages * pageSize };
    },
  };
}
