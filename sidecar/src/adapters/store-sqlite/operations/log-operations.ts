import type { Database } from 'better-sqlite3';
import { FIRST_ERROR_LEVEL } from './log-levels.ts';
import { logNumbers } from './log-numbers.ts';
import { Conditions, statementCache, type SqlValue } from './query.ts';
import { countAdder, type CountRow } from './statistic-operations.ts';

/** service, at, receivedAt, level, id, message, errorType, stack, traceId: a list, since it is packed by the thousand. */
export type PackedLine = readonly [
  string,
  number,
  number,
  number,
  string,
  string,
  string | null,
  string | null,
  string | null,
];

export interface PackedBatch {
  readonly organisation: string;
  readonly id: string;
  /** JSON of PackedLine[]: one string is the cheapest thing to hand to another thread. */
  readonly lines: string;
  readonly counts: readonly CountRow[];
}

export interface LineRow {
  readonly row: number;
  readonly service: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly level: number;
  readonly id: string;
  readonly message: string;
  readonly errorType: string | null;
  readonly stack: string | null;
  readonly traceId: string | null;
}

export interface LineSearch {
  readonly organisation: string;
  readonly services?: readonly string[] | undefined;
  readonly levels?: readonly number[] | undefined;
  readonly from: number;
  readonly to: number;
  readonly contains: string;
  readonly behind: readonly [number, number] | null;
  readonly rows: number;
}

export function logWrites(database: Database) {
  const numbers = logNumbers(database);
  const addCount = countAdder(database);
  const insertBatch = database.prepare('INSERT OR IGNORE INTO log_batches VALUES (?, ?, ?)');
  const insertLine = database.prepare<SqlValue[]>(
    `INSERT INTO log_lines (organisation, service, at, received_at, level, id, message, error_type, stack, trace_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  );
  const expireLines = database.prepare(
    `DELETE FROM log_lines WHERE row IN
       (SELECT row FROM log_lines WHERE organisation = ? AND at < ? ORDER BY at LIMIT ?)`
  );
  const expireBatches = database.prepare(
    `DELETE FROM log_batches WHERE (organisation, id) IN
       (SELECT organisation, id FROM log_batches WHERE organisation = ? AND newest < ? ORDER BY newest LIMIT ?)`
  );

  return {
    /** A batch that is known is left alone whole. */
    appendLogBatch(batch: PackedBatch): void {
      const organisation = numbers.organisation(batch.organisation);
      const lines: readonly PackedLine[] = JSON.parse(batch.lines);
      if (insertBatch.run(organisation, batch.id, newestIn(lines, batch.counts)).changes === 0) {
        return;
      }
      const known = new Map<string, number>();
      const serviceNumber = (service: string): number => {
        const number = known.get(service) ?? numbers.service(organisation, service);
        known.set(service, number);
        return number;
      };
      for (const [service, at, receivedAt, level, id, message, errorType, stack, traceId] of lines) {
        const number = serviceNumber(service);
        insertLine.run(organisation, number, at, receivedAt, level, id, message, errorType, stack, traceId);
      }
      for (const count of batch.counts) {
        addCount(serviceNumber(count.service), count);
      }
    },

    /** Batch ids are kept as long as anything they brought may be there. */
    expireLines(before: { organisation: string; at: number; batchesAt: number; atMost: number }): number {
      const organisation = numbers.organisation(before.organisation);
      expireBatches.run(organisation, before.batchesAt, before.atMost);
      return expireLines.run(organisation, before.at, before.atMost).changes;
    },
  };
}

export function logReads(database: Database) {
  const cached = statementCache(database);

  return {
    searchLines(search: LineSearch): LineRow[] {
      const where = new Conditions();
      const services = search.services;
      const ofOrganisation = '(SELECT number FROM log_organisations WHERE organisation = ?)';
      if (services?.length === 1) {
        where.add(
          `l.service = (SELECT number FROM log_services WHERE organisation = ${ofOrganisation} AND service = ?)`,
          search.organisation,
          services[0] ?? null
        );
      } else {
        where.add(`l.organisation = ${ofOrganisation}`, search.organisation);
        // Joined from the lines outward (CROSS JOIN below): the index by time gives the order.
        where.addListIfGiven('s.service IN (SELECT value FROM json_each(?))', services);
      }
      where.add('l.at BETWEEN ? AND ?', search.from, search.to);
      if (search.levels !== undefined) {
        where.add('l.level IN (SELECT value FROM json_each(?))', JSON.stringify(search.levels));
        if (search.levels.every((level) => level >= FIRST_ERROR_LEVEL)) {
          where.add(`l.level >= ${FIRST_ERROR_LEVEL}`);
        }
      }
      if (search.contains !== '') {
        where.add('instr(l.message, ?) > 0', search.contains);
      }
      if (search.behind !== null) {
        where.add('(l.at, l.row) < (?, ?)', ...search.behind);
      }
      return cached(
        `SELECT l.row, s.service, l.at, l.received_at AS receivedAt, l.level, l.id, l.message,
           l.error_type AS errorType, l.stack, l.trace_id AS traceId
         FROM log_lines l CROSS JOIN log_services s ON s.number = l.service
         WHERE ${where} ORDER BY l.at DESC, l.row DESC LIMIT ?`
      ).all(...where.values, search.rows) as LineRow[];
    },
  };
}

function newestIn(lines: readonly PackedLine[], counts: readonly CountRow[]): number {
  let newest = 0;
  for (const [, at, receivedAt] of lines) {
    newest = Math.max(newest, at, receivedAt);
  }
  for (const { at } of counts) {
    newest = Math.max(newest, at);
  }
  return newest;
}
