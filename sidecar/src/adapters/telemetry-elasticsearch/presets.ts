/**
 * Where the two usual conventions keep what is read of a log line. A list is tried in order: for service and time
 * the first that the indices know, for the level all of them, for what is shown the first that a line has.
 */
export interface TelemetryFields {
  readonly timestamp: readonly string[];
  readonly service: readonly string[];
  /** Words ("ERROR") or OpenTelemetry severity numbers, told apart by the mapping. */
  readonly level: readonly string[];
  readonly message: readonly string[];
  readonly errorType: readonly string[];
  readonly stack: readonly string[];
  readonly traceId: readonly string[];
}

export type TelemetryPreset = 'ecs' | 'otel';

const MESSAGES = ['message', 'body.text', 'body'];

export const PRESETS: Readonly<Record<TelemetryPreset, TelemetryFields>> = {
  ecs: {
    timestamp: ['@timestamp'],
    service: ['service.name'],
    level: ['log.level'],
    message: MESSAGES,
    errorType: ['error.type'],
    stack: ['error.stack_trace'],
    traceId: ['trace.id'],
  },
  otel: {
    timestamp: ['@timestamp'],
    service: ['resource.attributes.service.name', 'service.name'],
    level: ['severity_number', 'severity_text'],
    message: MESSAGES,
    errorType: ['attributes.exception.type', 'exception.type'],
    stack: ['attributes.exception.stacktrace', 'exception.stacktrace'],
    traceId: ['trace_id', 'trace.id'],
  },
};

/** A field that the configuration names stands alone: a wrong name must show, not be papered over by a preset. */
export function fieldsOf(
  preset: TelemetryPreset,
  named: Partial<Readonly<Record<keyof TelemetryFields, string>>>
): TelemetryFields {
  const overrides = Object.entries(named).filter(([, field]) => field !== undefined);
  return { ...PRESETS[preset], ...Object.fromEntries(overrides.map(([role, field]) => [role, [field]])) };
}
