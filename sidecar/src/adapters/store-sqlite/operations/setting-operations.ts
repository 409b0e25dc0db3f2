import type { Database } from 'better-sqlite3';
import { forgetting } from './forgetting.ts';

export function settingWrites(database: Database) {
  const write = database.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)');
  return {
    writeSetting({ organisation, key, value }: { organisation: string; key: string; value: string }): void {
      forgetting(database, () => write.run(organisation, key, value));
    },
  };
}

export function settingReads(database: Database) {
  const read = database
    .prepare<[string, string], string>('SELECT value FROM settings WHERE organisation = ? AND key = ?')
    .pluck();
  return {
    readSetting({ organisation, key }: { organisation: string; key: string }): string | null {
      return read.get(organisation, key) ?? null;
    },
  };
}
