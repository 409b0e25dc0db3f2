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

/** A place in the request where a type does not fit. */
export interface OtlpProblem {
  readonly problem: string;
  readonly path: string;
}

class WrongType extends Error {
  readonly path: string;
  constructor(problem: string, path: string) {
    super(problem);
    this.path = path;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 32;

/** OTLP/JSON, already parsed. Unknown fields are ignored, as the protocol demands; null is a field left out. */
export function readOtlpJson(body: unknown, receivedAt: number): Result<RawLine[], OtlpProblem> {
  const lines: RawLine[] = [];
  try {
    for (const [resourceLogs, path] of items(fields(body, ''), 'resourceLogs', '')) {
      readResourceLogs(resourceLogs, path, (record, service) => {
        if (lines.push(toRawLine(record, service, receivedAt)) > MAX_RECORDS) {
          throw new WrongType(TOO_MANY_RECORDS, path);
        }
      });
    }
    return succeed(lines);
  } catch (error) {
    if (error instanceof WrongType) {
      return fail({ problem: error.message, path: error.path });
    }
    throw error;
  }
}

function readResourceLogs(
  resourceLogs: Fields,
  path: string,
  take: (record: OtlpRecord, service: string | null) => void
): void {
  const resource = resourceLogs['resource'];
  let service: string | null = null;
  if (resource !== undefined && resource !== null) {
    eachAttribute(fields(resource, `${path}.resource`), `${path}.resource`, (key, value) => {
      service = key === SERVICE_NAME_ATTRIBUTE ? textOf(value) : service;
    });
  }
  for (const [scopeLogs, scopePath] of items(resourceLogs, 'scopeLogs', path)) {
    for (const [record, recordPath] of items(scopeLogs, 'logRecords', scopePath)) {
      take(readRecord(record, recordPath), service);
    }
  }
}

function readRecord(told: Fields, path: string): OtlpRecord {
  const record = emptyRecord();
  record.time = milliseconds(told['timeUnixNano'], path, 'timeUnixNano');
  record.observedTime = milliseconds(told['observedTimeUnixNano'], path, 'observedTimeUnixNano');
  record.severityNumber = severityNumber(told['severityNumber'], path);
  record.severityText = optionalText(told, 'severityText', path);
  record.eventName = optionalText(told, 'eventName', path);
  record.traceId = traceId(optionalText(told, 'traceId', path));
  record.body = anyValue(told['body'], `${path}.body`, 0);
  eachAttribute(told, path, (key, value) => {
    const field = READ_ATTRIBUTES.get(key);
    if (field !== undefined) {
      record[field] = textOf(value);
    }
  });
  return record;
}

function eachAttribute(holder: Fields, path: string, take: (key: string, value: OtlpValue) => void): void {
  for (const [pair, pairPath] of items(holder, 'attributes', path)) {
    take(optionalText(pair, 'key', pairPath), anyValue(pair['value'], `${pairPath}.value`, 0));
  }
}

function anyValue(told: unknown, path: string, depth: number): OtlpValue {
  if (told === undefined || told === null) {
    return null;
  }
  if (depth > MAX_DEPTH) {
    throw new WrongType('it is nested too deeply', path);
  }
  const value = fields(told, path);
  if (typeof value['stringValue'] === 'string') {
    return value['stringValue'];
  }
  for (const kind of VALUE_KINDS) {
    const inner = value[kind];
    if (inner !== undefined && inner !== null) {
      return readValue(kind, inner, { path: `${path}.${kind}`, depth });
    }
  }
  return null;
}

const VALUE_KINDS = [
  'stringValue',
  'boolValue',
  'intValue',
  'doubleValue',
  'arrayValue',
  'kvlistValue',
  'bytesValue',
] as const;
const INTEGER = /^-?\d{1,20}$/;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const SPECIAL_DOUBLES: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);

function readValue(
  kind: (typeof VALUE_KINDS)[number],
  inner: unknown,
  { path, depth }: { path: string; depth: number }
): OtlpValue {
  switch (kind) {
    case 'stringValue':
      return expectText(inner, path);
    case 'boolValue':
      if (typeof inner === 'boolean') {
        return inner;
      }
      throw new WrongType('expected true or false', path);
    case 'intValue':
      if (typeof inner === 'number' || (typeof inner === 'string' && INTEGER.test(inner))) {
        return inner;
      }
      throw new WrongType('expected an integer', path);
    case 'doubleValue':
      if (typeof inner === 'number') {
        return inner;
      }
      if (
        typeof inner === 'string' &&
        (SPECIAL_DOUBLES.has(inner) || (inner !== '' && Number.isFinite(Number(inner))))
      ) {
        return Number(inner);
      }
      throw new WrongType('expected a number', path);
    case 'bytesValue': {
      const text = expectText(inner, path);
      if (!BASE64.test(text)) {
        throw new WrongType('expected base64', path);
      }
      return Buffer.from(text, 'base64');
    }
    case 'arrayValue':
      return listed(inner, path).map(([value, at]) => anyValue(value, at, depth + 1));
    case 'kvlistValue':
      return {
        pairs: listed(inner, path).map(
          ([pair, at]) => [optionalText(pair, 'key', at), anyValue(pair['value'], `${at}.value`, depth + 1)] as const
        ),
      };
  }
}

function listed(inner: unknown, path: string): (readonly [Fields, string])[] {
  const values: (readonly [Fields, string])[] = [];
  for (const value of items(fields(inner, path), 'values', path)) {
    if (values.push(value) >= MAX_ITEMS) {
      break;
    }
  }
  return values;
}

function fields(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongType('expected an object', path);
  }
  return value as Fields;
}

function* items(holder: Fields, key: string, path: string): Generator<readonly [Fields, string]> {
  const list = holder[key];
  if (list === undefined || list === null) {
    return;
  }
  const listPath = path === '' ? key : `${path}.${key}`;
  if (!Array.isArray(list)) {
    throw new WrongType('expected a list', listPath);
  }
  for (let index = 0; index < list.length; index += 1) {
    const itemPath = `${listPath}[${index}]`;
    yield [fields(list[index], itemPath), itemPath];
  }
}

function expectText(value: unknown, path: string): string {
  if (typeof value !== 'string') {
    throw new WrongType('expected a string', path);
  }
  return value;
}

function optionalText(holder: Fields, key: string, path: string): string {
  const value = holder[key];
  return value === undefined || value === null ? '' : expectText(value, `${path}.${key}`);
}

const NANOSECONDS = /^\d{1,20}$/;
const NANOSECOND_DIGITS = 6;

/** 64-bit integers come as text in OTLP/JSON, as numbers from senders that are older or careless. */
function milliseconds(value: unknown, path: string, key: string): number {
  if (value === undefined || value === null) {
    return 0;
  }
  if (typeof value === 'string' && NANOSECONDS.test(value)) {
    return value.length <= NANOSECOND_DIGITS ? 0 : Number(value.slice(0, -NANOSECOND_DIGITS));
  }
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) {
    return Math.floor(value / 1e6);
  }
  throw new WrongType('expected nanoseconds since 1970 as an unsigned integer', `${path}.${key}`);
}

function severityNumber(value: unknown, path: string): number {
  if (value === undefined || value === null) {
    return 0;
  }
  if (typeof value === 'number' && Number.isInteger(value)) {
    return value;
  }
  throw new WrongType('expected an integer', `${path}.severityNumber`);
}

const HEX_TRACE_ID = /^[0-9a-f]{32}$/i;
const BASE64_TRACE_ID = /^[A-Za-z0-9+/]{22}==$/;
const NO_TRACE = '0'.repeat(32);

/** Hex as the protocol says, or base64 as plain protobuf JSON writes it; anything else is no trace id. */
function traceId(told: string): string | null {
  if (HEX_TRACE_ID.test(told)) {
    return told === NO_TRACE ? null : told.toLowerCase();
  }
  return BASE64_TRACE_ID.test(told) ? Buffer.from(told, 'base64').toString('hex') : null;
}
