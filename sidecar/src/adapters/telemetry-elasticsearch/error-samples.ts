import type { estypes } from '@elastic/elasticsearch';
import type { LogLine } from '../../domain/signals/log-line.ts';
import { errorLevelOf } from '../../domain/signals/level-words.ts';
import { within, type TimeRange } from './poll-request.ts';
import type { TelemetryFields } from './presets.ts';
import type { ResolvedFields } from './resolve-fields.ts';

export interface SampleQuery extends TimeRange {
  readonly services: readonly string[];
  readonly limit: number;
}

/** `fields` and not the source of the document: it reads dotted, nested, flattened and constant fields alike. */
export function sampleRequest(resolved: ResolvedFields, shown: TelemetryFields, query: SampleQuery) {
  const { timestamp, service, level, isError, only } = resolved;
  const names = [service, ...level, ...shown.message, ...shown.errorType, ...shown.stack, ...shown.traceId];
  return {
    size: query.limit,
    track_total_hits: false,
    query: {
      bool: { filter: [within(timestamp, query), { terms: { [service]: [...query.services] } }, isError, ...only] },
    },
    sort: [{ [timestamp]: { order: 'desc' as const } }],
    _source: false,
    fields: [
      { field: timestamp, format: 'epoch_millis' },
      ...[...new Set(names)].map((field) => ({ field, include_unmapped: true })),
    ],
  } satisfies estypes.SearchSearchRequestBody;
}

export function readSample(
  hit: estypes.SearchHit<unknown>,
  { resolved, shown, now }: { resolved: ResolvedFields; shown: TelemetryFields; now: number }
): LogLine {
  const values = (hit.fields ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  const first = (names: readonly string[]) => {
    const value = names.map((name) => values[name]?.[0]).find((found) => found !== undefined && found !== null);
    return value === undefined || value === null ? null : String(value);
  };
  return {
    id: `${hit._index}/${hit._id}`,
    at: Math.floor(Number(first([resolved.timestamp]))),
    receivedAt: now,
    service: first([resolved.service]) ?? '',
    level: errorLevelOf(resolved.level.flatMap((field) => values[field] ?? [])),
    message: first(shown.message) ?? '',
    errorType: first(shown.errorType),
    stack: first(shown.stack),
    traceId: first(shown.traceId),
    template: null,
    fingerprint: null,
  };
}
