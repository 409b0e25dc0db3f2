import type { LogLevel } from '@incident-memory/contract';

/** A log line as a sender told it: not redacted, not bounded, its time not yet believed. */
export interface RawLine {
  /** When it happened, epoch milliseconds; null where the sender did not say. */
  readonly at: number | null;
  readonly service: string | null;
  readonly level: LogLevel;
  readonly message: string;
  readonly errorType: string | null;
  readonly stack: string | null;
  readonly traceId: string | null;
  /** An exception that a tracer recorded: the service may have logged the same failure itself. */
  readonly isFromSpan?: boolean;
}
