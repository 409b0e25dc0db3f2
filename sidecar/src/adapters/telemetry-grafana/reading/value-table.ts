import { bucketOfPoint, labelledSeries, type AskedSource, type TimeRange } from '../query-model.ts';
import { STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';
import { labelsOf, type GrafanaQuery } from '../grafana-query.ts';
import type { Series } from '../frames.ts';

/** One number of an answer: which bucket it speaks of, and under which names. */
export interface Value {
  readonly at: number;
  readonly service: string;
  /** '' where the query does not tell operations apart. */
  readonly operation: string;
  readonly callee: string;
  readonly level: string;
  /** `key=value` pairs, sorted, joined by a comma. */
  readonly labels: string;
  readonly border: string;
  /** Of Elasticsearch: what is measured (`Count`, `p95.0`). */
  readonly metric: string;
  /** Per bucket, where it was told per second. */
  readonly value: number;
}

/** The answer to one query as rows; what lies outside the range, and what is no number, is left out. */
export function valuesOf(
  series: readonly Series[],
  { source, query, range }: { source: AskedSource; query: GrafanaQuery; range: TimeRange }
): Value[] {
  const factor = query.per === 'second' ? STATISTICS_STEP_MS / 1000 : 1;
  return series.flatMap((told) => {
    const { labels, metric, points } = labelledSeries(source, query, told);
    const named = { ...namesOf(labels, { source, query }), metric };
    return points.flatMap(([time, value]) => {
      const at = bucketOfPoint(source.type, time);
      const isAsked = at + STATISTICS_STEP_MS > range.from && at < range.to;
      return value === null || !isAsked ? [] : [{ ...named, at, value: value * factor }];
    });
  });
}

function namesOf(
  told: Readonly<Record<string, string>>,
  { source, query }: { source: AskedSource; query: GrafanaQuery }
) {
  const { operationLabels = [], calleeLabel, levelLabel, borderLabel, labels = [] } = query;
  const of = (label: string | undefined) => (label === undefined ? '' : (told[label] ?? ''));
  const [serviceLabel] = labelsOf(query, source.serviceLabel);
  return {
    service: of(serviceLabel),
    operation: operationLabels
      .map(of)
      .filter((part) => part !== '')
      .join(' '),
    callee: of(calleeLabel),
    level: of(levelLabel).toLowerCase(),
    border: of(borderLabel),
    labels: labels
      .filter((label) => of(label) !== '')
      .map((label) => `${label}=${of(label)}`)
      .sort()
      .join(','),
  };
}
