import { textOf } from '../otlp-value.ts';
import {
  emptySpan,
  EXCEPTION_ATTRIBUTES,
  EXCEPTION_EVENT,
  exceptionOf,
  SPAN_ATTRIBUTES,
  type OtlpException,
  type OtlpSpan,
} from '../span-record.ts';
import { takeSpan } from '../take-span.ts';
import { items, optionalFields, optionalInteger, optionalText, type Fields } from './json-fields.ts';
import { optionalTime, spanId, traceId } from './json-scalars.ts';
import type { JsonSignal } from './json-signal.ts';
import { eachAttribute } from './json-values.ts';

export const JSON_SPANS: JsonSignal = {
  resources: 'resourceSpans',
  scopes: 'scopeSpans',
  records: 'spans',
  open(into, { resource }) {
    return (told, path) => takeSpan(readSpan(told, path), resource.service, into);
  },
};

function readSpan(told: Fields, path: string): OtlpSpan {
  const span = emptySpan();
  span.traceId = traceId(optionalText(told, 'traceId', path));
  span.spanId = spanId(optionalText(told, 'spanId', path));
  span.parentSpanId = spanId(optionalText(told, 'parentSpanId', path));
  span.name = optionalText(told, 'name', path);
  span.kind = optionalInteger(told, 'kind', path);
  span.start = optionalTime(told, 'startTimeUnixNano', path);
  span.end = optionalTime(told, 'endTimeUnixNano', path);
  readAttributes(told, path, { known: SPAN_ATTRIBUTES, into: span.attributes });
  for (const [event, eventPath] of items(told, 'events', path)) {
    span.exception = readException(event, eventPath) ?? span.exception;
  }
  const status = optionalFields(told, 'status', path);
  span.statusCode = status === null ? 0 : optionalInteger(status, 'code', `${path}.status`);
  return span;
}

function readException(event: Fields, path: string): OtlpException | null {
  if (optionalText(event, 'name', path) !== EXCEPTION_EVENT) {
    return null;
  }
  const told = new Map<string, string>();
  readAttributes(event, path, { known: EXCEPTION_ATTRIBUTES, into: told });
  return exceptionOf(optionalTime(event, 'timeUnixNano', path), told);
}

function readAttributes(
  holder: Fields,
  path: string,
  { known, into }: { known: ReadonlySet<string>; into: Map<string, string> }
): void {
  eachAttribute(holder, path, (key, value) => {
    if (known.has(key)) {
      into.set(key, textOf(value));
    }
  });
}
