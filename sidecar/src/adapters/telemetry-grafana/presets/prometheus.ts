import type { GrafanaQuery } from '../grafana-query.ts';

/** Four scrapes wide, by the scrape interval that the data source knows; Grafana fills it in. */
const WINDOW = '[$__rate_interval]';

function histogram(name: string, { by, where = '' }: { by: string; where?: string }): string {
  return `sum by (${by}, le) (rate(${name}_bucket{${where}}${WINDOW}))`;
}

function rate(name: string, { by, where = '' }: { by: string; where?: string }): string {
  return `sum by (${by}) (rate(${name}{${where}}${WINDOW}))`;
}

/** OpenTelemetry's HTTP server metrics, as Prometheus names them. */
const HTTP = 'http_server_request_duration_seconds';
const ROUTE = ['http_request_method', 'http_route'];
const httpServer: readonly GrafanaQuery[] = [
  {
    signal: 'requests',
    query: rate(`${HTTP}_count`, { by: `$service, ${ROUTE.join(', ')}` }),
    ...{ per: 'second', operationLabels: ROUTE },
  },
  {
    signal: 'failures',
    query: rate(`${HTTP}_count`, {
      by: `$service, ${ROUTE.join(', ')}`,
      where: 'http_response_status_code=~"5.."',
    }),
    ...{ per: 'second', operationLabels: ROUTE },
  },
  {
    signal: 'latency',
    query: histogram(HTTP, { by: '$service' }),
    ...{ per: 'second', form: 'cumulative', borderLabel: 'le', unit: 's' },
  },
];

function spanMetrics(calls: string, duration: { name: string; unit: string }): readonly GrafanaQuery[] {
  const served = 'span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"';
  return [
    {
      signal: 'requests',
      query: rate(calls, { by: '$service, span_name', where: served }),
      ...{ per: 'second', operationLabels: ['span_name'] },
    },
    {
      signal: 'failures',
      query: rate(calls, { by: '$service, span_name', where: `${served}, status_code="STATUS_CODE_ERROR"` }),
      ...{ per: 'second', operationLabels: ['span_name'] },
    },
    {
      signal: 'latency',
      query: histogram(duration.name, { by: '$service', where: served }),
      ...{ per: 'second', form: 'cumulative', borderLabel: 'le', unit: duration.unit },
    },
  ];
}

/** Tempo's metrics generator: who calls whom. */
const GRAPH = 'traces_service_graph_request';
const serviceGraph: readonly GrafanaQuery[] = [
  {
    signal: 'calls',
    query: rate(`${GRAPH}_total`, { by: 'client, server' }),
    ...{ per: 'second', serviceLabel: 'client', calleeLabel: 'server' },
  },
  {
    signal: 'failed-calls',
    query: rate(`${GRAPH}_failed_total`, { by: 'client, server' }),
    ...{ per: 'second', serviceLabel: 'client', calleeLabel: 'server' },
  },
  {
    signal: 'call-latency',
    query: histogram(`${GRAPH}_client_seconds`, { by: 'client, server' }),
    ...{ serviceLabel: 'client', calleeLabel: 'server' },
    ...{ per: 'second', form: 'cumulative', borderLabel: 'le', unit: 's' },
  },
];

/** What the official clients of Prometheus report of the process. */
const process: readonly GrafanaQuery[] = [
  {
    signal: 'metric',
    query: 'sum by ($service) (process_resident_memory_bytes)',
    ...{ name: 'process.memory.usage', unit: 'By', kind: 'gauge' },
  },
  {
    signal: 'metric',
    query: `sum by ($service) (rate(process_cpu_seconds_total${WINDOW}))`,
    ...{ name: 'process.cpu.used', unit: '{cpu}', kind: 'gauge' },
  },
];

export const PROMETHEUS_PRESETS = {
  'http-server': httpServer,
  /** Of Tempo's metrics generator; its label is `service`. */
  'tempo-span-metrics': spanMetrics('traces_spanmetrics_calls_total', {
    name: 'traces_spanmetrics_latency',
    unit: 's',
  }),
  /** Of the collector's span metrics connector. */
  'collector-span-metrics': spanMetrics('traces_span_metrics_calls_total', {
    name: 'traces_span_metrics_duration_milliseconds',
    unit: 'ms',
  }),
  'service-graph': serviceGraph,
  process,
} as const;
