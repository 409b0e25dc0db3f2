import type { Database } from 'better-sqlite3';
import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import type { Entity, Relation } from '../../../domain/relations/relation.ts';
import { Conditions, statementCache } from '../operations/query.ts';

export interface OccurrenceSearch {
  readonly organisation: string;
  readonly services: readonly string[] | undefined;
  readonly kinds: readonly string[] | undefined;
  readonly from: number;
  readonly to: number;
  readonly behind: readonly [number, string] | null;
  readonly rows: number;
}

interface RelationRow {
  readonly fromKind: string;
  readonly fromName: string;
  readonly relation: string;
  readonly toKind: string;
  readonly toName: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

export function occurrenceWrites(database: Database) {
  const tell = database.prepare(
    `INSERT INTO occurrences VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, received_at = excluded.received_at, kind = excluded.kind,
       service = excluded.service, record = excluded.record
     WHERE excluded.received_at >= received_at`
  );
  const see = database.prepare(
    `INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET first_seen_at = min(first_seen_at, excluded.first_seen_at),
       last_seen_at = max(last_seen_at, excluded.last_seen_at)`
  );
  const expire = database.prepare(
    `DELETE FROM occurrences WHERE rowid IN
       (SELECT rowid FROM occurrences WHERE organisation = ? AND at < ? ORDER BY at LIMIT ?)`
  );

  return {
    tellOccurrences(organisation: string, occurrences: readonly Occurrence[]): void {
      for (const occurrence of occurrences) {
        const { id, at, receivedAt, kind, service } = occurrence;
        tell.run(organisation, id, at, receivedAt, kind, service, JSON.stringify(occurrence));
      }
    },

    seeRelations(organisation: string, relations: readonly Relation[]): void {
      for (const { from, relation, to, firstSeenAt, lastSeenAt } of relations) {
        see.run(organisation, from.kind, from.name, relation, to.kind, to.name, firstSeenAt, lastSeenAt);
      }
    },

    expireOccurrences({ organisation, before, atMost }: { organisation: string; before: number; atMost: number }) {
      return expire.run(organisation, before, atMost).changes;
    },
  };
}

export function occurrenceReads(database: Database) {
  const cached = statementCache(database);
  const columns = `from_kind AS fromKind, from_name AS fromName, relation, to_kind AS toKind, to_name AS toName,
    first_seen_at AS firstSeenAt, last_seen_at AS lastSeenAt`;
  const newest = database.prepare<[string, number], RelationRow>(
    `SELECT ${columns} FROM relations WHERE organisation = ? ORDER BY last_seen_at DESC LIMIT ?`
  );
  const ofEntity = database.prepare<object, RelationRow>(
    `SELECT ${columns} FROM relations WHERE organisation = @organisation AND from_kind = @kind AND from_name = @name
     UNION SELECT ${columns} FROM relations WHERE organisation = @organisation AND to_kind = @kind AND to_name = @name
     ORDER BY last_seen_at DESC LIMIT @limit`
  );

  return {
    listOccurrences(search: OccurrenceSearch): Occurrence[] {
      const where = new Conditions()
        .add('organisation = ? AND at BETWEEN ? AND ?', search.organisation, search.from, search.to)
        .addListIfGiven('service IN (SELECT value FROM json_each(?))', search.services)
        .addListIfGiven('kind IN (SELECT value FROM json_each(?))', search.kinds);
      if (search.behind !== null) {
        where.add('(at, id) < (?, ?)', ...search.behind);
      }
      const rows = cached(`SELECT record FROM occurrences WHERE ${where} ORDER BY at DESC, id DESC LIMIT ?`);
      return rows.all(...where.values, search.rows).map((row) => JSON.parse((row as { record: string }).record));
    },

    listRelations({ organisation, of, limit }: { organisation: string; of: Entity | null; limit: number }): Relation[] {
      const rows = of === null ? newest.all(organisation, limit) : ofEntity.all({ organisation, ...of, limit });
      return rows.map(({ fromKind, fromName, relation, toKind, toName, firstSeenAt, lastSeenAt }) => ({
        from: { kind: fromKind, name: fromName },
        relation,
        to: { kind: toKind, name: toName },
        firstSeenAt,
        lastSeenAt,
      }));
    },
  };
}
