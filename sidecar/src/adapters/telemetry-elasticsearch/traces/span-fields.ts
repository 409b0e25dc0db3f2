/**
 * Where the two usual conventions keep what is read of a span. Elastic APM writes what a service was asked for as a
 * transaction and what it asked of others as a span; OpenTelemetry tells them apart by the kind of the span.
 */
export interface SpanFields {
  readonly timestamp: readonly string[];
  readonly service: readonly string[];
  /** Which of the two a document is. */
  readonly kind: readonly string[];
  readonly operation: readonly string[];
  /** Of what was asked of the service, and of what it asked of others. */
  readonly duration: readonly string[];
  readonly callDuration: readonly string[];
  readonly outcome: readonly string[];
  /** Whom a call went to, in its own words; each call is counted for the first that it has. */
  readonly peer: readonly string[];
}

export interface SpanPreset {
  readonly fields: SpanFields;
  readonly unit: DurationUnit;
  readonly served: readonly string[];
  readonly called: readonly string[];
  readonly failed: readonly string[];
}

export const PER_MILLISECOND = { s: 0.001, ms: 1, us: 1_000, ns: 1_000_000 } as const;
export type DurationUnit = keyof typeof PER_MILLISECOND;

/** As it is written by exporters, by collectors in several modes, and by hand. */
function spelt(prefix: string, words: readonly string[]): string[] {
  return words.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase(), `${prefix}${word.toUpperCase()}`]);
}

export const SPAN_PRESETS: Readonly<Record<'ecs' | 'otel', SpanPreset>> = {
  ecs: {
    fields: {
      timestamp: ['@timestamp'],
      service: ['service.name'],
      kind: ['processor.event'],
      operation: ['transaction.name'],
      duration: ['transaction.duration.us'],
      callDuration: ['span.duration.us'],
      outcome: ['event.outcome'],
      peer: ['span.destination.service.resource'],
    },
    unit: 'us',
    served: ['transaction'],
    called: ['span'],
    failed: ['failure'],
  },
  otel: {
    fields: {
      timestamp: ['@timestamp'],
      service: ['resource.attributes.service.name', 'service.name'],
      kind: ['kind'],
      operation: ['name'],
      duration: ['duration'],
      callDuration: ['duration'],
      outcome: ['status.code'],
      peer: [
        'attributes.peer.service',
        'attributes.db.system',
        'attributes.messaging.destination.name',
        'attributes.server.address',
      ],
    },
    unit: 'ns',
    served: spelt('SPAN_KIND_', ['Server', 'Consumer']),
    called: spelt('SPAN_KIND_', ['Client', 'Producer']),
    failed: spelt('STATUS_CODE_', ['Error']),
  },
};

export type NamedSpanFields = Partial<Readonly<Record<keyof SpanFields, string>>>;
