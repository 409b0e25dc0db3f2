import { bucketStart, STATISTICS_STEP_MS } from '../../domain/signals/service-counts.ts';
import { labelsOf, type GrafanaQuery, type GrafanaType } from './grafana-query.ts';
import type { Series } from './frames.ts';

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface AskedSource {
  readonly uid: string;
  readonly type: GrafanaType;
  /** As Grafana calls it: several plugins speak the language of one type. */
  readonly plugin: string;
  readonly serviceLabel: string;
  /** Of Elasticsearch: the field with the times, as the data source has it. */
  readonly timeField: string;
}

/** Separates the names in an alias; no name that people give has it. */
const SEPARATOR = '\u001f';
const METRIC = '{{metric}}';
/** How many values of each field, by how many fields there are: Elasticsearch answers 65,536 buckets at most. */
const VALUES_OF_TERMS: readonly (readonly number[])[] = [[], [500], [100, 20], [50, 10, 5], [30, 5, 5, 5]];
const PERCENTS = ['10', '25', '40', '50', '60', '75', '90', '95', '99', '100'];
/** Where Grafana would rather thin out than answer; no piece of a gap is that long. */
const MAX_DATA_POINTS = 1_000;

/**
 * Only buckets that are over are asked for, but of Elasticsearch, whose buckets are counted as far as they went. Loki
 * and Prometheus tell at a time what was in the ten seconds before it.
 */
export function askedRange(type: GrafanaType, { from, to }: TimeRange): TimeRange | null {
  const begin = bucketStart(from + STATISTICS_STEP_MS - 1);
  const end = bucketStart(to);
  if (type === 'elasticsearch') {
    return { from, to: to - 1 };
  }
  if (end <= begin) {
    return null;
  }
  return looksBack(type) ? { from: begin + STATISTICS_STEP_MS, to: end } : { from: begin, to: end };
}

/** Start of the bucket that a point speaks of. */
export function bucketOfPoint(type: GrafanaType, at: number): number {
  return bucketStart(looksBack(type) ? at - STATISTICS_STEP_MS : at);
}

function looksBack(type: GrafanaType): boolean {
  return type === 'loki' || type === 'prometheus';
}

/** All queries of one data source in one request, `A0`, `A1` and so on. */
export function queryBody(source: AskedSource, queries: readonly GrafanaQuery[], { from, to }: TimeRange): object {
  return {
    from: String(from),
    to: String(to),
    queries: queries.map((query, place) => ({
      refId: refIdOf(place),
      datasource: { uid: source.uid, type: source.plugin },
      intervalMs: STATISTICS_STEP_MS,
      maxDataPoints: MAX_DATA_POINTS,
      ...modelOf(source, query),
    })),
  };
}

export function refIdOf(place: number): string {
  return `A${place}`;
}

function modelOf(source: AskedSource, query: GrafanaQuery): object {
  const expr = query.query.replaceAll('$service', query.serviceLabel ?? source.serviceLabel);
  switch (source.type) {
    case 'prometheus':
      return { expr, range: true, instant: false, exemplar: false };
    case 'loki':
      return { expr, queryType: 'range', step: `${STATISTICS_STEP_MS / 1000}s` };
    case 'tempo':
      return {
        query: expr,
        queryType: 'traceql',
        metricsQueryType: 'range',
        step: `${STATISTICS_STEP_MS / 1000}s`,
        exemplars: 0,
        filters: [],
      };
    case 'elasticsearch':
      return elasticsearchModel(query, { fields: labelsOf(query, source.serviceLabel), timeField: source.timeField });
  }
}

function elasticsearchModel(
  query: GrafanaQuery,
  { fields, timeField }: { fields: readonly string[]; timeField: string }
): object {
  const sizes = VALUES_OF_TERMS[fields.length] ?? [];
  const terms = fields.map((field, place) => ({
    id: String(place + 10),
    type: 'terms',
    field,
    settings: { size: String(sizes[place] ?? 2), min_doc_count: '1', order: 'desc', orderBy: '_count' },
  }));
  const histogram = {
    id: '2',
    type: 'date_histogram',
    field: timeField,
    settings: { interval: `${STATISTICS_STEP_MS / 1000}s`, min_doc_count: '1' },
  };
  return {
    query: query.query,
    alias: [...fields.map((field) => `{{term ${field}}}`), METRIC].join(SEPARATOR),
    timeField,
    metrics: measured(query),
    bucketAggs: [...terms, histogram],
  };
}

function measured({ signal, field, kind }: GrafanaQuery): object[] {
  const count = { id: '1', type: 'count' };
  if (field === undefined) {
    return [count];
  }
  if (signal === 'latency' || signal === 'call-latency') {
    return [count, { id: '3', type: 'percentiles', field, settings: { percents: PERCENTS } }];
  }
  return [{ id: '3', type: kind === 'increase' ? 'sum' : 'avg', field }];
}

/** Labels by name, wherever the data source puts them. `metric` is what an Elasticsearch series measures. */
export function labelledSeries(source: AskedSource, query: GrafanaQuery, series: Series): Series & { metric: string } {
  if (source.type === 'elasticsearch') {
    const fields = labelsOf(query, source.serviceLabel);
    const parts = series.name.split(SEPARATOR);
    const labels = fields.map((field, place) => [field, parts[place] ?? ''] as const);
    return { ...series, labels: Object.fromEntries(labels), metric: parts[fields.length] ?? '' };
  }
  const labels = source.type === 'tempo' ? unquoted(series.labels) : series.labels;
  return { ...series, labels, metric: '' };
}

/** Tempo's data source quotes words and leaves numbers. */
function unquoted(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value.replace(/^"(.*)"$/s, '$1')]));
}
