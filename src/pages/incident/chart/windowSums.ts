import { type IncidentChart } from '@incident-memory/contract';

export interface ChartLines {
  /** Epoch milliseconds of the end of each bucket's window. */
  times: number[];
  series: Array<{ service: string; values: Array<number | null> }>;
  /** How much time one value covers. */
  windowSeconds: number;
  threshold: number | null;
}

/**
 * The rule compares the errors of a whole window, so the chart shows just these sums: the line crosses the threshold
 * where the rule fired. Sums that would reach back before the first bucket are left out, not shown too low.
 */
export function windowSums(chart: IncidentChart): ChartLines {
  const { stepSeconds, rule } = chart;
  const windowSeconds = Math.max(rule.windowSeconds ?? stepSeconds, stepSeconds);
  const buckets = Math.round(windowSeconds / stepSeconds);
  const starts = [...new Set(chart.series.flatMap(({ points }) => points.map(({ at }) => Date.parse(at))))].sort(
    (a, b) => a - b
  );
  const series = chart.series.map(({ service, points }) => {
    const errorsAt = new Map(points.map(({ at, errors }) => [Date.parse(at), errors]));
    let sum = 0;
    const values = starts.map((start, index) => {
      sum += errorsAt.get(start) ?? 0;
      const leaving = starts[index - buckets];
      sum -= leaving === undefined ? 0 : (errorsAt.get(leaving) ?? 0);
      return index < buckets - 1 ? null : sum;
    });
    return { service, values };
  });
  return {
    times: starts.map((start) => start + stepSeconds * 1000),
    series,
    windowSeconds,
    threshold: rule.thresholdErrors,
  };
}
