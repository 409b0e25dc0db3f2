import type { RawPoint } from '../../domain/signals/raw-signals.ts';
import { OtlpAttributes, type OtlpCollector } from './otlp-collector.ts';

/** One data point of whichever shape. Times are epoch milliseconds, 0 where not told. */
export interface OtlpPoint {
  time: number;
  startTime: number;
  flags: number;
  readonly labels: OtlpAttributes;
  /** 1 for a single number. */
  count: number;
  /** null where nothing was measured, or where a histogram leaves it out. */
  sum: number | null;
  min: number | null;
  max: number | null;
}

export type OtlpShape = 'gauge' | 'sum' | 'histogram' | 'summary';

/** One Metric with its points. Of histograms and summaries their totals are read, not their buckets and quantiles. */
export interface OtlpMetric {
  name: string;
  unit: string;
  shape: OtlpShape;
  temporality: number;
  isMonotonic: boolean;
  points: OtlpPoint[];
}

export function emptyMetric(): OtlpMetric {
  return { name: '', unit: '', shape: 'gauge', temporality: 0, isMonotonic: false, points: [] };
}

export function emptyPoint(): OtlpPoint {
  return { time: 0, startTime: 0, flags: 0, labels: new OtlpAttributes(), count: 1, sum: null, min: null, max: null };
}

export function setValue(point: OtlpPoint, value: number | null): void {
  point.sum = value;
  point.min = value;
  point.max = value;
}

const DELTA = 1;
const CUMULATIVE = 2;
/** DataPointFlags: the series went away; there is no value. */
const NO_RECORDED_VALUE = 1;

export function takeMetric(
  metric: OtlpMetric,
  origin: { service: string | null; stream: string },
  into: OtlpCollector
): void {
  const kind = kindOf(metric);
  for (const point of metric.points) {
    // A summary's sum is a field that is left out where it is zero.
    const sum = point.sum ?? (metric.shape === 'summary' ? 0 : null);
    if (sum === null || !Number.isFinite(sum) || !hasObservations(point, kind) || metric.name === '') {
      continue;
    }
    // The extremes of a cumulative histogram are since its start, and say nothing of the time since the last one.
    const hasExtremes = kind !== 'cumulative' || metric.shape === 'sum';
    into.takePoint({
      ...origin,
      metric: metric.name,
      unit: metric.unit,
      kind,
      at: point.time === 0 ? null : point.time,
      startedAt: point.startTime === 0 ? null : point.startTime,
      labels: point.labels.pairs,
      count: point.count,
      sum,
      min: hasExtremes ? finite(point.min) : null,
      max: hasExtremes ? finite(point.max) : null,
    });
  }
}

function hasObservations({ count, flags }: OtlpPoint, kind: RawPoint['kind']): boolean {
  const isRecorded = (flags & NO_RECORDED_VALUE) === 0 && Number.isSafeInteger(count);
  return isRecorded && (count > 0 || (count === 0 && kind === 'cumulative'));
}

/**
 * A sum that also falls, told as a total, is a level; so is what does not say since when it counts, since a guess
 * would make nonsense of it.
 */
function kindOf({ shape, temporality, isMonotonic }: OtlpMetric): RawPoint['kind'] {
  if (shape === 'summary') {
    return 'cumulative';
  }
  if (shape === 'gauge') {
    return 'gauge';
  }
  if (temporality === DELTA) {
    return 'increase';
  }
  return temporality === CUMULATIVE && (isMonotonic || shape === 'histogram') ? 'cumulative' : 'gauge';
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
