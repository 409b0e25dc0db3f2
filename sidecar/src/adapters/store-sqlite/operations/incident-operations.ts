import type { Database } from 'better-sqlite3';
import { forgetting } from './forgetting.ts';
import { statementCache, type Conditions, type SqlValue } from './query.ts';
import { visibleTo, type Reader } from './visible-to.ts';

export interface IncidentRow {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly state: string;
  readonly severity: string;
  readonly team: string | null;
  readonly visibility: string;
  readonly owner: string | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly record: string;
  readonly services: readonly string[];
}

export interface IncidentSearch {
  readonly reader: Reader;
  readonly states?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined;
  readonly services?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly outage?: boolean | undefined;
  readonly acknowledged?: boolean | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly sort: 'started_at' | 'updated_at';
  readonly newestFirst: boolean;
  readonly behind: readonly [number, string] | null;
  readonly rows: number;
}

export function incidentWrites(database: Database) {
  const upsert = database.prepare(
    `INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (organisation, id) DO UPDATE SET number = excluded.number, version = excluded.version,
       state = excluded.state, severity = excluded.severity, team = excluded.team, visibility = excluded.visibility,
       owner = excluded.owner, started_at = excluded.started_at, updated_at = excluded.updated_at,
       closed_at = excluded.closed_at, record = excluded.record
     WHERE excluded.version > version`
  );
  const dropServices = database.prepare('DELETE FROM incident_services WHERE organisation = ? AND incident = ?');
  const insertService = database.prepare('INSERT OR IGNORE INTO incident_services VALUES (?, ?, ?)');
  const dropIncident = database.prepare('DELETE FROM incidents WHERE organisation = ? AND id = ?');
  const next = database
    .prepare<[string], number>(
      `INSERT INTO incident_numbers VALUES (?, 1)
       ON CONFLICT (organisation) DO UPDATE SET last = last + 1 RETURNING last`
    )
    .pluck();

  return {
    saveIncident({ organisation, row }: { organisation: string; row: IncidentRow }): void {
      const values: SqlValue[] = [
        row.number,
        row.version,
        row.state,
        row.severity,
        row.team,
        row.visibility,
        row.owner,
      ];
      values.push(row.startedAt, row.updatedAt, row.closedAt, row.record);
      forgetting(database, () => {
        if (upsert.run(organisation, row.id, ...values).changes > 0) {
          dropServices.run(organisation, row.id);
          row.services.forEach((service) => insertService.run(organisation, service, row.id));
        }
      });
    },

    removeIncidents({ organisation, ids }: { organisation: string; ids: readonly string[] }): number {
      return forgetting(database, () => {
        let removed = 0;
        for (const id of ids) {
          dropServices.run(organisation, id);
          removed += dropIncident.run(organisation, id).changes;
        }
        return removed;
      });
    },

    nextIncidentNumber({ organisation }: { organisation: string }): number {
      return Number(next.get(organisation));
    },
  };
}

export function incidentReads(database: Database) {
  const cached = statementCache(database);

  const first = (where: Conditions): string | null =>
    (cached(`SELECT record FROM incidents WHERE ${where} LIMIT 1`)
      .pluck()
      .get(...where.values) as string) ?? null;

  return {
    incidentById({ reader, id }: { reader: Reader; id: string }): string | null {
      return first(visibleTo(reader).add('id = ?', id));
    },

    incidentByNumber({ reader, number }: { reader: Reader; number: number }): string | null {
      return first(visibleTo(reader).add('number = ?', number));
    },

    /** Records as JSON. */
    listIncidents(search: IncidentSearch): string[] {
      const { reader, sort, newestFirst, behind } = search;
      const where = visibleTo(reader)
        .addListIfGiven('state IN (SELECT value FROM json_each(?))', search.states)
        .addListIfGiven('severity IN (SELECT value FROM json_each(?))', search.severities)
        // Out of the record itself: these narrow a list that the columns have made short, and old records have them too.
        .addListIfGiven("record ->> '$.kind' IN (SELECT value FROM json_each(?))", search.kinds)
        .addIfGiven("coalesce(record ->> '$.outage', 0) = ?", asNumber(search.outage))
        .addIfGiven("(record ->> '$.acknowledged' IS NOT NULL) = ?", asNumber(search.acknowledged))
        // The plus keeps SQLite on the index that gives the order.
        .addIfGiven(sort === 'started_at' ? 'started_at <= ?' : '+started_at <= ?', search.to)
        .addIfGiven('(closed_at IS NULL OR closed_at >= ?)', search.from);
      if (search.services !== undefined) {
        where.add(
          `id IN (SELECT incident FROM incident_services
                  WHERE organisation = ? AND service IN (SELECT value FROM json_each(?)))`,
          reader.organisation,
          JSON.stringify(search.services)
        );
      }
      if (behind !== null) {
        where.add(`(${sort}, id) ${newestFirst ? '<' : '>'} (?, ?)`, ...behind);
      }
      const order = newestFirst ? 'DESC' : 'ASC';
      return cached(`SELECT record FROM incidents WHERE ${where} ORDER BY ${sort} ${order}, id ${order} LIMIT ?`)
        .pluck()
        .all(...where.values, search.rows) as string[];
    },
  };
}

function asNumber(flag: boolean | undefined): number | undefined {
  return flag === undefined ? undefined : Number(flag);
}
