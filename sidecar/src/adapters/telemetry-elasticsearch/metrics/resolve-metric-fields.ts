import type { estypes } from '@elastic/elasticsearch';
import { exactForm, isNumber, known, onlyWhere, requireNumber, requireTime, type OnlyWhere } from '../field-forms.ts';
import type { IndexMapping } from '../read-mapping.ts';
import type { MetricField, MetricPreset } from './metric-presets.ts';

export interface MetricSettings {
  readonly index: string;
  readonly preset: MetricPreset | null;
  readonly named: Partial<Readonly<Record<'timestamp' | 'service' | 'instance', string>>>;
  /** Asked besides those of the preset; each must fit where it is there. */
  readonly fields: readonly MetricField[];
  readonly only: readonly OnlyWhere[];
}

/** Metrics that share one tree of names: they come from one search. */
export interface MetricGroup {
  /** Label in our words and field that is counted by. */
  readonly labels: readonly { readonly name: string; readonly field: string }[];
  readonly instance: string | null;
  readonly metrics: readonly MetricField[];
}

export interface ResolvedMetricFields {
  readonly timestamp: string;
  readonly service: string;
  readonly groups: readonly MetricGroup[];
  readonly only: readonly estypes.QueryDslQueryContainer[];
  /** Named in the configuration and in no document yet. */
  readonly missing: readonly string[];
}

const UNDER = 'metrics.';
const DEFAULTS = {
  timestamp: ['@timestamp'],
  service: ['service.name', 'resource.attributes.service.name'],
  instance: ['service.node.name', 'resource.attributes.service.instance.id', 'host.name'],
} as const;

export function resolveMetricFields(mapping: IndexMapping, settings: MetricSettings): ResolvedMetricFields {
  const { index, preset, named, only } = settings;
  const candidatesOf = (role: 'timestamp' | 'service' | 'instance') =>
    named[role] === undefined ? (preset ?? DEFAULTS)[role] : [named[role]];
  const must = (role: 'timestamp' | 'service' | 'instance') =>
    known(mapping, role, { candidates: candidatesOf(role), index, under: UNDER });
  const [timestamp] = must('timestamp');
  requireTime(mapping, timestamp, { index, under: UNDER });
  const present = settings.fields.filter(({ field }) => mapping.of(field) !== null);
  present.forEach(({ field }) => requireNumber(mapping, field, index));
  // What a preset only hopes for is left out quietly where it is something else.
  const hoped = (preset?.fields ?? []).filter(({ field }) => isNumber(mapping, field));
  const chosen = new Map([...hoped, ...present].map((metric) => [metric.name ?? metric.field, metric]));
  const groups = new Map<string, MetricGroup>();
  for (const metric of chosen.values()) {
    const labels = metric.labels
      .filter((field) => mapping.of(field) !== null)
      .map((field) => ({ name: labelName(field), field: exactForm(mapping, field, index) }));
    const instance = metric.kind === 'cumulative' ? exactForm(mapping, must('instance')[0], index) : null;
    const key = JSON.stringify([labels, instance]);
    groups.set(key, { labels, instance, metrics: [...(groups.get(key)?.metrics ?? []), metric] });
  }
  return {
    timestamp,
    service: exactForm(mapping, must('service')[0], index),
    groups: [...groups.values()],
    only: onlyWhere(mapping, only, index),
    missing: settings.fields.filter((metric) => !present.includes(metric)).map(({ field }) => field),
  };
}

/** As the sender called it before it was indexed. */
function labelName(field: string): string {
  return field.replace(/^(resource\.)?(attributes|labels)\./, '');
}

/** Every name that may be asked for. */
export function metricFieldNames({ preset, named, fields, only }: MetricSettings): string[] {
  const from = preset ?? DEFAULTS;
  const metrics = [...(preset?.fields ?? []), ...fields];
  return [
    ...[from.timestamp, from.service, from.instance].flat(),
    ...Object.values(named).filter((field) => field !== undefined),
    ...metrics.flatMap(({ field, labels }) => [field, ...labels]),
    ...only.map(({ field }) => field),
  ];
}
