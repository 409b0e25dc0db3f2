import type { Database } from 'better-sqlite3';
import { ROLLED_UP_STEP_MS } from '../../../ports/stores/signals/signal-store.ts';

/** What is counted by time: its numbers stand for organisation, service, template. */
export interface SeriesKey {
  readonly organisation: number;
  readonly sort: SeriesSort;
  readonly service: number;
  /** The template, or the service that is called; 0 for what has neither. */
  readonly other: number;
  readonly name: string;
}

/** Stored: a new sort may only be added. */
export const SERIES_SORTS = { template: 1, operation: 2, call: 3, metric: 4 } as const;
export type SeriesSort = (typeof SERIES_SORTS)[keyof typeof SERIES_SORTS];

interface KnownSeries {
  readonly number: number;
  firstAt: number;
  lastAt: number;
  readonly rolledTo: number;
}

/** Of each sort of name; what is known beyond this is looked up anew. */
const MOST_REMEMBERED = 50_000;

/**
 * The small numbers that stand for names in the tables of lines and counts: who has none gets one, inside the
 * transaction under way. They are remembered, since each batch asks for the same; `forget` must be called whenever
 * something was taken back or removed, for a number that is not in the database would be given to rows nobody finds.
 */
export class SignalNumbers {
  private readonly remembered = new Map<string, Map<string, number>>();
  private readonly series = new Map<string, KnownSeries>();
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(database: Database) {
    this.statements = statementsOf(database);
  }

  organisation(name: string): number {
    const { findOrganisation, addOrganisation } = this.statements;
    return this.numberOf('organisation', name, () => findOrganisation.get(name) ?? addOrganisation.get(name));
  }

  service(organisation: number, name: string): number {
    const { findService, addService } = this.statements;
    return this.numberOf(`service ${organisation}`, name, () => {
      return findService.get(organisation, name) ?? addService.get(organisation, name);
    });
  }

  template(organisation: number, id: string): number {
    const { findTemplate, addTemplate } = this.statements;
    return this.numberOf(`template ${organisation}`, id, () => {
      return findTemplate.get(organisation, id) ?? addTemplate.get(organisation, id);
    });
  }

  source(organisation: number, name: string): number {
    const { findSource, addSource } = this.statements;
    return this.numberOf(`source ${organisation}`, name, () => {
      return findSource.get(organisation, name) ?? addSource.get(organisation, name);
    });
  }

  /** Where something that happened at the start of a bucket is counted: the series, and the bucket it has by now. */
  place(key: SeriesKey, at: number): { series: number; at: number; isRolledUp: boolean } {
    const series = this.seriesOf(key, at);
    if (at < series.firstAt || at > series.lastAt) {
      series.firstAt = Math.min(at, series.firstAt);
      series.lastAt = Math.max(at, series.lastAt);
      this.statements.widenSeries.run(series.firstAt, series.lastAt, series.number);
    }
    const isRolledUp = at < series.rolledTo;
    return { series: series.number, at: isRolledUp ? at - (at % ROLLED_UP_STEP_MS) : at, isRolledUp };
  }

  forget(): void {
    this.remembered.clear();
    this.series.clear();
  }

  private seriesOf({ organisation, sort, service, other, name }: SeriesKey, at: number): KnownSeries {
    const key = `${service} ${sort} ${other} ${name}`;
    const known = this.series.get(key);
    if (known !== undefined) {
      return known;
    }
    const { findSeries, addSeries } = this.statements;
    const found =
      findSeries.get(service, sort, other, name) ?? addSeries.get(organisation, sort, service, other, name, at, at);
    if (found === undefined) {
      throw new Error('a series was neither found nor added');
    }
    if (this.series.size >= MOST_REMEMBERED) {
      this.series.clear();
    }
    this.series.set(key, found);
    return found;
  }

  private numberOf(sort: string, name: string, find: () => number | undefined): number {
    let names = this.remembered.get(sort);
    if (names === undefined) {
      names = new Map();
      this.remembered.set(sort, names);
    }
    const known = names.get(name);
    if (known !== undefined) {
      return known;
    }
    const number = Number(find());
    if (names.size >= MOST_REMEMBERED) {
      names.clear();
    }
    names.set(name, number);
    return number;
  }
}

function statementsOf(database: Database) {
  const pluck = <Values extends unknown[]>(sql: string) => database.prepare<Values, number>(sql).pluck();
  const series = 'number, first_at AS firstAt, last_at AS lastAt, rolled_to AS rolledTo';
  return {
    findOrganisation: pluck<[string]>('SELECT number FROM log_organisations WHERE organisation = ?'),
    addOrganisation: pluck<[string]>('INSERT INTO log_organisations (organisation) VALUES (?) RETURNING number'),
    findService: pluck<[number, string]>('SELECT number FROM log_services WHERE organisation = ? AND service = ?'),
    addService: pluck<[number, string]>(
      'INSERT INTO log_services (organisation, service) VALUES (?, ?) RETURNING number'
    ),
    findTemplate: pluck<[number, string]>('SELECT number FROM templates WHERE organisation = ? AND id = ?'),
    addTemplate: pluck<[number, string]>(
      `INSERT INTO templates (organisation, id, text) VALUES (?, ?, '') RETURNING number`
    ),
    findSource: pluck<[number, string]>('SELECT number FROM signal_sources WHERE organisation = ? AND source = ?'),
    addSource: pluck<[number, string]>(
      'INSERT INTO signal_sources (organisation, source) VALUES (?, ?) RETURNING number'
    ),
    findSeries: database.prepare<[number, number, number, string], KnownSeries>(
      `SELECT ${series} FROM series WHERE service = ? AND sort = ? AND other = ? AND name = ?`
    ),
    addSeries: database.prepare<[number, number, number, number, string, number, number], KnownSeries>(
      `INSERT INTO series (organisation, sort, service, other, name, first_at, last_at, rolled_to)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0) RETURNING ${series}`
    ),
    widenSeries: database.prepare('UPDATE series SET first_at = ?, last_at = ? WHERE number = ?'),
  };
}
