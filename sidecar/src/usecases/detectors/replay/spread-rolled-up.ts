import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { OperationCounts } from '../../../domain/traffic/traffic-counts.ts';
import { STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';
import type { TemplateCounts } from '../../../domain/templates/template-counts.ts';
import { ROLLED_UP_STEP_MS } from '../../../ports/stores/signals/signal-store.ts';

/**
 * What is older than two days is kept by five minutes. Detectors look at ten seconds, so it is spread evenly: what
 * happened within the five minutes is lost, and a replay says so. Nothing is lost or added by the spreading.
 */
const PARTS = ROLLED_UP_STEP_MS / STATISTICS_STEP_MS;

export function spreadOperations(rows: readonly OperationCounts[], before: number): OperationCounts[] {
  return spread(rows, before, (row, part) => ({
    ...row,
    requests: share(row.requests, part),
    errors: share(row.errors, part),
    // A quantile asks for shares alone.
    latency: row.latency.map((value, index) => (index % 2 === 0 ? value : value / PARTS)),
  }));
}

export function spreadTemplates(rows: readonly TemplateCounts[], before: number): TemplateCounts[] {
  return spread(rows, before, (row, part) => ({
    ...row,
    lines: share(row.lines, part),
    errors: share(row.errors, part),
  }));
}

/** A gauge stays what it was on average; an increase is spread. */
export function spreadMetrics(rows: readonly MetricCounts[], before: number): MetricCounts[] {
  return spread(rows, before, (row) => ({ ...row, count: row.count / PARTS, sum: row.sum / PARTS }));
}

function spread<Row extends { readonly at: number }>(
  rows: readonly Row[],
  before: number,
  part: (row: Row, part: number) => Row
): Row[] {
  return rows.flatMap((row) =>
    row.at >= before
      ? [row]
      : Array.from({ length: PARTS }, (_, index) => ({
          ...part(row, index),
          at: row.at + index * STATISTICS_STEP_MS,
        }))
  );
}

/** The whole number that falls to this part, so that all parts add up to the count. */
function share(count: number, part: number): number {
  return Math.floor((count * (part + 1)) / PARTS) - Math.floor((count * part) / PARTS);
}
