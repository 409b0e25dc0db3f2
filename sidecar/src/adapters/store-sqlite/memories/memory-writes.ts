import type { Database } from 'better-sqlite3';
import { forgetting } from '../operations/forgetting.ts';
import type { SqlValue } from '../operations/query.ts';

export interface MemoryRow {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  readonly category: string;
  readonly provenance: string;
  readonly isStale: number;
  readonly team: string | null;
  readonly visibility: string;
  readonly owner: string | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  /** null also under legal hold. */
  readonly expiresAt: number | null;
  /** Each between two spaces, so that the beginning of a word can be looked for. */
  readonly words: string;
  readonly record: string;
  readonly services: readonly string[];
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly marks: readonly string[];
}

export function memoryWrites(database: Database) {
  const upsert = database.prepare(
    `INSERT INTO memories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (organisation, id) DO UPDATE SET version = excluded.version, kind = excluded.kind,
       state = excluded.state, category = excluded.category, provenance = excluded.provenance,
       is_stale = excluded.is_stale, team = excluded.team, visibility = excluded.visibility, owner = excluded.owner,
       started_at = excluded.started_at, updated_at = excluded.updated_at, expires_at = excluded.expires_at,
       words = excluded.words, record = excluded.record
     WHERE excluded.version > version`
  );
  const dropMemory = database.prepare('DELETE FROM memories WHERE organisation = ? AND id = ?');
  const dropServices = database.prepare('DELETE FROM memory_services WHERE organisation = ? AND memory = ?');
  const dropLabels = database.prepare('DELETE FROM memory_labels WHERE organisation = ? AND memory = ?');
  const dropMarks = database.prepare('DELETE FROM memory_marks WHERE organisation = ? AND memory = ?');
  const insertService = database.prepare('INSERT OR IGNORE INTO memory_services VALUES (?, ?, ?)');
  const insertMark = database.prepare('INSERT OR IGNORE INTO memory_marks VALUES (?, ?, ?)');
  const insertLabel = database.prepare('INSERT OR IGNORE INTO memory_labels VALUES (?, ?, ?, ?)');

  const save = (organisation: string, row: MemoryRow): void => {
    const values: SqlValue[] = [row.id, row.version, row.kind, row.state, row.category, row.provenance, row.isStale];
    values.push(
      row.team,
      row.visibility,
      row.owner,
      row.startedAt,
      row.updatedAt,
      row.expiresAt,
      row.words,
      row.record
    );
    if (upsert.run(organisation, ...values).changes > 0) {
      dropServices.run(organisation, row.id);
      dropLabels.run(organisation, row.id);
      dropMarks.run(organisation, row.id);
      row.marks.forEach((mark) => insertMark.run(organisation, mark, row.id));
      row.services.forEach((service) => insertService.run(organisation, service, row.id));
      row.labels.forEach(([key, value]) => insertLabel.run(organisation, key, value, row.id));
    }
  };

  return {
    saveMemories({ organisation, rows }: { organisation: string; rows: readonly MemoryRow[] }): void {
      forgetting(database, () => rows.forEach((row) => save(organisation, row)));
    },

    removeMemories({ organisation, ids }: { organisation: string; ids: readonly string[] }): number {
      return forgetting(database, () => {
        let removed = 0;
        for (const id of ids) {
          dropServices.run(organisation, id);
          dropLabels.run(organisation, id);
          dropMarks.run(organisation, id);
          removed += dropMemory.run(organisation, id).changes;
        }
        return removed;
      });
    },
  };
}
