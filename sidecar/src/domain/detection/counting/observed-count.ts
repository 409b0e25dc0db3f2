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

type Counted = { -readonly [Key in keyof ObservedCount]: ObservedCount[Key] };

/** What intake hands over: its lines, counted by service and second. */
export function countBySecond(lines: Iterable<Pick<LogLine, 'at' | 'service' | 'level'>>): ObservedCount[] {
  const services = new Map<string, Map<number, Counted>>();
  for (const { at, service, level } of lines) {
    const cells = services.get(service) ?? new Map<number, Counted>();
    services.set(service, cells);
    const cell = cellOf(at);
    const counted = cells.get(cell) ?? { service, at: cell * CELL_MS, widthMs: CELL_MS, lines: 0, errors: 0 };
    cells.set(cell, counted);
    counted.lines += 1;
    if (ERROR_LEVELS.has(level)) {
      counted.errors += 1;
      counted.firstErrorAt = Math.min(counted.firstErrorAt ?? at, at);
    }
  }
  return [...services.values()].flatMap((cells) => [...cells.values()]);
}
