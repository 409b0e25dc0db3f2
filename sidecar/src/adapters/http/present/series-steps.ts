import { bucketStart, STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';
import { ApplicationError } from '../../../platform/application-error.ts';
import { stepFor } from '../../../usecases/incidents/read-incident-chart.ts';
import { instant } from './present-incident.ts';

const DEFAULT_POINTS = 300;
const MAX_POINTS = 5000;
/** Series times steps of one answer: some ten megabytes, which is all that a browser can draw and we should hold. */
const MAX_CELLS = 500_000;

export interface Steps {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** The steps of an answer with so many series: as asked, or about 300. Throws where it would be too many. */
export function stepsOf(
  { from, to, stepSeconds }: { from: number; to: number; stepSeconds?: number | undefined },
  series: number
): Steps {
  requireOrder(from, to);
  const most = Math.floor(MAX_CELLS / Math.max(1, series));
  const stepMs =
    stepSeconds === undefined ? stepFor({ from, to }, Math.min(DEFAULT_POINTS, most)) : wholeStep(stepSeconds);
  const start = bucketStart(from, stepMs);
  const mostSteps = Math.min(MAX_POINTS, most);
  if (stepSeconds !== undefined && Math.ceil((to - start) / stepMs) > mostSteps) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: `more than ${mostSteps} steps: take a longer step, a shorter range or fewer services` },
      path: 'query.stepSeconds',
    });
  }
  return { from: start, to, stepMs };
}

/** A span as a whole begins with the bucket in which it begins, so that nothing of its first seconds is missing. */
export function spanOf({ from, to }: { from: number; to: number }): { from: number; to: number } {
  requireOrder(from, to);
  return { from: bucketStart(from), to };
}

export function requireOrder(from: number, to: number): void {
  if (from >= to) {
    throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem: 'must be after from' }, path: 'query.to' });
  }
}

export function presentSteps({ from, to, stepMs }: Steps) {
  return { from: instant(from), to: instant(to), stepSeconds: stepMs / 1000 };
}

/** Rows by series, in order of their first row, and every time of the steps. */
export function inSteps<Row extends { readonly at: number }>(
  rows: readonly Row[],
  { from, to, stepMs }: Steps,
  keyOf: (row: Row) => string
): { at: number[]; series: { first: Row; row: (at: number) => Row | undefined }[] } {
  const at: number[] = [];
  for (let step = from; step < to; step += stepMs) {
    at.push(step);
  }
  const series = new Map<string, { first: Row; rows: Map<number, Row> }>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = series.get(key) ?? { first: row, rows: new Map<number, Row>() };
    series.set(key, known);
    known.rows.set(row.at, row);
  }
  return {
    at,
    series: [...series.values()].map(({ first, rows: ofSeries }) => ({ first, row: (time) => ofSeries.get(time) })),
  };
}

function wholeStep(stepSeconds: number): number {
  return Math.ceil((stepSeconds * 1000) / STATISTICS_STEP_MS) * STATISTICS_STEP_MS;
}
