import type { GrafanaQuery, GrafanaType } from '../grafana-query.ts';
import { ELASTICSEARCH_PRESETS } from './elasticsearch.ts';
import { LOKI_PRESETS } from './loki.ts';
import { PROMETHEUS_PRESETS } from './prometheus.ts';
import { TEMPO_PRESETS } from './tempo.ts';

export const GRAFANA_PRESETS: Readonly<Record<GrafanaType, Readonly<Record<string, readonly GrafanaQuery[]>>>> = {
  elasticsearch: ELASTICSEARCH_PRESETS,
  loki: LOKI_PRESETS,
  prometheus: PROMETHEUS_PRESETS,
  tempo: TEMPO_PRESETS,
};

/** What services are called by, where the configuration does not say. */
export const SERVICE_LABELS: Readonly<Record<GrafanaType, string>> = {
  elasticsearch: 'service.name',
  loki: 'service_name',
  prometheus: 'service_name',
  tempo: 'resource.service.name',
};
