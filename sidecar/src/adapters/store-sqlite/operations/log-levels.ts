import type { LogLevel } from '@incident-memory/contract';

/** A level is stored as its place in this list: a new one may only be added at the end. */
export const STORED_LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** From here on a line is in the partial indexes of errors (schema/0002-logs.ts). */
export const FIRST_ERROR_LEVEL = 4;

export function levelNumber(level: LogLevel): number {
  return STORED_LEVELS.indexOf(level);
}
