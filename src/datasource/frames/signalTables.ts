import { createDataFrame, type DataFrame, DataFrameType, FieldType } from '@grafana/data';
import { type LogSample, type OccurrenceView, type TemplateSummary } from '@incident-memory/contract';
import { instant } from './incidentFrames';
import { OPEN_ADDRESS_OF_ROW, OPEN_SERVICE_OF_ROW } from './links';

/** One row a message and service, those of errors first. The field names are promised. */
export function templateTable(templates: TemplateSummary[], refId: string): DataFrame {
  const column = <Key extends keyof TemplateSummary>(key: Key) => templates.map((template) => template[key]);
  return createDataFrame({
    refId,
    name: 'templates',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      { name: 'text', type: FieldType.string, values: column('text'), config: { displayNameFromDS: 'Message' } },
      {
        name: 'service',
        type: FieldType.string,
        values: column('service'),
        config: { displayNameFromDS: 'Service', links: [OPEN_SERVICE_OF_ROW] },
      },
      { name: 'lines', type: FieldType.number, values: column('lines'), config: { displayNameFromDS: 'Lines' } },
      { name: 'errors', type: FieldType.number, values: column('errors'), config: { displayNameFromDS: 'Errors' } },
      {
        name: 'before',
        type: FieldType.number,
        values: column('linesBefore'),
        config: { displayNameFromDS: 'Lines in the time before' },
      },
      {
        name: 'first',
        type: FieldType.time,
        values: column('firstAt').map(instant),
        config: { displayNameFromDS: 'First seen' },
      },
      {
        name: 'last',
        type: FieldType.time,
        values: column('lastAt').map(instant),
        config: { displayNameFromDS: 'Last seen' },
      },
      { name: 'template', type: FieldType.string, values: column('id'), config: { displayNameFromDS: 'Id' } },
    ],
  });
}

/** What changed; a table that the logs panel reads too. */
export function occurrenceTable(occurrences: OccurrenceView[], refId: string): DataFrame {
  const column = (of: (occurrence: OccurrenceView) => string) => occurrences.map(of);
  return createDataFrame({
    refId,
    name: 'changes',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      {
        name: 'time',
        type: FieldType.time,
        values: occurrences.map(({ at }) => instant(at)),
        config: { displayNameFromDS: 'Time' },
      },
      {
        name: 'title',
        type: FieldType.string,
        values: column(({ title }) => title),
        config: { displayNameFromDS: 'What happened', links: [OPEN_ADDRESS_OF_ROW] },
      },
      {
        name: 'kind',
        type: FieldType.string,
        values: column(({ kind }) => kind),
        config: { displayNameFromDS: 'Kind' },
      },
      {
        name: 'stage',
        type: FieldType.string,
        values: column(({ stage }) => stage),
        config: { displayNameFromDS: 'Stage' },
      },
      {
        name: 'service',
        type: FieldType.string,
        values: column(({ service }) => service ?? ''),
        config: { displayNameFromDS: 'Service', links: [OPEN_SERVICE_OF_ROW] },
      },
      {
        name: 'before',
        type: FieldType.string,
        values: column(({ before }) => before ?? ''),
        config: { displayNameFromDS: 'Before' },
      },
      {
        name: 'after',
        type: FieldType.string,
        values: column(({ after }) => after ?? ''),
        config: { displayNameFromDS: 'After' },
      },
      {
        name: 'actor',
        type: FieldType.string,
        values: column(({ actor }) => actor ?? ''),
        config: { displayNameFromDS: 'By' },
      },
      {
        name: 'source',
        type: FieldType.string,
        values: column(({ source }) => source),
        config: { displayNameFromDS: 'Told by' },
      },
      { name: 'url', type: FieldType.string, values: column(({ url }) => url ?? ''), config: {} },
      { name: 'id', type: FieldType.string, values: column(({ id }) => id), config: {} },
    ],
  });
}

const SEVERITIES: Record<LogSample['level'], string> = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  fatal: 'critical',
};

/** Lines as the logs panel and Explore read them. */
export function logLines(lines: LogSample[], refId: string): DataFrame {
  return createDataFrame({
    refId,
    name: 'lines',
    meta: { preferredVisualisationType: 'logs', type: DataFrameType.LogLines },
    fields: [
      { name: 'timestamp', type: FieldType.time, values: lines.map(({ at }) => instant(at)), config: {} },
      { name: 'body', type: FieldType.string, values: lines.map(bodyOf), config: {} },
      { name: 'severity', type: FieldType.string, values: lines.map(({ level }) => SEVERITIES[level]), config: {} },
      { name: 'id', type: FieldType.string, values: lines.map(({ id }) => id), config: {} },
      { name: 'labels', type: FieldType.other, values: lines.map(labelsOf), config: {} },
    ],
  });
}

function bodyOf({ message, stack }: LogSample): string {
  return stack === null ? message : `${message}\n${stack}`;
}

function labelsOf({ service, errorType, traceId, template }: LogSample): Record<string, string> {
  const told = { service, error_type: errorType, trace_id: traceId, template };
  return Object.fromEntries(Object.entries(told).filter((pair): pair is [string, string] => pair[1] !== null));
}
