import type { RawSpan, SpanKind } from '../../../domain/signals/raw-signals.ts';
import { firstNumber, firstText, slotsOf, SPAN_FIELDS, type Values } from './field-names.ts';
import type { DocumentProblem, KnownDocument } from './known-document.ts';
import { hexId, traceIdOf } from './read-line.ts';

const SPAN_IDS = slotsOf(SPAN_FIELDS.spanId);
const TRANSACTION_IDS = slotsOf(SPAN_FIELDS.transactionId);
const PARENT_IDS = slotsOf(SPAN_FIELDS.parentId);
const SPAN_NAMES = slotsOf(SPAN_FIELDS.spanName);
const TRANSACTION_NAMES = slotsOf(SPAN_FIELDS.transactionName);
const TRANSACTION_TYPES = slotsOf(SPAN_FIELDS.transactionType);
const SPAN_KINDS = slotsOf(SPAN_FIELDS.spanKind);
const SPAN_TYPES = slotsOf(SPAN_FIELDS.spanType);
const SPAN_TIMES = slotsOf(SPAN_FIELDS.spanMicroseconds);
const TRANSACTION_TIMES = slotsOf(SPAN_FIELDS.transactionMicroseconds);
const NANOSECONDS = slotsOf(SPAN_FIELDS.nanoseconds);
const STARTS = slotsOf(SPAN_FIELDS.startMicroseconds);
const OUTCOMES = slotsOf(SPAN_FIELDS.outcome);
const STATUS_CODES = slotsOf(SPAN_FIELDS.statusCode);
const PEERS = slotsOf(SPAN_FIELDS.peer);

/** A transaction is what a service was asked for; a span what it did for that, often a call to another one. */
export function readApmSpan(about: KnownDocument, event: 'transaction' | 'span'): RawSpan | DocumentProblem {
  const { values, service } = about;
  const isTransaction = event === 'transaction';
  const ids = idsOf(values, {
    slots: isTransaction ? TRANSACTION_IDS : SPAN_IDS,
    trace: 'trace.id',
    field: `${event}.id`,
  });
  if ('problem' in ids) {
    return ids;
  }
  const microseconds = firstNumber(values, isTransaction ? TRANSACTION_TIMES : SPAN_TIMES);
  if (microseconds === null || microseconds < 0) {
    return { problem: 'expected microseconds', field: `${event}.duration.us` };
  }
  const startMicroseconds = firstNumber(values, STARTS);
  const peer = isTransaction ? null : firstText(values, PEERS);
  return {
    ...ids,
    service,
    operation: firstText(values, isTransaction ? TRANSACTION_NAMES : SPAN_NAMES) ?? '',
    kind: isTransaction ? transactionKind(values) : apmSpanKind(values, peer),
    at: startMicroseconds === null ? about.at : Math.floor(startMicroseconds / 1000),
    milliseconds: microseconds / 1000,
    isError: firstText(values, OUTCOMES) === 'failure',
    peer,
  };
}

/** A log line may carry the ids of its span too; only spans last. */
export function isOtelSpan(values: Values): boolean {
  return firstNumber(values, NANOSECONDS) !== null && firstText(values, SPAN_IDS) !== null && kindOf(values) !== null;
}

export function readOtelSpan({ values, service, at }: KnownDocument): RawSpan | DocumentProblem {
  const ids = idsOf(values, { slots: SPAN_IDS, trace: 'trace_id', field: 'span_id' });
  if ('problem' in ids) {
    return ids;
  }
  const nanoseconds = firstNumber(values, NANOSECONDS) ?? 0;
  if (nanoseconds < 0) {
    return { problem: 'expected nanoseconds', field: 'duration' };
  }
  const kind = kindOf(values) ?? 'internal';
  return {
    ...ids,
    service,
    operation: firstText(values, SPAN_NAMES) ?? '',
    kind,
    at,
    milliseconds: nanoseconds / 1e6,
    isError: ERROR_STATUS.test(firstText(values, STATUS_CODES) ?? ''),
    peer: kind === 'client' || kind === 'producer' ? firstText(values, PEERS) : null,
  };
}

const ERROR_STATUS = /^(?:2|(?:status_code_)?error)$/i;

function idsOf(
  values: Values,
  { slots, trace, field }: { slots: readonly number[]; trace: string; field: string }
): Pick<RawSpan, 'traceId' | 'spanId' | 'parentSpanId'> | DocumentProblem {
  const traceId = traceIdOf(values);
  const spanId = hexId(firstText(values, slots));
  if (traceId === null || spanId === null) {
    return { problem: 'expected 16 to 32 hexadecimal digits', field: traceId === null ? trace : field };
  }
  return { traceId, spanId, parentSpanId: hexId(firstText(values, PARENT_IDS)) };
}

const KINDS: Readonly<Record<string, SpanKind>> = {
  server: 'server',
  client: 'client',
  producer: 'producer',
  consumer: 'consumer',
  internal: 'internal',
  unspecified: 'internal',
};

function kindOf(values: Values): SpanKind | null {
  const told = (firstText(values, SPAN_KINDS) ?? '').toLowerCase().replace('span_kind_', '');
  return Object.hasOwn(KINDS, told) ? (KINDS[told] ?? null) : null;
}

function transactionKind(values: Values): SpanKind {
  return kindOf(values) ?? (firstText(values, TRANSACTION_TYPES) === 'messaging' ? 'consumer' : 'server');
}

/** What names a destination went out of the process. */
function apmSpanKind(values: Values, peer: string | null): SpanKind {
  if (peer === null) {
    return kindOf(values) ?? 'internal';
  }
  return firstText(values, SPAN_TYPES) === 'messaging' ? 'producer' : 'client';
}
