import type { Database } from 'better-sqlite3';
import { Refusal } from '../operations/refusal.ts';
import type { Migration } from './migrations.ts';

/**
 * Brings a database up to the last migration, each in a transaction of its own with the note that it ran.
 * Throws, and changes nothing, where the database knows a migration that this program does not.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  database.exec('CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
  const present = database.prepare<[], number>('SELECT coalesce(max(number), 0) FROM schema_migrations').pluck().get();
  const last = migrations.at(-1)?.number ?? 0;
  if (present !== undefined && present > last) {
    throw new Refusal(
      `The store was written by a newer version of Incident Memory (its schema is ${present}, this version knows ${last}). ` +
        'Start that version or a later one, or restore a back-up that was made before the upgrade.'
    );
  }
  for (const { number, name, sql } of migrations.filter((migration) => migration.number > (present ?? 0))) {
    database.transaction(() => {
      database.exec(sql);
      database.prepare('INSERT INTO schema_migrations VALUES (?, ?)').run(number, name);
    })();
  }
}
