import type { LogLevel } from '@incident-memory/contract';
import type { RawLine } from '../../../domain/signals/raw-line.ts';
import { firstNumber, firstText, LINE_FIELDS, slotsOf, SPAN_FIELDS, type Values } from './field-names.ts';
import { isObject } from './field-tree.ts';
import type { KnownDocument } from './known-document.ts';
import { levelInText } from './level-in-text.ts';
import { levelOfAnything, levelOfOtel, levelOfSyslog, levelOfWord } from './read-level.ts';

const MESSAGES = slotsOf(LINE_FIELDS.message);
const LEVEL_WORDS = slotsOf(LINE_FIELDS.levelWord);
const OTEL_SEVERITIES = slotsOf(LINE_FIELDS.otelSeverity);
const SYSLOG_SEVERITIES = slotsOf(LINE_FIELDS.syslogSeverity);
const ERROR_TYPES = slotsOf(LINE_FIELDS.errorType);
const ERROR_MESSAGES = slotsOf(LINE_FIELDS.errorMessage);
const STACKS = slotsOf(LINE_FIELDS.stack);
const TRACE_IDS = slotsOf(LINE_FIELDS.traceId);
const [EVENT] = slotsOf(SPAN_FIELDS.event);
const [APM_EXCEPTIONS] = slotsOf(LINE_FIELDS.apmExceptions);
const [APM_LOG_MESSAGE] = slotsOf(LINE_FIELDS.apmLogMessage);

/** Longer texts are cut at intake anyway; this bounds what we build of a document ourselves. */
const MAX_TEXT_LENGTH = 64 * 1024;

export function readLine({ values, at, service, source }: KnownDocument): RawLine {
  const exception = firstException(values);
  const message = messageOf(values) ?? exception?.message ?? firstText(values, ERROR_MESSAGES);
  return {
    at,
    service,
    level: levelOf(values) ?? levelInText(message ?? '') ?? 'info',
    message: message ?? source.slice(0, MAX_TEXT_LENGTH),
    errorType: firstText(values, ERROR_TYPES) ?? exception?.type ?? null,
    stack: firstText(values, STACKS),
    traceId: traceIdOf(values),
  };
}

function messageOf(values: Values): string | null {
  for (const slot of MESSAGES) {
    const value = values[slot];
    if (typeof value === 'string') {
      if (value !== '') {
        return value;
      }
    } else if (value !== undefined && !HOLDERS.has(slot)) {
      return typeof value === 'object' ? JSON.stringify(value).slice(0, MAX_TEXT_LENGTH) : String(value);
    }
  }
  return null;
}

/** `log` is where Fluent Bit keeps the line, and for everybody else an object with fields of its own. */
const HOLDERS: ReadonlySet<number> = new Set(slotsOf(['log']));

function levelOf(values: Values): LogLevel | null {
  const severity = firstNumber(values, OTEL_SEVERITIES);
  const otel = severity === null ? null : levelOfOtel(severity);
  if (otel !== null) {
    return otel;
  }
  for (const slot of LEVEL_WORDS) {
    const level = values[slot] === undefined ? null : levelOfAnything(values[slot]);
    if (level !== null) {
      return level;
    }
  }
  const syslog = firstText(values, SYSLOG_SEVERITIES);
  const level = syslog === null ? null : (levelOfSyslog(Number(syslog)) ?? levelOfWord(syslog));
  return level ?? (values[EVENT ?? -1] === 'error' ? 'error' : null);
}

function firstException(values: Values): { type: string | null; message: string | null } | null {
  if (values[EVENT ?? -1] !== 'error') {
    return null;
  }
  const exceptions = values[APM_EXCEPTIONS ?? -1];
  const first: unknown = Array.isArray(exceptions) ? exceptions[0] : exceptions;
  const { type, message } = isObject(first) ? first : {};
  const said = values[APM_LOG_MESSAGE ?? -1];
  return { type: textOrNull(type), message: textOrNull(said) ?? textOrNull(message) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const HEX_ID = /^[0-9a-f]{16,32}$/i;
const DASHED_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids are kept as they are, so only what can be nothing else is one. */
export function hexId(told: string | null): string | null {
  if (told === null) {
    return null;
  }
  if (HEX_ID.test(told)) {
    return told.toLowerCase();
  }
  return DASHED_ID.test(told) ? told.replaceAll('-', '').toLowerCase() : null;
}

export function traceIdOf(values: Values): string | null {
  return hexId(firstText(values, TRACE_IDS));
}
