import { NO_TIME } from '../otlp-time.ts';
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
import { id, integer, message, text, time } from './wire-fields.ts';
import type { WireReader } from './wire-reader.ts';
import type { WireSignal } from './wire-signal.ts';
import { readAttribute } from './wire-values.ts';

/** opentelemetry/proto/trace/v1/trace.proto */
export const WIRE_SPANS: WireSignal = {
  resources: 'resourceSpans',
  scopes: 'scopeSpans',
  records: 'spans',
  open(into, { resource }) {
    return (reader) => takeSpan(readSpan(reader), resource.service, into);
  },
};

const isReadOfSpan = (key: string) => SPAN_ATTRIBUTES.has(key);
const isReadOfException = (key: string) => EXCEPTION_ATTRIBUTES.has(key);

function readSpan(reader: WireReader): OtlpSpan {
  const span = emptySpan();
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        span.traceId = id(reader, 16);
        break;
      case 2:
        span.spanId = id(reader, 8);
        break;
      case 4:
        span.parentSpanId = id(reader, 8);
        break;
      case 5:
        span.name = text(reader);
        break;
      case 6:
        span.kind = integer(reader);
        break;
      case 7:
        span.start = time(reader);
        break;
      case 8:
        span.end = time(reader);
        break;
      case 9:
        readAttribute(message(reader), isReadOfSpan, (key, value) => span.attributes.set(key, textOf(value)));
        break;
      case 11:
        span.exception = readException(message(reader)) ?? span.exception;
        break;
      case 15:
        span.statusCode = readStatusCode(message(reader));
        break;
      default:
        reader.skip();
    }
  }
  return span;
}

/** null for events of another name. */
function readException(reader: WireReader): OtlpException | null {
  const told = new Map<string, string>();
  let name = '';
  let at = NO_TIME;
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        at = time(reader);
        break;
      case 2:
        name = text(reader);
        break;
      case 3:
        readAttribute(message(reader), isReadOfException, (key, value) => told.set(key, textOf(value)));
        break;
      default:
        reader.skip();
    }
  }
  return name === EXCEPTION_EVENT ? exceptionOf(at, told) : null;
}

function readStatusCode(reader: WireReader): number {
  let code = 0;
  while (reader.next()) {
    if (reader.field === 3) {
      code = integer(reader);
    } else {
      reader.skip();
    }
  }
  return code;
}
