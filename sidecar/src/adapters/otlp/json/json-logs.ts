import { emptyLogRecord, LOG_ATTRIBUTES, toRawLine, type OtlpLogRecord } from '../log-record.ts';
import { textOf } from '../otlp-value.ts';
import { optionalInteger, optionalText, type Fields } from './json-fields.ts';
import { optionalMilliseconds, traceId } from './json-scalars.ts';
import type { JsonSignal } from './json-signal.ts';
import { anyValue, eachAttribute } from './json-values.ts';

export const JSON_LOGS: JsonSignal = {
  resources: 'resourceLogs',
  scopes: 'scopeLogs',
  records: 'logRecords',
  open(into, { resource }) {
    return (told, path) => into.lines.push(toRawLine(readLogRecord(told, path), resource.service, into.receivedAt));
  },
};

function readLogRecord(told: Fields, path: string): OtlpLogRecord {
  const record = emptyLogRecord();
  record.time = optionalMilliseconds(told, 'timeUnixNano', path);
  record.observedTime = optionalMilliseconds(told, 'observedTimeUnixNano', path);
  record.severityNumber = optionalInteger(told, 'severityNumber', path);
  record.severityText = optionalText(told, 'severityText', path);
  record.eventName = optionalText(told, 'eventName', path);
  record.traceId = traceId(optionalText(told, 'traceId', path));
  record.body = anyValue(told['body'], `${path}.body`, 0);
  eachAttribute(told, path, (key, value) => {
    const field = LOG_ATTRIBUTES.get(key);
    if (field !== undefined) {
      record[field] = textOf(value);
    }
  });
  return record;
}
