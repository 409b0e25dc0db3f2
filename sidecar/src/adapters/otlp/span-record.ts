import type { RawSpan, SpanKind } from '../../domain/signals/raw-signals.ts';
import { epochMilliseconds, millisecondsBetween, NO_TIME, type OtlpTime } from './otlp-time.ts';
import { PEER_ATTRIBUTES, peerOf } from './span-peer.ts';

/** One Span; of its attributes only those that we read, of its events the last exception. */
export interface OtlpSpan {
  traceId: string | null;
  spanId: string | null;
  parentSpanId: string | null;
  name: string;
  kind: number;
  start: OtlpTime;
  end: OtlpTime;
  statusCode: number;
  readonly attributes: Map<string, string>;
  exception: OtlpException | null;
}

/** An event named `exception`: what went wrong inside of the span. */
export interface OtlpException {
  readonly at: OtlpTime;
  readonly type: string;
  readonly message: string;
  readonly stack: string;
}
export const EXCEPTION_EVENT = 'exception';
const EXCEPTION_FIELDS = { type: 'exception.type', message: 'exception.message', stack: 'exception.stacktrace' };
export const EXCEPTION_ATTRIBUTES: ReadonlySet<string> = new Set(Object.values(EXCEPTION_FIELDS));

export function exceptionOf(at: OtlpTime, attributes: ReadonlyMap<string, string>): OtlpException {
  const { type, message, stack } = EXCEPTION_FIELDS;
  return {
    at,
    type: attributes.get(type) ?? '',
    message: attributes.get(message) ?? '',
    stack: attributes.get(stack) ?? '',
  };
}

export function emptySpan(): OtlpSpan {
  return {
    traceId: null,
    spanId: null,
    parentSpanId: null,
    name: '',
    kind: 0,
    start: NO_TIME,
    end: NO_TIME,
    statusCode: 0,
    attributes: new Map(),
    exception: null,
  };
}

const HTTP_STATUS_ATTRIBUTES = ['http.response.status_code', 'http.status_code'];
const GRPC_STATUS_ATTRIBUTE = 'rpc.grpc.status_code';

/** The attributes of a span that are read, by their names in the semantic conventions of now and of years ago. */
export const SPAN_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...HTTP_STATUS_ATTRIBUTES,
  GRPC_STATUS_ATTRIBUTE,
  ...PEER_ATTRIBUTES,
]);

/** null where it has no ids: then it is no span of any trace. */
export function toRawSpan(span: OtlpSpan, service: string | null): RawSpan | null {
  if (span.traceId === null || span.spanId === null) {
    return null;
  }
  const kind = KINDS[span.kind] ?? 'internal';
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    service,
    operation: span.name,
    kind,
    at: epochMilliseconds(span.start),
    milliseconds: millisecondsBetween(span.start, span.end),
    isError: isError(span),
    peer: CALLING_KINDS.has(kind) ? peerOf(span.attributes) : null,
  };
}

/** By number, 0 being unspecified, which is to be taken as internal. */
const KINDS: readonly SpanKind[] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];
const CALLING_KINDS: ReadonlySet<SpanKind> = new Set<SpanKind>(['client', 'producer']);

const STATUS_UNSET = 0;
const STATUS_ERROR = 2;
const FIRST_HTTP_SERVER_ERROR = 500;
/** UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS: the server's fault, say the conventions. */
const GRPC_SERVER_ERRORS: ReadonlySet<string> = new Set(['2', '4', '12', '13', '14', '15']);

/**
 * What the status says; where nobody set one, an answer that is the server's own fault. A 4xx is the caller's, and an
 * OK that somebody set is a person's word.
 */
function isError({ statusCode, attributes }: OtlpSpan): boolean {
  if (statusCode !== STATUS_UNSET) {
    return statusCode === STATUS_ERROR;
  }
  const http = HTTP_STATUS_ATTRIBUTES.map((name) => attributes.get(name)).find((told) => told !== undefined);
  return Number(http) >= FIRST_HTTP_SERVER_ERROR || GRPC_SERVER_ERRORS.has(attributes.get(GRPC_STATUS_ATTRIBUTE) ?? '');
}
