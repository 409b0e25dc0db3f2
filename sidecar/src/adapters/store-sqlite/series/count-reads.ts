import type { Database } from 'better-sqlite3';
import type { CallCounts, CallOrigin, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import { decodeBins, defineBins } from './counted-tables.ts';
import { seriesFinder, type SeriesQuery } from './find-series.ts';
import { SERIES_SORTS } from './signal-numbers.ts';

interface Steps {
  /** Null for the whole span in one, told at its start. */
  readonly stepMs: number | null;
}

type OperationRow = [
  bucket: number,
  requests: number,
  errors: number,
  bins: string,
  slowest: number,
  trace: string | null,
];
type CallRow = [bucket: number, calls: number, errors: number, bins: string];

/** The start of the bucket of a row; with the step 0 all rows have the time that follows. */
export const BUCKET = 'CASE WHEN @step = 0 THEN @from ELSE at - at % CAST(@step AS INTEGER) END';

/** Traffic by series, rows of each series in order of time. */
export function trafficReads(database: Database) {
  defineBins(database);
  const find = seriesFinder(database);
  // The trace is of the row that has the largest value: so SQLite defines a column beside a single max().
  const operationRows = database
    .prepare<object, OperationRow>(
      `SELECT ${BUCKET} AS bucket, sum(requests), sum(errors), sum_bins(latency), max(slowest), slowest_trace
       FROM operation_counts WHERE series = @series AND at >= @from AND at < @to AND requests > 0
       GROUP BY bucket ORDER BY bucket`
    )
    .raw();
  const callRows = database
    .prepare<object, CallRow>(
      `SELECT ${BUCKET} AS bucket, sum(calls), sum(errors), sum_bins(latency)
       FROM call_counts WHERE series = @series AND at >= @from AND at < @to AND calls > 0
       GROUP BY bucket ORDER BY bucket`
    )
    .raw();

  return {
    readOperations(query: SeriesQuery & Steps & { operations: readonly string[] | undefined }): OperationCounts[] {
      const { from, to, stepMs, operations } = query;
      const wanted = operations === undefined ? null : new Set(operations);
      return find(SERIES_SORTS.operation, query)
        .filter(({ name }) => wanted?.has(name) ?? true)
        .flatMap(({ number: series, service, name: operation }) =>
          operationRows
            .all({ series, from, to, step: stepMs ?? 0 })
            .map(([at, requests, errors, bins, slowestMs, slowestTrace]) => {
              const latency = decodeBins(bins);
              return { service, operation, at, requests, errors, latency, slowestMs, slowestTrace };
            })
        );
    },

    readCalls(query: SeriesQuery & Steps): CallCounts[] {
      const { from, to, stepMs } = query;
      return find(SERIES_SORTS.call, query).flatMap(({ number: series, service: caller, other: callee, name }) =>
        callRows.all({ series, from, to, step: stepMs ?? 0 }).map(([at, calls, errors, bins]) => {
          return { caller, callee, origin: name as CallOrigin, at, calls, errors, latency: decodeBins(bins) };
        })
      );
    },
  };
}
