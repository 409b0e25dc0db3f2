import type { DemoSpan } from '../shop/trip.ts';
import { attribute, byResource, unixNano, type Versions } from './otlp-resource.ts';

/** OpenTelemetry's numbers. */
const KIND: Readonly<Record<DemoSpan['kind'], number>> = { server: 2, client: 3, producer: 4, consumer: 5 };
const STATUS_ERROR = 2;

export function otlpSpans(spans: readonly DemoSpan[], versions: Versions) {
  const toScope = (own: readonly DemoSpan[]) => ({ scopeSpans: [{ scope: { name: 'demo' }, spans: own.map(span) }] });
  return { resourceSpans: byResource(spans, versions, toScope) };
}

function span(told: DemoSpan) {
  return {
    traceId: told.traceId,
    spanId: told.spanId,
    ...(told.parentSpanId === null ? {} : { parentSpanId: told.parentSpanId }),
    name: told.operation,
    kind: KIND[told.kind],
    startTimeUnixNano: unixNano(told.startsAt),
    endTimeUnixNano: unixNano(told.endsAt),
    status: told.isError ? { code: STATUS_ERROR } : {},
    attributes: Object.entries(told.attributes).map(([key, value]) => attribute(key, value)),
  };
}
