import type { Database } from 'better-sqlite3';
import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import { nameMetrics, type MetricName } from '../../../domain/metrics/name-metrics.ts';
import { metricOfSeries } from './count-writes.ts';
import { seriesFinder, type SeriesQuery } from './find-series.ts';
import { SERIES_SORTS } from './signal-numbers.ts';

type Query = SeriesQuery & { readonly metrics: readonly string[] | undefined };
type ValueRow = [at: number, count: number, sum: number, min: number, max: number, last: number];

export function metricReads(database: Database) {
  const find = seriesFinder(database);
  const inSpan = 'series = ? AND at >= ? AND at < ? AND count > 0';
  const values = database
    .prepare<[number, number, number], number | null>(`SELECT sum(count) FROM metric_counts WHERE ${inSpan}`)
    .pluck();
  const rows = database
    .prepare<
      [number, number, number],
      ValueRow
    >(`SELECT at, count, sum, min, max, last FROM metric_counts WHERE ${inSpan} ORDER BY at, source`)
    .raw();

  const present = (query: Query) => {
    const wanted = query.metrics === undefined ? null : new Set(query.metrics);
    return find(SERIES_SORTS.metric, query).flatMap(({ number, service, name }) => {
      const [metric, labels, unit, kind] = metricOfSeries(name);
      const count = wanted === null || wanted.has(metric) ? values.get(number, query.from, query.to) : null;
      return typeof count === 'number' ? [{ number, name, count, of: { service, metric, labels, unit, kind } }] : [];
    });
  };

  return {
    metricNames(query: Query & { limit: number }): MetricName[] {
      return nameMetrics(present(query).map(({ of }) => of)).slice(0, query.limit);
    },

    /** As they are stored, each series in order of time. */
    readMetrics(query: Query & { maxSeries: number }): MetricCounts[] {
      const largest = present(query)
        .sort((a, b) => b.count - a.count || (keyOf(a.of.service, a.name) < keyOf(b.of.service, b.name) ? -1 : 1))
        .slice(0, query.maxSeries);
      return largest.flatMap(({ number, of }) =>
        rows
          .all(number, query.from, query.to)
          .map(([at, count, sum, min, max, last]) => ({ ...of, at, count, sum, min, max, last }))
      );
    },
  };
}

function keyOf(service: string, name: string): string {
  return `${JSON.stringify(service)},${name}`;
}
