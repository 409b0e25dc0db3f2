import { ERROR_LEVELS, type LogLine } from '../../signals/log-line.ts';
import { CELL_MS, cellOf } from './count-ring.ts';

/** Lines and errors of one service in one bucket of event time, as fine as its source can tell. */
export interface ObservedCount {
  readonly service: string;
  /** Start of the bucket, epoch milliseconds. */
  readonly at: number;
  readonly widthMs: number;
  readonly lines: number;
  readonly errors: number;
  /** Where it is known more exactly than the bucket tells. */
  readonly firstErrorAt?: number;
}

/** What intake hands over: its lines, counted by service and second. */
export function countBySecond(lines: Iterable<Pick<LogLine, 'at' | 'service' | 'level'>>): ObservedCount[] {
  const buckets = new Map<string, { -readonly [Key in keyof ObservedCount]: ObservedCount[Key] }>();
  for (const { at, service, level } of lines) {
    const cell = cellOf(at);
    const key = `${cell} ${service}`;
    const bucket = buckets.get(key) ?? { service, at: cell * CELL_MS, widthMs: CELL_MS, lines: 0, errors: 0 };
    bucket.lines += 1;
    if (ERROR_LEVELS.has(level)) {
      bucket.errors += 1;
      bucket.firstErrorAt = Math.min(bucket.firstErrorAt ?? at, at);
    }
    buckets.set(key, bucket);
  }
  return [...buckets.values()];
}
