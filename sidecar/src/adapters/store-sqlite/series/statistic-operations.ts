import type { Database } from 'better-sqlite3';
import { Conditions, statementCache } from '../operations/query.ts';
import type { SignalNumbers } from './signal-numbers.ts';

export interface CountRow {
  readonly service: string;
  readonly at: number;
  readonly lines: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Whose word a count is: what was pushed adds up under one name, each polled source has its own. */
const PUSHED = 'pushed';
const polledFrom = (source: string) => `polled:${source}`;

const HAS_SOMETHING = '(c.lines > 0 OR c.errors > 0 OR c.warnings > 0)';
const OF_ORGANISATION = 's.organisation = (SELECT number FROM log_organisations WHERE organisation = ?)';

export function countAdder(database: Database): (service: number, count: CountRow) => void {
  const add = database.prepare(
    `INSERT INTO service_counts VALUES (?, ?, '${PUSHED}', ?, ?, ?)
     ON CONFLICT DO UPDATE SET lines = lines + excluded.lines, errors = errors + excluded.errors,
       warnings = warnings + excluded.warnings`
  );
  return (service, { at, lines, errors, warnings }) => void add.run(service, at, lines, errors, warnings);
}

export function statisticWrites(database: Database, numbers: SignalNumbers) {
  const replace = database.prepare('INSERT OR REPLACE INTO service_counts VALUES (?, ?, ?, ?, ?, ?)');
  const expire = database.prepare(
    `DELETE FROM service_counts WHERE (service, at, source) IN
       (SELECT c.service, c.at, c.source FROM log_services s CROSS JOIN service_counts c ON c.service = s.number
        WHERE s.organisation = ? AND c.at < ? LIMIT ?)`
  );

  return {
    replaceCounts(given: { organisation: string; source: string; counts: readonly CountRow[] }): void {
      const organisation = numbers.organisation(given.organisation);
      const source = polledFrom(given.source);
      for (const { service, at, lines, errors, warnings } of given.counts) {
        replace.run(numbers.service(organisation, service), at, source, lines, errors, warnings);
      }
    },

    expireCounts(before: { organisation: string; at: number; atMost: number }): number {
      return expire.run(numbers.organisation(before.organisation), before.at, before.atMost).changes;
    },
  };
}

export function statisticReads(database: Database) {
  const cached = statementCache(database);
  const lastSeen = database
    .prepare<[number, string], [string, number | null]>(
      `SELECT s.service,
         (SELECT c.at FROM service_counts c WHERE c.service = s.number AND c.at >= ? AND ${HAS_SOMETHING}
          ORDER BY c.at DESC LIMIT 1) AS at
       FROM log_services s WHERE ${OF_ORGANISATION}`
    )
    .raw();

  return {
    readCounts(query: {
      organisation: string;
      services: readonly string[] | undefined;
      from: number;
      to: number;
      stepMs: number;
    }): CountRow[] {
      const where = new Conditions()
        .add(OF_ORGANISATION, query.organisation)
        .addListIfGiven('s.service IN (SELECT value FROM json_each(?))', query.services)
        .add(`c.at >= ? AND c.at < ? AND ${HAS_SOMETHING}`, query.from, query.to);
      return cached(
        `SELECT s.service, c.at - c.at % CAST(? AS INTEGER) AS bucket, sum(c.lines) AS lines,
           sum(c.errors) AS errors, sum(c.warnings) AS warnings
         FROM log_services s CROSS JOIN service_counts c ON c.service = s.number
         WHERE ${where} GROUP BY s.service, bucket ORDER BY s.service, bucket`
      )
        .all(query.stepMs, ...where.values)
        .map((row) => {
          const { bucket, ...sums } = row as Omit<CountRow, 'at'> & { bucket: number };
          return { ...sums, at: bucket };
        });
    },

    lastSeen({ organisation, since }: { organisation: string; since: number }): [string, number][] {
      return lastSeen.all(since, organisation).filter((row): row is [string, number] => row[1] !== null);
    },
  };
}
