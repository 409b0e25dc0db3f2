import type { LogLevel } from '@incident-memory/contract';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import { isBelieved } from '../../domain/signals/event-time.ts';

/** What both encodings of OpenTelemetry's AnyValue become. */
export type OtlpValue = string | number | boolean | null | Uint8Array | readonly OtlpValue[] | OtlpPairs;
export interface OtlpPairs {
  readonly pairs: ReadonlyArray<readonly [string, OtlpValue]>;
}

/** One LogRecord; of its attributes only those that we read. Times are epoch milliseconds, 0 where not told. */
export interface OtlpRecord {
  time: number;
  observedTime: number;
  severityNumber: number;
  severityText: string;
  body: OtlpValue;
  exceptionType: string | null;
  exceptionMessage: string | null;
  exceptionStack: string | null;
  eventName: string;
  traceId: string | null;
}

export function emptyRecord(): OtlpRecord {
  return {
    time: 0,
    observedTime: 0,
    severityNumber: 0,
    severityText: '',
    body: null,
    exceptionType: null,
    exceptionMessage: null,
    exceptionStack: null,
    eventName: '',
    traceId: null,
  };
}

/** The attributes of a record that are read, by their names in the semantic conventions. */
export const READ_ATTRIBUTES: ReadonlyMap<string, 'exceptionType' | 'exceptionMessage' | 'exceptionStack'> = new Map([
  ['exception.type', 'exceptionType'],
  ['exception.message', 'exceptionMessage'],
  ['exception.stacktrace', 'exceptionStack'],
]);
export const SERVICE_NAME_ATTRIBUTE = 'service.name';

export function toRawLine(record: OtlpRecord, service: string | null, receivedAt: number): RawLine {
  const body = textOf(record.body);
  const message = body === '' ? (record.exceptionMessage ?? record.eventName) : body;
  return {
    at:
      isBelieved(record.time, receivedAt) || record.observedTime === 0 ? nullIfZero(record.time) : record.observedTime,
    service,
    level: levelOf(record),
    message,
    errorType: record.exceptionType,
    stack: record.exceptionStack,
    traceId: record.traceId,
  };
}

function nullIfZero(time: number): number | null {
  return time === 0 ? null : time;
}

const BY_NUMBER: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const BY_TEXT: ReadonlyArray<readonly [RegExp, LogLevel]> = [
  [/^(?:trace|verbose|finest)/i, 'trace'],
  [/^(?:debug|fine)/i, 'debug'],
  [/^warn/i, 'warn'],
  [/^(?:err|severe)/i, 'error'],
  [/^(?:fatal|crit|alert|emerg|panic)/i, 'fatal'],
];
const HIGHEST_SEVERITY_NUMBER = 24;

/** The number decides (four to a level); without it the text; without both it is information. */
function levelOf({ severityNumber, severityText }: OtlpRecord): LogLevel {
  if (severityNumber >= 1 && severityNumber <= HIGHEST_SEVERITY_NUMBER) {
    return BY_NUMBER[Math.floor((severityNumber - 1) / 4)] ?? 'info';
  }
  return BY_TEXT.find(([pattern]) => pattern.test(severityText))?.[1] ?? 'info';
}

/** More are no batch that anybody sends: a few packed kilobytes can hold millions of empty ones. */
export const MAX_RECORDS = 50_000;
export const TOO_MANY_RECORDS = `it holds more than ${MAX_RECORDS} log records: send smaller batches`;
/** Of one list; the text of more would be cut anyway. */
export const MAX_ITEMS = 10_000;

/** Longer texts are cut at intake anyway; this bounds what a hostile body can make us build. */
const MAX_TEXT_LENGTH = 64 * 1024;

/** A body as text: strings as they are, everything else as compact JSON; bytes as base64. */
export function textOf(value: OtlpValue): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value === null) {
    return '';
  }
  return value instanceof Uint8Array ? base64(value) : JSON.stringify(plain(value)).slice(0, MAX_TEXT_LENGTH);
}

function plain(value: OtlpValue): unknown {
  if (value instanceof Uint8Array) {
    return base64(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === 'object' && value !== null && 'pairs' in value) {
    return Object.fromEntries(value.pairs.map(([key, inner]) => [key, plain(inner)]));
  }
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, MAX_TEXT_LENGTH)).toString('base64');
}
