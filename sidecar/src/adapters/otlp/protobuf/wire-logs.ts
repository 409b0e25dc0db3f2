import { emptyLogRecord, LOG_ATTRIBUTES, toRawLine, type OtlpLogRecord } from '../log-record.ts';
import { textOf } from '../otlp-value.ts';
import { id, integer, message, milliseconds, text } from './wire-fields.ts';
import type { WireReader } from './wire-reader.ts';
import type { WireSignal } from './wire-signal.ts';
import { readAttribute, readValue } from './wire-values.ts';

/** opentelemetry/proto/logs/v1/logs.proto */
export const WIRE_LOGS: WireSignal = {
  resources: 'resourceLogs',
  scopes: 'scopeLogs',
  records: 'logRecords',
  open(into, { resource }) {
    return (reader) => into.lines.push(toRawLine(readLogRecord(reader), resource.service, into.receivedAt));
  },
};

const isRead = (key: string) => LOG_ATTRIBUTES.has(key);

function readLogRecord(reader: WireReader): OtlpLogRecord {
  const record = emptyLogRecord();
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        record.time = milliseconds(reader);
        break;
      case 2:
        record.severityNumber = integer(reader);
        break;
      case 3:
        record.severityText = text(reader);
        break;
      case 5:
        record.body = readValue(message(reader));
        break;
      case 6:
        readAttribute(message(reader), isRead, (key, value) => {
          const field = LOG_ATTRIBUTES.get(key);
          if (field !== undefined) {
            record[field] = textOf(value);
          }
        });
        break;
      case 9:
        record.traceId = id(reader, 16);
        break;
      case 11:
        record.observedTime = milliseconds(reader);
        break;
      case 12:
        record.eventName = text(reader);
        break;
      default:
        reader.skip();
    }
  }
  return record;
}
