import type { GrafanaQuery } from '../grafana-query.ts';

/**
 * TraceQL metrics, which Tempo answers since 2.4 where its local blocks are on, for recent times only; the last half
 * minute comes late. Latencies come in bins whose borders are powers of two, so a quantile is right within 41 %.
 */
const SERVED = '{ kind = server || kind = consumer }';
const spans: readonly GrafanaQuery[] = [
  { signal: 'requests', query: `${SERVED} | count_over_time() by ($service)`, per: 'bucket' },
  {
    signal: 'failures',
    query: '{ (kind = server || kind = consumer) && status = error } | count_over_time() by ($service)',
    per: 'bucket',
  },
  {
    signal: 'latency',
    query: `${SERVED} | histogram_over_time(duration) by ($service)`,
    ...{ per: 'bucket', form: 'bins', borderLabel: '__bucket', unit: 's' },
  },
];

/** The same by name of the span: as many series as there are operations. */
const operations: readonly GrafanaQuery[] = [
  {
    signal: 'requests',
    query: `${SERVED} | count_over_time() by ($service, name)`,
    ...{ per: 'bucket', operationLabels: ['name'] },
  },
  {
    signal: 'failures',
    query: '{ (kind = server || kind = consumer) && status = error } | count_over_time() by ($service, name)',
    ...{ per: 'bucket', operationLabels: ['name'] },
  },
];

export const TEMPO_PRESETS = { spans, operations } as const;
