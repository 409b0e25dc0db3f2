/** What comes every week, on the clock of a time zone. */
export interface WeeklyPlan {
  readonly weekdays: readonly Weekday[];
  /** `03:30`. */
  readonly at: string;
  readonly durationMinutes: number;
  readonly timeZone: string;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
type Weekday = (typeof WEEKDAYS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The times of the plan that overlap [from, to), in order. */
export function weeklyTimes(plan: WeeklyPlan, from: number, to: number): { from: number; to: number }[] {
  const length = plan.durationMinutes * MINUTE_MS;
  const times: { from: number; to: number }[] = [];
  // A day of the zone begins up to 14 hours away from the day of UTC: one more on either side covers it.
  const first = Math.floor((from - length) / DAY_MS) - 1;
  const last = Math.floor(to / DAY_MS) + 1;
  for (let day = first; day <= last; day += 1) {
    const weekday = WEEKDAYS[new Date(day * DAY_MS).getUTCDay()];
    if (weekday !== undefined && plan.weekdays.includes(weekday)) {
      const begin = instantOf(day * DAY_MS + minutesOf(plan.at) * MINUTE_MS, plan.timeZone);
      if (begin < to && begin + length > from) {
        times.push({ from: begin, to: begin + length });
      }
    }
  }
  return times;
}

/**
 * When the clock of the zone shows the time (given as if it were UTC). The offset is looked up twice, since the first
 * guess may lie on the other side of a change; a time that a change skips becomes the moment after the change that is
 * as far away, and one that comes twice is one of the two.
 */
function instantOf(wallTime: number, timeZone: string): number {
  const guess = wallTime - offsetAt(wallTime, timeZone);
  return wallTime - offsetAt(guess, timeZone);
}

function offsetAt(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}

/** Making one costs a thousand times more than asking it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) {
    return known;
  }
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...numeric, second: 'numeric' });
  formats.set(timeZone, format);
  return format;
}

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}
