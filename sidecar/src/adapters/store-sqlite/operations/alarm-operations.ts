import type { Database } from 'better-sqlite3';
import type { AlarmTally } from '../../../ports/stores/alarm-store.ts';
import { Conditions, statementCache } from './query.ts';

/** `alarm`, `incident` and `verdict` are JSON. */
export interface AlarmRow {
  readonly id: string;
  readonly at: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly detector: string;
  readonly mode: string;
  readonly service: string;
  readonly alarm: string;
  readonly incident: string | null;
  readonly verdict: string | null;
}

export type KeptAlarm = Pick<AlarmRow, 'alarm' | 'incident' | 'verdict'>;

export interface AlarmSearch {
  readonly organisation: string;
  readonly show: 'inbox' | 'trial' | 'incident' | 'all';
  readonly firing: boolean | undefined;
  readonly detectors: readonly string[] | undefined;
  readonly services: readonly string[] | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly behind: readonly [number, string] | null;
  readonly rows: number;
}

/** The texts of the conditions are those of the partial indexes. */
const SHOWN = {
  inbox: 'incident IS NULL AND verdict IS NULL',
  trial: `mode = 'trial'`,
  incident: 'incident IS NOT NULL',
} as const;

export function alarmWrites(database: Database) {
  const save = database.prepare(
    `INSERT INTO alarms VALUES (@organisation, @id, @at, @startedAt, @endedAt, ifnull(@endedAt, @at), @detector, @mode,
       @service, @alarm, @incident, @verdict)
     ON CONFLICT DO UPDATE SET at = excluded.at, started_at = excluded.started_at, ended_at = excluded.ended_at,
       last_at = excluded.last_at, detector = excluded.detector, mode = excluded.mode, service = excluded.service,
       alarm = excluded.alarm, incident = ifnull(excluded.incident, incident)`
  );
  const judge = database.prepare<[string | null, string, string], KeptAlarm>(
    'UPDATE alarms SET verdict = ? WHERE organisation = ? AND id = ? RETURNING alarm, incident, verdict'
  );
  const expire = database.prepare(
    `DELETE FROM alarms WHERE rowid IN
       (SELECT rowid FROM alarms WHERE organisation = ? AND last_at < ? ORDER BY last_at LIMIT ?)`
  );

  return {
    saveAlarms({ organisation, rows }: { organisation: string; rows: readonly AlarmRow[] }): void {
      rows.forEach((row) => save.run({ organisation, ...row }));
    },

    judgeAlarm({ organisation, id, verdict }: { organisation: string; id: string; verdict: string | null }) {
      return judge.get(verdict, organisation, id) ?? null;
    },

    expireAlarms({ organisation, before, atMost }: { organisation: string; before: number; atMost: number }): number {
      return expire.run(organisation, before, atMost).changes;
    },
  };
}

export function alarmReads(database: Database) {
  const cached = statementCache(database);
  const byId = database.prepare<[string, string], KeptAlarm>(
    'SELECT alarm, incident, verdict FROM alarms WHERE organisation = ? AND id = ?'
  );
  const tally = database.prepare<[string, number, number], AlarmTally>(
    `SELECT detector, count(*) AS alarms, count(*) FILTER (WHERE verdict ->> 'is' = 'confirmed') AS confirmed,
       count(*) FILTER (WHERE verdict ->> 'is' = 'dismissed') AS dismissed
     FROM alarms WHERE organisation = ? AND at >= ? AND at < ? GROUP BY detector`
  );

  return {
    alarmById({ organisation, id }: { organisation: string; id: string }): KeptAlarm | null {
      return byId.get(organisation, id) ?? null;
    },

    listAlarms({ organisation, show, firing, ...search }: AlarmSearch): KeptAlarm[] {
      // Of few services in a past time: the plus takes SQLite off the index of times, which begins with the newest.
      const at = search.services !== undefined && search.to !== undefined ? '+at' : 'at';
      const where = new Conditions()
        .add('organisation = ?', organisation)
        .addListIfGiven('detector IN (SELECT value FROM json_each(?))', search.detectors)
        .addListIfGiven('service IN (SELECT value FROM json_each(?))', search.services)
        .addIfGiven('started_at <= ?', search.to)
        .addIfGiven('(ended_at IS NULL OR ended_at >= ?)', search.from);
      if (show !== 'all') {
        where.add(SHOWN[show]);
      }
      if (firing !== undefined) {
        where.add(firing ? 'ended_at IS NULL' : 'ended_at IS NOT NULL');
      }
      if (search.behind !== null) {
        where.add(`(${at}, id) < (?, ?)`, ...search.behind);
      }
      return cached(
        `SELECT alarm, incident, verdict FROM alarms WHERE ${where} ORDER BY ${at} DESC, id DESC LIMIT ?`
      ).all(...where.values, search.rows) as KeptAlarm[];
    },

    tallyAlarms({ organisation, from, to }: { organisation: string; from: number; to: number }): AlarmTally[] {
      return tally.all(organisation, from, to);
    },
  };
}
