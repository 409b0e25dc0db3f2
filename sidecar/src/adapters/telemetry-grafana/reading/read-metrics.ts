import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { Answered } from './read-traffic.ts';

/** A value of a gauge at a time, or the increase of a bucket. */
export function readMetrics(answers: readonly Answered[]): MetricCounts[] {
  return answers
    .filter(({ query }) => query.signal === 'metric')
    .flatMap(({ query, values }) =>
      values
        .filter(({ service }) => service !== '')
        .map(({ service, labels, at, value }) => ({
          ...{ service, labels, at },
          metric: query.name ?? query.field ?? query.query.slice(0, 100),
          unit: query.unit ?? '',
          kind: query.kind ?? 'gauge',
          ...{ count: 1, sum: value, min: value, max: value, last: value },
        }))
    );
}
