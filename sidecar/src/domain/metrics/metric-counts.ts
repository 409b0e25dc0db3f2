/**
 * Metrics: numbers that services report of themselves. A series is a service, a metric and its labels; values are kept
 * as what adds up over time and over series: how many, their sum, the smallest, the largest and the last.
 */
export interface MetricCounts {
  readonly service: string;
  readonly metric: string;
  readonly unit: string;
  /** A gauge is read as its mean or last value, an increase as its sum. */
  readonly kind: 'gauge' | 'increase';
  /** `key=value` pairs, sorted, joined by a comma; '' where there are none. */
  readonly labels: string;
  /** Start of the bucket, epoch milliseconds, a multiple of the step. */
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
}

/** Nothing that is measured is larger; what is (the largest number as a sign of "no limit", say) adds up to no number. */
const LARGEST_VALUE = 1e200;

export function isMeasured(value: number): boolean {
  return Math.abs(value) <= LARGEST_VALUE;
}
