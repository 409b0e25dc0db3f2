const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?)? ?(Z|z|UTC|[+-]\d\d(?::?\d\d)?)?$/;
/** What most loggers write, and Date.parse reads for what it is. */
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const DIGITS = /^\d{9,19}(?:\.\d{1,9})?$/;

/** Numbers below are seconds, then milliseconds, microseconds, nanoseconds: each holds for the years 1973 to 5138. */
const SECONDS_BELOW = 1e11;
const MILLISECONDS_BELOW = 1e14;
const MICROSECONDS_BELOW = 1e17;

/** Epoch milliseconds of a time as text (ISO 8601, UTC where it names no zone) or as a number; null if it is neither. */
export function readTime(told: unknown): number | null {
  if (typeof told === 'number') {
    return ofNumber(told);
  }
  if (typeof told !== 'string') {
    return null;
  }
  if (USUAL.test(told)) {
    return orNull(Date.parse(told));
  }
  if (DIGITS.test(told)) {
    return ofNumber(Number(told));
  }
  const [, date, time = '00:00:00', fraction = '', zone = 'Z'] = ISO.exec(told) ?? [];
  if (date === undefined) {
    return null;
  }
  const seconds = time.length === MINUTES_LENGTH ? ':00' : '';
  const milliseconds = fraction === '' ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`;
  return orNull(Date.parse(`${date}T${time}${seconds}${milliseconds}${zoneOf(zone)}`));
}

function orNull(at: number): number | null {
  return Number.isNaN(at) ? null : at;
}

const MINUTES_LENGTH = 5;

function zoneOf(zone: string): string {
  if (zone === 'Z' || zone === 'z' || zone === 'UTC') {
    return 'Z';
  }
  const minutes = zone.slice(3).replace(':', '');
  return `${zone.slice(0, 3)}:${minutes === '' ? '00' : minutes}`;
}

function ofNumber(value: number): number | null {
  if (!Number.isFinite(value) || value < 0) {
    return null;
  }
  if (value < SECONDS_BELOW) {
    return Math.floor(value * 1000);
  }
  if (value < MILLISECONDS_BELOW) {
    return Math.floor(value);
  }
  return Math.floor(value / (value < MICROSECONDS_BELOW ? 1e3 : 1e6));
}
