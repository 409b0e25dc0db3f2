import type { LogLevel } from '@incident-memory/contract';

/** A level is stored as its place in this list: a new one may only be added at the end. */
export const STORED_LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Levels that are looked for together share blocks: up to info, warnings, errors. */
const CLASSES: Readonly<Record<LogLevel, number>> = { trace: 0, debug: 0, info: 0, warn: 1, error: 2, fatal: 2 };
export const LEVEL_CLASSES = 3;

export function levelNumber(level: LogLevel): number {
  return STORED_LEVELS.indexOf(level);
}

export function levelClass(level: LogLevel): number {
  return CLASSES[level];
}

/** In which blocks lines of these levels are. */
export function classesOf(levels: readonly LogLevel[] | undefined): number[] {
  return levels === undefined ? [0, 1, 2] : [...new Set(levels.map(levelClass))];
}
