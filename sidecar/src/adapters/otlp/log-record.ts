import type { LogLevel } from '@incident-memory/contract';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import { isBelieved } from '../../domain/signals/event-time.ts';
import { textOf, type OtlpValue } from './otlp-value.ts';

/** One LogRecord; of its attributes only those that we read. Times are epoch milliseconds, 0 where not told. */
export interface OtlpLogRecord {
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

export function emptyLogRecord(): OtlpLogRecord {
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
export const LOG_ATTRIBUTES: ReadonlyMap<string, 'exceptionType' | 'exceptionMessage' | 'exceptionStack'> = new Map([
  ['exception.type', 'exceptionType'],
  ['exception.message', 'exceptionMessage'],
  ['exception.stacktrace', 'exceptionStack'],
]);

export function toRawLine(record: OtlpLogRecord, service: string | null, receivedAt: number): RawLine {
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
function levelOf({ severityNumber, severityText }: OtlpLogRecord): LogLevel {
  if (severityNumber >= 1 && severityNumber <= HIGHEST_SEVERITY_NUMBER) {
    return BY_NUMBER[Math.floor((severityNumber - 1) / 4)] ?? 'info';
  }
  return BY_TEXT.find(([pattern]) => pattern.test(severityText))?.[1] ?? 'info';
}
