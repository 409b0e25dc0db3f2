/**
 * What is asked of a data source, as data: a query in its own language, and how its series are read. Presets are lists
 * of these, and so is what the configuration adds.
 */
export const GRAFANA_TYPES = ['elasticsearch', 'loki', 'prometheus', 'tempo'] as const;
export type GrafanaType = (typeof GRAFANA_TYPES)[number];

/** Plugins that speak PromQL beside Grafana's own. */
const PROMETHEUS_PLUGINS = ['grafana-amazonprometheus-datasource', 'grafana-azureprometheus-datasource'];

export function typeOfPlugin(plugin: string): GrafanaType | undefined {
  return PROMETHEUS_PLUGINS.includes(plugin) ? 'prometheus' : GRAFANA_TYPES.find((type) => type === plugin);
}

export const QUERY_SIGNALS = [
  // Log lines of a service: all, or those of a level; `levels` tells all of them apart by a label.
  ...(['lines', 'warnings', 'errors', 'levels'] as const),
  // What a service was asked for, by operation where it has labels for it.
  ...(['requests', 'failures', 'latency'] as const),
  // What one service asked of another.
  ...(['calls', 'failed-calls', 'call-latency'] as const),
  'metric',
] as const;
export type QuerySignal = (typeof QUERY_SIGNALS)[number];

/**
 * How series tell latencies: the requests of each bin, the requests up to each border (`le`), or quantiles, which need
 * the requests of the same service and operation beside them.
 */
export const LATENCY_FORMS = ['bins', 'cumulative', 'quantiles'] as const;
export type LatencyForm = (typeof LATENCY_FORMS)[number];

export interface GrafanaQuery {
  readonly signal: QuerySignal;
  /** PromQL, LogQL, TraceQL or Lucene. `$service` stands for the label of the service. */
  readonly query: string;
  /** Otherwise that of the data source. For calls: of the caller. */
  readonly serviceLabel?: string | undefined;
  readonly operationLabels?: readonly string[] | undefined;
  readonly calleeLabel?: string | undefined;
  readonly levelLabel?: string | undefined;
  /** A value is what happened in ten seconds, or a rate a second. */
  readonly per?: 'bucket' | 'second' | undefined;
  /** Of latencies: the label of the border or quantile, and how it is meant. */
  readonly borderLabel?: string | undefined;
  readonly form?: LatencyForm | undefined;
  readonly unit?: string | undefined;
  /** In Elasticsearch: the field that is measured. */
  readonly field?: string | undefined;
  readonly name?: string | undefined;
  readonly kind?: 'gauge' | 'increase' | undefined;
  readonly labels?: readonly string[] | undefined;
}

/** The labels by which a query tells its series apart, in a fixed order. */
export function labelsOf(query: GrafanaQuery, serviceLabel: string): string[] {
  const { signal, operationLabels = [], calleeLabel, levelLabel, labels = [] } = query;
  const callee = signal.includes('call') && calleeLabel !== undefined ? [calleeLabel] : [];
  const level = signal === 'levels' && levelLabel !== undefined ? [levelLabel] : [];
  return [query.serviceLabel ?? serviceLabel, ...operationLabels, ...callee, ...level, ...labels];
}
