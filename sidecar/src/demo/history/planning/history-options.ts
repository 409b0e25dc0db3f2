export const DEFAULT_COUNT = 152;
/** One with something of everything: contradictions, what was turned down or changed, relapses, what went stale. */
export const DEFAULT_SEED = 20;

export interface HistoryOptions {
  readonly seed?: number;
  readonly count?: number;
  /** The history ends a day and a half before, so that nothing in it is "the same again within a day". */
  readonly now: number;
}

export interface HistorySpan {
  readonly from: number;
  readonly to: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const MINUTE_MS = 60_000;
/** Eighteen months. */
const SPAN_MS = 548 * DAY_MS;
const ENDS_BEFORE_NOW_MS = 36 * HOUR_MS;

export function spanBefore(now: number): HistorySpan {
  return { from: now - SPAN_MS, to: now - ENDS_BEFORE_NOW_MS };
}

/** Independent sequences for independent things: what is drawn for one never shifts another. */
export function mixedSeed(seed: number, ...parts: readonly number[]): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (const part of parts) {
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ part, 0xc2b2ae35) + 0x27d4eb2f;
  }
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
