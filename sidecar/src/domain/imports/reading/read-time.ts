import { inOneSpace } from './plain-text.ts';

/** A time as others write it, in epoch milliseconds; or why it cannot be read. */
export type TimeRead =
  | { readonly ok: true; readonly at: number; readonly hasZone: boolean }
  | { readonly ok: false; readonly problem: string };

/** Products that write incidents are younger, and a clock that is a day off is not the future. */
const EARLIEST = Date.UTC(2000, 0, 1);
const TOLERATED_AHEAD_MS = 24 * 60 * 60 * 1000;
/** What is longer tells more than a time. */
const LONGEST_TIME = 100;
/** Below, a number counts seconds: as milliseconds it would lie in 1970. */
const LEAST_MILLISECONDS = 100_000_000_000;

const YEAR_FIRST =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const DAY_OR_MONTH_FIRST =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T,\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(AM|PM)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const NAMED =
  /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(AM|PM)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly zone: string | undefined;
}

/** `zoneMinutes` is taken where the time names no zone; whether it did is told. */
export function readTime(given: unknown, { now, zoneMinutes }: { now: number; zoneMinutes: number }): TimeRead {
  if (typeof given === 'number' || (typeof given === 'string' && /^\d{9,16}$/.test(given.trim()))) {
    const value = Number(given);
    return bounded(value < LEAST_MILLISECONDS ? value * 1000 : value, true, { given, now });
  }
  if (typeof given !== 'string' || given.trim() === '') {
    return { ok: false, problem: 'it has no time' };
  }
  const parts = given.length > LONGEST_TIME ? unknownTime(given) : partsOf(inOneSpace(given));
  if (typeof parts === 'string') {
    return { ok: false, problem: parts };
  }
  const { year, month, day, hour, minute, second, millisecond, zone } = parts;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const back = new Date(at);
  const exists =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 61;
  if (!exists) {
    return { ok: false, problem: `"${shown(given)}" is no time that any calendar has` };
  }
  const minutes = zone === undefined ? zoneMinutes : minutesOfZone(zone);
  return bounded(at - minutes * 60_000, zone !== undefined, { given, now });
}

export function minutesOfZone(zone: string): number {
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  return offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
}

function partsOf(given: string): Parts | string {
  const first = YEAR_FIRST.exec(given);
  if (first !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = first;
    return partsFrom({ year, month, day, hour, minute, second, fraction, zone });
  }
  const numbers = DAY_OR_MONTH_FIRST.exec(given);
  if (numbers !== null) {
    const [, one, other, year, hour, minute, second, half, zone] = numbers;
    const [a, b] = [Number(one), Number(other)];
    if (a <= 12 && b <= 12 && a !== b) {
      return `"${given}" may be two days: write ${String(year)}-MM-DD`;
    }
    const [month, day] = a > 12 ? [other, one] : [one, other];
    return partsFrom({ year, month, day, hour: hourOf(hour, half), minute, second, zone });
  }
  const named = NAMED.exec(given);
  const month = MONTHS.indexOf((named?.[2] ?? named?.[3] ?? '').slice(0, 3).toLowerCase()) + 1;
  if (named === null || month === 0) {
    return unknownTime(given);
  }
  const [, dayFirst, , , dayLast, year, hour, minute, second, half, zone] = named;
  return partsFrom({
    year,
    month: String(month),
    day: dayFirst ?? dayLast,
    hour: hourOf(hour, half),
    minute,
    second,
    zone,
  });
}

function partsFrom(told: Partial<Record<keyof Parts | 'fraction', string | undefined>>): Parts {
  const { year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone } = told;
  return {
    ...{ year: Number(year), month: Number(month), day: Number(day) },
    ...{ hour: Number(hour), minute: Number(minute), second: Number(second) },
    millisecond: Math.floor(Number(`0.${fraction}`) * 1000),
    zone,
  };
}

function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) {
    return hour;
  }
  return String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

function bounded(at: number, hasZone: boolean, { given, now }: { given: unknown; now: number }): TimeRead {
  if (!Number.isFinite(at) || at < EARLIEST) {
    return { ok: false, problem: `"${shown(given)}" is before the year 2000` };
  }
  return at > now + TOLERATED_AHEAD_MS
    ? { ok: false, problem: `"${shown(given)}" is in the future` }
    : { ok: true, at: Math.round(at), hasZone };
}

function unknownTime(given: string): string {
  return `"${shown(given)}" is no time that is known here: write it like 2026-03-01 02:13`;
}

function shown(given: unknown): string {
  return String(given).slice(0, 40);
}
