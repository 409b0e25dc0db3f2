import type { RawLine } from '../../domain/signals/raw-line.ts';
import type { RawSpan } from '../../domain/signals/raw-signals.ts';
import type { OtlpCollector } from './otlp-collector.ts';
import { epochMilliseconds } from './otlp-time.ts';
import { toRawSpan, type OtlpSpan } from './span-record.ts';

export function takeSpan(told: OtlpSpan, service: string | null, into: OtlpCollector): void {
  const span = toRawSpan(told, service);
  if (span === null) {
    into.rejectedSpans += 1;
    return;
  }
  into.spans.push(span);
  const line = exceptionLine(told, span);
  if (line !== null) {
    into.lines.push(line);
  }
}

/**
 * An exception that a tracer recorded is an error line of its service where it failed the whole of what the service was
 * asked for: on the span in which the request came in, or the first of the trace. On its way there it is recorded once
 * more on each span that it passes, and what was caught on the way hurt nobody.
 */
function exceptionLine({ exception, end }: OtlpSpan, span: RawSpan): RawLine | null {
  const isEntry = span.kind === 'server' || span.kind === 'consumer' || span.parentSpanId === null;
  if (exception === null || !isEntry || !span.isError) {
    return null;
  }
  const { at, type, message, stack } = exception;
  return {
    at: epochMilliseconds(at) ?? epochMilliseconds(end),
    service: span.service,
    level: 'error',
    message: message === '' ? type : message,
    errorType: type === '' ? null : type,
    stack: stack === '' ? null : stack,
    traceId: span.traceId,
    isFromSpan: true,
  };
}
