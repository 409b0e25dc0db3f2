import type { Database } from 'better-sqlite3';
import { SERIES_SORTS, type SignalNumbers } from './signal-numbers.ts';

/**
 * Names go when nothing is left that they name; otherwise a sender that makes up new ones would fill the store for good.
 * A few are looked at each time, going on where the last call ended, so that no call is long however many there are.
 */
export function nameUpkeep(database: Database, numbers: SignalNumbers) {
  const services = rotating(
    database,
    `log_services AS n`,
    `NOT EXISTS (SELECT 1 FROM log_blocks b WHERE b.service = n.number)
     AND NOT EXISTS (SELECT 1 FROM service_counts c WHERE c.service = n.number)
     AND NOT EXISTS (SELECT 1 FROM series x WHERE x.service = n.number)
     AND NOT EXISTS (SELECT 1 FROM series x WHERE x.other > 0 AND x.other = n.number AND x.sort = ${SERIES_SORTS.call})`
  );
  const templates = rotating(
    database,
    `templates AS n`,
    `NOT EXISTS (SELECT 1 FROM series x WHERE x.other > 0 AND x.other = n.number AND x.sort = ${SERIES_SORTS.template})
     AND NOT EXISTS (SELECT 1 FROM templates m WHERE m.organisation = n.organisation AND m.merged_into = n.id
       AND m.number <> n.number)`
  );

  return {
    expireNames({ organisation, atMost }: { organisation: string; atMost: number }): number {
      const owner = numbers.organisation(organisation);
      const gone = services(owner, atMost) + templates(owner, atMost);
      if (gone > 0) {
        numbers.forget();
      }
      return gone;
    },
  };
}

function rotating(database: Database, table: string, isUnused: string): (owner: number, atMost: number) => number {
  const look = database
    .prepare<
      [number, number, number],
      [number: number, isUnused: 0 | 1]
    >(`SELECT n.number, ${isUnused} FROM ${table} WHERE n.organisation = ? AND n.number > ? ORDER BY n.number LIMIT ?`)
    .raw();
  const remove = database.prepare(`DELETE FROM ${table} WHERE n.number = ?`);
  const lookedAt = new Map<number, number>();
  return (owner, atMost) => {
    const found = look.all(owner, lookedAt.get(owner) ?? 0, atMost);
    lookedAt.set(owner, found.length < atMost ? 0 : (found.at(-1)?.[0] ?? 0));
    const unused = found.filter(([, isOut]) => isOut === 1);
    unused.forEach(([number]) => remove.run(number));
    return unused.length;
  };
}
