import type { MetricCounts } from '../../domain/metrics/metric-counts.ts';
import type { PolledTraffic } from '../../ports/telemetry-source.ts';
import type { OnlyWhere } from './field-forms.ts';
import { METRIC_PRESETS, type MetricField, type MetricPresetName } from './metrics/metric-presets.ts';
import { metricSearches } from './metrics/metric-searches.ts';
import { readMetrics } from './metrics/read-metrics.ts';
import {
  metricFieldNames,
  resolveMetricFields,
  type MetricSettings,
  type ResolvedMetricFields,
} from './metrics/resolve-metric-fields.ts';
import { pollRequest, rangesOf, readPollAnswer, type PolledLines } from './poll-request.ts';
import type { TelemetryFields } from './presets.ts';
import type { Reading } from './probed-reading.ts';
import { resolveFields, type ResolvedFields } from './resolve-fields.ts';
import { readTraffic } from './traces/read-traffic.ts';
import { resolveSpanFields, spanFieldNames, type ResolvedSpanFields } from './traces/resolve-span-fields.ts';
import { SPAN_PRESETS, type DurationUnit, type NamedSpanFields } from './traces/span-fields.ts';
import { MOST_TRAFFIC_SERIES, trafficSearches } from './traces/traffic-searches.ts';

export type LogReading = Reading<ResolvedFields, PolledLines>;

/** Spans or transactions, where a source is asked for them. */
export interface TracesOptions {
  readonly index: string;
  readonly preset: keyof typeof SPAN_PRESETS;
  readonly fields?: NamedSpanFields;
  /** Of the duration that is named; otherwise that of the preset. */
  readonly durationUnit?: DurationUnit | null;
  readonly only?: readonly OnlyWhere[];
}

/** Metrics, where a source is asked for them. */
export interface MetricsOptions {
  readonly index: string;
  readonly preset: MetricPresetName | null;
  readonly named?: MetricSettings['named'];
  readonly fields?: readonly MetricField[];
  readonly only?: readonly OnlyWhere[];
}

export function logReading({
  index,
  fields,
  only,
  mostServices,
}: {
  index: string;
  fields: TelemetryFields;
  only: readonly OnlyWhere[];
  mostServices: number;
}): LogReading {
  const { timestamp, service, level } = fields;
  return {
    index,
    names: [...timestamp, ...service, ...level, ...only.map(({ field }) => field)],
    nothing: { counts: [], withoutService: 0, truncated: false },
    resolve: (mapping) => resolveFields(mapping, { fields, only, index }),
    searches: (resolved, range) =>
      [...rangesOf(range, mostServices)].map((part) => pollRequest(resolved, part, mostServices)),
    read: (answers) => {
      const parts = answers.flatMap((answer) => (answer === null ? [] : [readPollAnswer(answer.aggregations)]));
      return {
        counts: parts.flatMap(({ counts }) => counts),
        withoutService: parts.reduce((sum, { withoutService }) => sum + withoutService, 0),
        truncated: parts.some(({ truncated }) => truncated),
      };
    },
  };
}

export function tracesReading(options: TracesOptions): Reading<ResolvedSpanFields, PolledTraffic> {
  const { index, fields = {}, durationUnit = null, only = [] } = options;
  const settings = { index, preset: SPAN_PRESETS[options.preset], named: fields, durationUnit, only };
  return {
    index,
    names: spanFieldNames(settings),
    nothing: { operations: [], calls: [] },
    resolve: (mapping) => resolveSpanFields(mapping, settings),
    searches: (resolved, range) =>
      [...rangesOf(range, MOST_TRAFFIC_SERIES)].flatMap((part) => trafficSearches(resolved, part)),
    read: (answers, { fields: resolved }) => {
      const each = 1 + resolved.peers.length;
      const parts = portions(answers, each).map((portion) => readTraffic(portion, resolved));
      return {
        operations: parts.flatMap(({ operations }) => operations),
        calls: parts.flatMap(({ calls }) => calls),
      };
    },
  };
}

/** Counters are also asked for a little before the range, so a part of a gap has fewer buckets than its bound says. */
const SERIES_A_PART = 4_000;

export function metricsReading(options: MetricsOptions): Reading<ResolvedMetricFields, MetricCounts[]> {
  const { index, preset, named = {}, fields = [], only = [] } = options;
  const settings = { index, preset: preset === null ? null : METRIC_PRESETS[preset], named, fields, only };
  return {
    index,
    names: metricFieldNames(settings),
    nothing: [],
    resolve: (mapping) => resolveMetricFields(mapping, settings),
    searches: (resolved, range) =>
      [...rangesOf(range, SERIES_A_PART)].flatMap((part) => metricSearches(resolved, part)),
    read: (answers, { fields: resolved, range }) =>
      [...rangesOf(range, SERIES_A_PART)].flatMap((part, place) => {
        const each = resolved.groups.length;
        return readMetrics(answers.slice(place * each, (place + 1) * each), { fields: resolved, range: part });
      }),
  };
}

function portions<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, place) => items.slice(place * size, (place + 1) * size));
}
