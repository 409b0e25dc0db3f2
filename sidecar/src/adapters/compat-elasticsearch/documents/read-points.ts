import type { RawPoint } from '../../../domain/signals/raw-signals.ts';
import { firstText, METRIC_FIELDS, RESOURCE_FIELDS, slotsOf, type Values } from './field-names.ts';
import { isObject, type JsonObject } from './field-tree.ts';
import type { KnownDocument } from './known-document.ts';
import { readTime } from './read-time.ts';

const [METRICS] = slotsOf(METRIC_FIELDS.metrics);
const METRICSETS = slotsOf(METRIC_FIELDS.metricset);
const UNITS = slotsOf(METRIC_FIELDS.unit);
const PLACES = RESOURCE_FIELDS.filter(([attribute]) => attribute === 'host.name' || attribute === 'k8s.pod.name').map(
  ([attribute, names]) => [attribute, slotsOf(names)] as const
);

/** What Elastic APM counts of transactions and spans that it sends as well: to read both would count them twice. */
const COUNTED_FROM_SPANS: ReadonlySet<string> = new Set([
  'transaction',
  'transaction_breakdown',
  'span_breakdown',
  'service_destination',
  'service_transaction',
  'service_summary',
]);
/** Top-level objects of the Common Schema, which describe where a number is from and hold none of it. */
const DESCRIPTIONS: ReadonlySet<string> = new Set(
  (
    '@timestamp @version agent attributes client cloud container data_stream ecs error event fields file host input ' +
    'kubernetes labels log message metricset observer orchestrator process processor resource scope server service ' +
    'source span start_timestamp tags timestamp trace transaction unit url user user_agent _metric_descriptions'
  ).split(' ')
);
const MAX_POINTS = 200;
const MAX_LABELS = 8;
const MAX_LABEL_LENGTH = 80;
const MAX_DEPTH = 8;

interface Leaves {
  readonly numbers: (readonly [name: string, value: number])[];
  readonly labels: (readonly [string, string])[];
}

/**
 * Every number of a metric document as a point. Metricbeat and APM do not say in the document which of their numbers
 * only grow, so all are gauges; OpenTelemetry's exporter says so in the action line.
 */
export function readPoints({ document, values, at, service, dynamicTemplates }: KnownDocument): RawPoint[] {
  if (COUNTED_FROM_SPANS.has(firstText(values, METRICSETS) ?? '')) {
    return [];
  }
  const leaves: Leaves = { numbers: [], labels: [] };
  const metrics = values[METRICS ?? -1];
  if (isObject(metrics)) {
    collect(metrics, { prefix: '', depth: 0 }, leaves);
    attributesOf(document, leaves);
  } else {
    for (const key in document) {
      if (!DESCRIPTIONS.has(key.split('.', 1)[0] ?? '')) {
        collectValue(document[key], { prefix: key, depth: 0 }, leaves);
      }
    }
  }
  const labels = [...placeOf(values), ...leaves.labels];
  const startedAt = readTime(document['start_timestamp']);
  const unit = firstText(values, UNITS) ?? '';
  return leaves.numbers.map(([metric, value]) => ({
    service,
    stream: null,
    metric,
    unit,
    kind: isCounter(dynamicTemplates, metric) ? 'cumulative' : 'gauge',
    at,
    startedAt,
    labels,
    count: 1,
    sum: value,
    min: value,
    max: value,
  }));
}

function isCounter(templates: JsonObject | null, metric: string): boolean {
  const template = templates?.[`metrics.${metric}`];
  return template === 'counter_long' || template === 'counter_double';
}

function placeOf(values: Values): (readonly [string, string])[] {
  return PLACES.flatMap(([attribute, slots]) => {
    const value = firstText(values, slots);
    return value === null ? [] : [[attribute, value.slice(0, MAX_LABEL_LENGTH)] as const];
  });
}

function attributesOf(document: JsonObject, leaves: Leaves): void {
  const attributes = document['attributes'];
  if (isObject(attributes)) {
    collect(attributes, { prefix: '', depth: 0 }, { numbers: [], labels: leaves.labels });
  }
}

interface Place {
  readonly prefix: string;
  readonly depth: number;
}

function collect(holder: JsonObject, { prefix, depth }: Place, leaves: Leaves): void {
  for (const key in holder) {
    if (leaves.numbers.length >= MAX_POINTS) {
      return;
    }
    collectValue(holder[key], { prefix: prefix === '' ? key : `${prefix}.${key}`, depth }, leaves);
  }
}

function collectValue(value: unknown, { prefix, depth }: Place, leaves: Leaves): void {
  if (typeof value === 'number') {
    if (leaves.numbers.length < MAX_POINTS) {
      leaves.numbers.push([prefix, value]);
    }
  } else if (typeof value === 'string') {
    if (leaves.labels.length < MAX_LABELS && value.length <= MAX_LABEL_LENGTH) {
      leaves.labels.push([prefix, value]);
    }
  } else if (isObject(value) && depth < MAX_DEPTH) {
    collect(value, { prefix, depth: depth + 1 }, leaves);
  }
}
