import type { Database } from 'better-sqlite3';
import { addBins } from '../../../domain/traffic/latency-sketch.ts';
import type { LatencyBins } from '../../../domain/traffic/traffic-counts.ts';
import type { SqlValue } from '../operations/query.ts';
import { SERIES_SORTS, type SeriesSort } from './signal-numbers.ts';

/** A table of counts by series, time and source: its columns, and how a row comes on top of another. */
export interface CountedTable {
  readonly name: string;
  readonly sort: SeriesSort;
  readonly columns: readonly string[];
  readonly add: string;
}

const sum = (column: string) => `${column} = ${column} + excluded.${column}`;
const BINS = 'latency = add_bins(latency, excluded.latency)';

export const COUNTED_TABLES = {
  templates: {
    name: 'template_counts',
    sort: SERIES_SORTS.template,
    columns: ['lines', 'errors'],
    add: `${sum('lines')}, ${sum('errors')}`,
  },
  operations: {
    name: 'operation_counts',
    sort: SERIES_SORTS.operation,
    columns: ['requests', 'errors', 'latency', 'slowest', 'slowest_trace'],
    add: `${sum('requests')}, ${sum('errors')}, ${BINS}, slowest = max(slowest, excluded.slowest),
      slowest_trace = CASE WHEN excluded.slowest > slowest OR excluded.slowest = slowest AND slowest_trace IS NULL
        THEN excluded.slowest_trace ELSE slowest_trace END`,
  },
  calls: {
    name: 'call_counts',
    sort: SERIES_SORTS.call,
    columns: ['calls', 'errors', 'latency'],
    add: `${sum('calls')}, ${sum('errors')}, ${BINS}`,
  },
  metrics: {
    name: 'metric_counts',
    sort: SERIES_SORTS.metric,
    columns: ['count', 'sum', 'min', 'max', 'last'],
    add: `${sum('count')}, ${sum('sum')}, min = min(min, excluded.min), max = max(max, excluded.max),
      last = excluded.last`,
  },
} as const satisfies Record<string, CountedTable>;

/** What was pushed adds up under this number; each polled source has its own. */
export const PUSHED = 0;

export interface RowPlace {
  readonly series: number;
  readonly at: number;
  readonly source: number;
}

/** Writes rows of one table. */
export function countedRows(database: Database, { name, columns, add }: CountedTable) {
  const values = ['series', 'at', 'source', ...columns];
  const into = `INTO ${name} (${values.join(', ')}) VALUES (${values.map(() => '?').join(', ')})`;
  const adding = database.prepare<SqlValue[]>(`INSERT ${into} ON CONFLICT DO UPDATE SET ${add}`);
  const replacing = database.prepare<SqlValue[]>(`INSERT OR REPLACE ${into}`);
  return {
    add: ({ series, at, source }: RowPlace, row: readonly SqlValue[]) => void adding.run(series, at, source, ...row),
    replace: ({ series, at, source }: RowPlace, row: readonly SqlValue[]) =>
      void replacing.run(series, at, source, ...row),
  };
}

/** Sketches of latency as SQL knows them: text, that adds up in an update and over a group. */
export function defineBins(database: Database): void {
  database.function('add_bins', { deterministic: true }, (one, other) =>
    encodeBins(addBins(decodeBins(one), decodeBins(other)))
  );
  database.aggregate<LatencyBins>('sum_bins', {
    start: () => [],
    step: (sum: LatencyBins, bins: unknown) => addBins(sum, decodeBins(bins)),
    result: (sum: LatencyBins) => encodeBins(sum),
  });
}

export function encodeBins(bins: LatencyBins): string {
  return JSON.stringify(bins);
}

export function decodeBins(text: unknown): LatencyBins {
  return typeof text === 'string' && text !== '[]' ? (JSON.parse(text) as LatencyBins) : [];
}
