import type { LogLevel } from '@incident-memory/contract';

/**
 * Signals: what services say about themselves. A log line reaches this shape at intake, already redacted, and
 * keeps it everywhere; its `at` is when it happened (event time), not when it came in.
 */
export interface LogLine {
  /** Unique within the organisation; the same line sent twice in one batch keeps two ids. */
  readonly id: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly service: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly errorType: string | null;
  readonly stack: string | null;
  readonly traceId: string | null;
  /** Id of the template of its message (domain/templates); null where none was mined. */
  readonly template: string | null;
  /** What makes two errors the same (domain/fingerprints); null where the line carries no stack trace. */
  readonly fingerprint: string | null;
}

export const ERROR_LEVELS: ReadonlySet<LogLevel> = new Set<LogLevel>(['error', 'fatal']);
