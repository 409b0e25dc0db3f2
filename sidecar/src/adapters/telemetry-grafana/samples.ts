import { z } from 'zod';
import { errorLevelOf, spellings } from '../../domain/signals/level-words.ts';
import type { LogLine } from '../../domain/signals/log-line.ts';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import { readFrame, type QueryResult, type ReadFrame } from './frames.ts';
import { refIdOf, type AskedSource } from './query-model.ts';

export interface SampleQuery {
  readonly services: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

interface Asked {
  readonly source: AskedSource;
  readonly query: SampleQuery;
  readonly now: number;
}

/** Error lines of Loki and Elasticsearch, newest first; other data sources have none. */
export async function askForSamples(
  { source, query, now }: Asked,
  ask: (body: object) => Promise<ReadonlyMap<string, QueryResult>>
): Promise<LogLine[]> {
  if ((source.type !== 'loki' && source.type !== 'elasticsearch') || query.services.length === 0) {
    return [];
  }
  const model = source.type === 'loki' ? lokiModel(source, query) : elasticsearchModel(source, query);
  const body = {
    from: String(query.from),
    to: String(query.to - 1),
    queries: [{ refId: refIdOf(0), datasource: { uid: source.uid, type: source.plugin }, ...model }],
  };
  const result = (await ask(body)).get(refIdOf(0));
  if (result === undefined || result.error !== null) {
    throw new TelemetryUnavailable('the query for samples was refused by the data source');
  }
  const lines = result.frames.flatMap((told) => {
    const frame = readFrame(told);
    return source.type === 'loki' ? lokiLines(frame, { source, now }) : elasticsearchLines(frame, { source, now });
  });
  return lines.sort((a, b) => b.at - a.at).slice(0, query.limit);
}

/** Names of services come from telemetry: as a value they must not become part of the query. */
function lokiModel({ serviceLabel }: AskedSource, { services, limit }: SampleQuery): object {
  const anyOf = (words: readonly string[]) =>
    words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const errors = `detected_level=~${JSON.stringify(anyOf(spellings('error')))}`;
  return {
    expr: `{${serviceLabel}=~${JSON.stringify(anyOf(services))}} | ${errors}`,
    ...{ queryType: 'range', direction: 'backward', maxLines: limit },
  };
}

function elasticsearchModel({ serviceLabel, timeField }: AskedSource, { services, limit }: SampleQuery): object {
  const quoted = services.map((service) => `"${service.replace(/[\\"]/g, '\\$&')}"`).join(' OR ');
  return {
    query: `${serviceLabel}:(${quoted}) AND (log.level:(${spellings('error').join(' OR ')}) OR severity_number:[17 TO 24])`,
    timeField,
    metrics: [{ id: '1', type: 'logs', settings: { limit: String(limit) } }],
    bucketAggs: [],
  };
}

const Labels = z.record(z.string(), z.string());

function lokiLines(frame: ReadFrame, { source, now }: { source: AskedSource; now: number }): LogLine[] {
  const column = (test: (name: string, type: string) => boolean) =>
    frame.columns[frame.fields.findIndex(({ name, type }) => test(name, type))] ?? [];
  const times = column((_, type) => type === 'time');
  const messages = column((name) => name === 'Line' || name === 'body');
  const labels = column((name) => name === 'labels');
  const ids = column((name) => name === 'id');
  return times.map((at, row) => {
    const told = Labels.safeParse(labels[row]);
    const label = (name: string) => (told.success ? (told.data[name] ?? null) : null);
    return {
      ...line({ source, now, id: text(ids[row]) ?? String(row), at }),
      service: label(source.serviceLabel) ?? '',
      level: errorLevelOf([label('detected_level')]),
      message: text(messages[row]) ?? '',
      errorType: label('exception_type'),
      stack: label('exception_stacktrace'),
      traceId: label('trace_id'),
    };
  });
}

function elasticsearchLines(frame: ReadFrame, { source, now }: { source: AskedSource; now: number }): LogLine[] {
  const column = (name: string) => frame.columns[frame.fields.findIndex((field) => field.name === name)] ?? [];
  const first = (names: readonly string[], row: number) =>
    names.map((name) => text(column(name)[row])).find((found) => found !== null) ?? null;
  const times = frame.columns[frame.fields.findIndex(({ type }) => type === 'time')] ?? [];
  return times.map((at, row) => ({
    ...line({ source, now, id: first(['_id', 'id'], row) ?? String(row), at }),
    service: first([source.serviceLabel], row) ?? '',
    level: errorLevelOf([first(['log.level', 'severity_text', 'level'], row)]),
    message: first(['message', 'body.text', 'body', 'line'], row) ?? '',
    errorType: first(['error.type', 'attributes.exception.type'], row),
    stack: first(['error.stack_trace', 'attributes.exception.stacktrace'], row),
    traceId: first(['trace.id', 'trace_id'], row),
  }));
}

function line({ source, now, id, at }: { source: AskedSource; now: number; id: string; at: unknown }) {
  return {
    id: `${source.uid}/${id}`,
    at: typeof at === 'number' ? at : 0,
    receivedAt: now,
    template: null,
    fingerprint: null,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
