import type { Database } from 'better-sqlite3';
import { ROLLED_UP_STEP_MS } from '../../../ports/stores/signals/signal-store.ts';
import { SERIES_SORTS, type SeriesSort } from './signal-numbers.ts';

export interface SeriesQuery {
  readonly organisation: string;
  readonly services: readonly string[] | undefined;
  readonly from: number;
  readonly to: number;
}

export interface FoundSeries {
  readonly number: number;
  readonly service: string;
  /** The service that is called, or the id of the template. */
  readonly other: string;
  readonly name: string;
}

/** Series that may have something in the span, in no particular order. */
export function seriesFinder(database: Database): (sort: SeriesSort, query: SeriesQuery) => FoundSeries[] {
  const organisationNumber = database
    .prepare<[string], number>('SELECT number FROM log_organisations WHERE organisation = ?')
    .pluck();
  const select = (sort: SeriesSort, which: string) => {
    const [other, join] = OTHERS[sort] ?? ["''", ''];
    return database.prepare<object, FoundSeries>(
      `SELECT x.number, s.service, ${other} AS other, x.name FROM series x
       CROSS JOIN log_services s ON s.number = x.service ${join} WHERE ${which} AND x.last_at >= @from`
    );
  };
  const bySort = Object.fromEntries(
    Object.values(SERIES_SORTS).map((sort) => [
      sort,
      {
        all: select(sort, `x.organisation = @owner AND x.sort = ${sort} AND x.first_at < @end`),
        ofServices: select(
          sort,
          sort === SERIES_SORTS.call ? EITHER_SIDE : `x.sort = ${sort} AND x.service IN ${NAMED}`
        ),
      },
    ])
  );

  return (sort, { organisation, services, from, to }) => {
    const owner = organisationNumber.get(organisation);
    const statements = bySort[sort];
    if (owner === undefined || statements === undefined) {
      return [];
    }
    // A row that was rolled up stands at the start of its wide bucket, before the first time it counts.
    return services === undefined
      ? statements.all.all({ owner, from, end: to + ROLLED_UP_STEP_MS })
      : statements.ofServices.all({ owner, from, services: JSON.stringify(services) });
  };
}

const NAMED = `(SELECT number FROM log_services
  WHERE organisation = @owner AND service IN (SELECT value FROM json_each(@services)))`;
const EITHER_SIDE = `x.number IN (
  SELECT number FROM series WHERE sort = ${SERIES_SORTS.call} AND service IN ${NAMED}
  UNION ALL SELECT number FROM series WHERE other > 0 AND sort = ${SERIES_SORTS.call} AND other IN ${NAMED})`;

const OTHERS: Partial<Record<SeriesSort, [column: string, join: string]>> = {
  [SERIES_SORTS.template]: ['t.id', 'CROSS JOIN templates t ON t.number = x.other'],
  [SERIES_SORTS.call]: ['o.service', 'CROSS JOIN log_services o ON o.number = x.other'],
};
