import type { GrafanaQuery } from '../grafana-query.ts';

/** One pass over the lines tells all levels; `detected_level` is what Loki makes of them at intake since 3.0. */
const levels: readonly GrafanaQuery[] = [
  {
    signal: 'levels',
    query: 'sum by ($service, detected_level) (count_over_time({$service=~".+"}[10s]))',
    ...{ per: 'bucket', levelLabel: 'detected_level' },
  },
];

/** Where a stream has its level as a label, as older shippers set it. */
const levelLabel: readonly GrafanaQuery[] = [
  {
    signal: 'levels',
    query: 'sum by ($service, level) (count_over_time({$service=~".+"}[10s]))',
    ...{ per: 'bucket', levelLabel: 'level' },
  },
];

export const LOKI_PRESETS = { levels, 'level-label': levelLabel } as const;
