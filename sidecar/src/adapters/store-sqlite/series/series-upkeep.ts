import type { Database } from 'better-sqlite3';
import { ROLLED_UP_STEP_MS } from '../../../ports/stores/signals/signal-store.ts';
import type { SqlValue } from '../operations/query.ts';
import { countedRows, COUNTED_TABLES, type CountedTable } from './counted-tables.ts';
import type { SignalNumbers } from './signal-numbers.ts';

interface Bounds {
  readonly organisation: string;
  readonly before: number;
  /** Series a call. */
  readonly atMost: number;
}

const TABLES: readonly CountedTable[] = Object.values(COUNTED_TABLES);

/**
 * Rolling up and expiring, a few series a call, each call a transaction: a crash takes back a step or leaves it whole,
 * and what was added up is never counted twice.
 */
export function seriesUpkeep(database: Database, numbers: SignalNumbers) {
  const upkeep = TABLES.map((table) => upkeepOf(database, table));

  return {
    /** How many rows went into wider ones, and whether this was all. */
    rollUpSeries({ organisation, before, atMost }: Bounds): { moved: number; isAll: boolean } {
      const owner = numbers.organisation(organisation);
      const end = before - (before % ROLLED_UP_STEP_MS);
      let moved = 0;
      let left = atMost;
      for (const { rollUp } of upkeep) {
        const done = rollUp({ owner, end, atMost: left });
        moved += done.moved;
        left -= done.series;
      }
      numbers.forget();
      return { moved, isAll: left > 0 };
    },

    /** True where nothing older is left. */
    expireSeries({ organisation, before, atMost }: Bounds): boolean {
      const owner = numbers.organisation(organisation);
      let left = atMost;
      for (const { expire } of upkeep) {
        left -= expire({ owner, before, atMost: left });
      }
      numbers.forget();
      return left > 0;
    },
  };
}

function upkeepOf(database: Database, table: CountedTable) {
  const { name, sort, columns } = table;
  const rows = countedRows(database, table);
  const isFine = `series = ? AND at >= ? AND at < ? AND at % ${ROLLED_UP_STEP_MS} <> 0`;
  const waiting = database.prepare<[number, number, number], { number: number; rolledTo: number }>(
    `SELECT number, rolled_to AS rolledTo FROM series
     WHERE organisation = ? AND sort = ${sort} AND rolled_to < ? AND last_at >= rolled_to ORDER BY rolled_to LIMIT ?`
  );
  const fineRows = database
    .prepare<
      [number, number, number],
      [at: number, source: number, ...SqlValue[]]
    >(`SELECT at, source, ${columns.join(', ')} FROM ${name} WHERE ${isFine} ORDER BY at`)
    .raw();
  const removeFine = database.prepare(`DELETE FROM ${name} WHERE ${isFine}`);
  const rolled = database.prepare('UPDATE series SET rolled_to = ? WHERE number = ?');
  const aged = database.prepare<[number, number, number], { number: number; lastAt: number }>(
    `SELECT number, last_at AS lastAt FROM series
     WHERE organisation = ? AND sort = ${sort} AND first_at < ? ORDER BY first_at LIMIT ?`
  );
  const removeOld = database.prepare(`DELETE FROM ${name} WHERE series = ? AND at < ?`);
  const shorten = database.prepare('UPDATE series SET first_at = ? WHERE number = ?');
  const removeSeries = database.prepare('DELETE FROM series WHERE number = ?');

  return {
    rollUp({ owner, end, atMost }: { owner: number; end: number; atMost: number }): { moved: number; series: number } {
      const found = waiting.all(owner, end, atMost);
      let moved = 0;
      for (const { number, rolledTo } of found) {
        const fine = fineRows.all(number, rolledTo, end);
        removeFine.run(number, rolledTo, end);
        for (const [at, source, ...row] of fine) {
          rows.add({ series: number, at: at - (at % ROLLED_UP_STEP_MS), source }, row);
        }
        rolled.run(end, number);
        moved += fine.length;
      }
      return { moved, series: found.length };
    },

    expire({ owner, before, atMost }: { owner: number; before: number; atMost: number }): number {
      const found = aged.all(owner, before, atMost);
      for (const { number, lastAt } of found) {
        removeOld.run(number, before);
        if (lastAt < before) {
          removeSeries.run(number);
        } else {
          shorten.run(before, number);
        }
      }
      return found.length;
    },
  };
}
