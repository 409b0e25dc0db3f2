import { fail, succeed, type Result } from '../../domain/result.ts';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import {
  emptyRecord,
  MAX_ITEMS,
  MAX_RECORDS,
  READ_ATTRIBUTES,
  SERVICE_NAME_ATTRIBUTE,
  textOf,
  TOO_MANY_RECORDS,
  toRawLine,
  type OtlpRecord,
  type OtlpValue,
} from './otlp-record.ts';
import type { OtlpProblem } from './read-json.ts';
import { MalformedWire, WIRE, WireReader } from './wire-reader.ts';

const MAX_DEPTH = 32;
/** Far above what is kept of a text; more is not even decoded. */
const MAX_TEXT_BYTES = 64 * 1024;
const NANOSECONDS = 1e6;

/** OTLP in protobuf: ExportLogsServiceRequest of opentelemetry/proto/collector/logs/v1. Unknown fields are skipped. */
export function readOtlpProtobuf(bytes: Uint8Array, receivedAt: number): Result<RawLine[], OtlpProblem> {
  const request = new LogsRequest(receivedAt);
  try {
    request.read(new WireReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
    return succeed(request.lines);
  } catch (error) {
    if (error instanceof MalformedWire) {
      return fail({ problem: error.message, path: request.path() });
    }
    throw error;
  }
}

class LogsRequest {
  readonly lines: RawLine[] = [];
  private readonly receivedAt: number;
  private resourceIndex = -1;
  private scopeIndex = -1;
  private recordIndex = -1;

  constructor(receivedAt: number) {
    this.receivedAt = receivedAt;
  }

  path(): string {
    const steps = [
      ['resourceLogs', this.resourceIndex],
      ['scopeLogs', this.scopeIndex],
      ['logRecords', this.recordIndex],
    ] as const;
    return steps
      .filter(([, index]) => index >= 0)
      .map(([name, index]) => `${name}[${index}]`)
      .join('.');
  }

  read(reader: WireReader): void {
    while (reader.next()) {
      if (reader.field === 1) {
        this.resourceIndex += 1;
        this.scopeIndex = -1;
        this.recordIndex = -1;
        this.readResourceLogs(message(reader));
      } else {
        reader.skip();
      }
    }
  }

  /** The resource may stand behind its records, so they wait for it. */
  private readResourceLogs(reader: WireReader): void {
    const records: OtlpRecord[] = [];
    let service: string | null = null;
    while (reader.next()) {
      if (reader.field === 1) {
        service = readServiceName(message(reader)) ?? service;
      } else if (reader.field === 2) {
        this.scopeIndex += 1;
        this.recordIndex = -1;
        this.readScopeLogs(message(reader), records);
      } else {
        reader.skip();
      }
    }
    for (const record of records) {
      this.lines.push(toRawLine(record, service, this.receivedAt));
    }
  }

  private readScopeLogs(reader: WireReader, records: OtlpRecord[]): void {
    while (reader.next()) {
      if (reader.field === 2) {
        this.recordIndex += 1;
        if (records.push(readRecord(message(reader))) + this.lines.length > MAX_RECORDS) {
          throw new MalformedWire(TOO_MANY_RECORDS);
        }
      } else {
        reader.skip();
      }
    }
  }
}

function readServiceName(reader: WireReader): string | null {
  let service: string | null = null;
  while (reader.next()) {
    if (reader.field === 1) {
      const [key, value] = readPair(message(reader), 0);
      service = key === SERVICE_NAME_ATTRIBUTE ? textOf(value) : service;
    } else {
      reader.skip();
    }
  }
  return service;
}

function readRecord(reader: WireReader): OtlpRecord {
  const record = emptyRecord();
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        record.time = time(reader);
        break;
      case 2:
        expectWire(reader, WIRE.varint);
        record.severityNumber = reader.varint();
        break;
      case 3:
        record.severityText = text(reader);
        break;
      case 5:
        record.body = readValue(message(reader), 0);
        break;
      case 6:
        readAttribute(message(reader), record);
        break;
      case 9:
        record.traceId = traceId(bytes(reader));
        break;
      case 11:
        record.observedTime = time(reader);
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

function readAttribute(reader: WireReader, record: OtlpRecord): void {
  const [key, value] = readPair(reader, 0);
  const field = READ_ATTRIBUTES.get(key);
  if (field !== undefined) {
    record[field] = textOf(value);
  }
}

function readPair(reader: WireReader, depth: number): readonly [string, OtlpValue] {
  let key = '';
  let value: OtlpValue = null;
  while (reader.next()) {
    if (reader.field === 1) {
      key = text(reader);
    } else if (reader.field === 2) {
      value = readValue(message(reader), depth);
    } else {
      reader.skip();
    }
  }
  return [key, value];
}

function readValue(reader: WireReader, depth: number): OtlpValue {
  if (depth > MAX_DEPTH) {
    throw new MalformedWire('it is nested too deeply');
  }
  let value: OtlpValue = null;
  while (reader.next()) {
    value = readKind(reader, depth, value);
  }
  return value;
}

function readKind(reader: WireReader, depth: number, before: OtlpValue): OtlpValue {
  switch (reader.field) {
    case 1:
      return text(reader);
    case 2:
      expectWire(reader, WIRE.varint);
      return reader.varint() !== 0;
    case 3:
      expectWire(reader, WIRE.varint);
      return String(reader.signedVarint());
    case 4:
      expectWire(reader, WIRE.fixed64);
      return reader.double();
    case 5:
      return readList(message(reader), (item) => readValue(item, depth + 1));
    case 6:
      return { pairs: readList(message(reader), (item) => readPair(item, depth + 1)) };
    case 7:
      return bytes(reader);
    default:
      reader.skip();
      return before;
  }
}

function readList<Item>(reader: WireReader, readItem: (reader: WireReader) => Item): Item[] {
  const items: Item[] = [];
  while (reader.next()) {
    if (reader.field === 1 && items.length < MAX_ITEMS) {
      items.push(readItem(message(reader)));
    } else {
      reader.skip();
    }
  }
  return items;
}

function expectWire(reader: WireReader, wireType: number): void {
  if (reader.wireType !== wireType) {
    throw new MalformedWire('it has a field of another type');
  }
}

function message(reader: WireReader): WireReader {
  expectWire(reader, WIRE.bytes);
  return reader.message();
}

function bytes(reader: WireReader): Buffer {
  expectWire(reader, WIRE.bytes);
  return reader.slice();
}

function text(reader: WireReader): string {
  expectWire(reader, WIRE.bytes);
  return reader.text(MAX_TEXT_BYTES);
}

function time(reader: WireReader): number {
  expectWire(reader, WIRE.fixed64);
  return Math.floor(reader.fixed64() / NANOSECONDS);
}

function traceId(id: Buffer): string | null {
  return id.length === 16 && id.some((byte) => byte !== 0) ? id.toString('hex') : null;
}
