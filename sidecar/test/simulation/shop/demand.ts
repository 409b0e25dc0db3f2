import type { FastRandom } from '../random/fast-random.ts';
import type { Season } from './shop.ts';

/**
 * How much is asked from outside, as a share of the height of the season. Shoppers come at noon and in the evening, more
 * so at weekends; offices work from Monday to Friday; a partner imports its catalogue every hour; a batch works at
 * night. Over the month the shop grows, one weekday is a holiday and one evening an advertisement brings twice as many.
 */
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1440;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;
const GROWTH_A_MONTH = 0.15;
const HOLIDAY_OFFICE = 0.1;
const HOLIDAY_SHOP = 1.2;

const { exp, floor, min, max } = Math;

export interface Calendar {
  readonly start: number;
  readonly days: number;
  readonly holiday: number | null;
  readonly peak: { readonly from: number; readonly until: number; readonly factor: number } | null;
  /** Start and length of each night's batch, by day. */
  readonly batches: readonly { readonly from: number; readonly until: number }[];
}

export function planCalendar(random: FastRandom, { start, days }: { start: number; days: number }): Calendar {
  const weekdays = Array.from({ length: days }, (_, day) => day).filter((day) => day >= 3 && day % 7 < 5);
  const evenings = Array.from({ length: days }, (_, day) => day).filter((day) => day >= 4);
  const peakFrom =
    start + (evenings.length > 0 ? random.pick(evenings) : 0) * DAY_MS + random.between(16, 20) * 60 * MINUTE_MS;
  return {
    start,
    days,
    holiday: weekdays.length > 0 ? random.pick(weekdays) : null,
    peak:
      evenings.length > 0
        ? { from: peakFrom, until: peakFrom + 120 * MINUTE_MS, factor: random.between(1.9, 2.4) }
        : null,
    batches: Array.from({ length: days }, (_, day) => {
      const from = start + day * DAY_MS + (130 + random.between(0, 6)) * MINUTE_MS;
      return { from, until: from + random.between(40, 70) * MINUTE_MS };
    }),
  };
}

function bump(minute: number, { at, width, height }: { at: number; width: number; height: number }): number {
  const away = min(Math.abs(minute - at), MINUTES_A_DAY - Math.abs(minute - at));
  return height * exp((-away * away) / (2 * width * width));
}

const SHOP_WEEK = Float64Array.from({ length: MINUTES_A_WEEK }, (_, index) => {
  const minute = index % MINUTES_A_DAY;
  const weekend = floor(index / MINUTES_A_DAY) >= 5;
  const day = weekend
    ? bump(minute, { at: 930, width: 240, height: 0.75 }) + bump(minute, { at: 1230, width: 110, height: 0.35 })
    : bump(minute, { at: 745, width: 130, height: 0.5 }) + bump(minute, { at: 1215, width: 130, height: 0.75 });
  return 0.13 + day + bump(minute, { at: 540, width: 120, height: 0.18 });
});

const OFFICE_WEEK = Float64Array.from({ length: MINUTES_A_WEEK }, (_, index) => {
  const minute = index % MINUTES_A_DAY;
  const weekend = floor(index / MINUTES_A_DAY) >= 5;
  const morning = 1 / (1 + exp(-(minute - 500) / 25));
  const evening = 1 / (1 + exp((minute - 1050) / 30));
  const lunch = 1 - bump(minute, { at: 735, width: 25, height: 0.35 });
  return weekend ? 0.04 : 0.03 + 0.97 * morning * evening * lunch;
});

/** The share of its height at which the season stands. The months begin on a Monday. */
export function demandAt(calendar: Calendar, season: Season, at: number): number {
  const since = at - calendar.start;
  const day = floor(since / DAY_MS);
  const minute = floor(since / MINUTE_MS) % MINUTES_A_WEEK;
  const holiday = day === calendar.holiday;
  const growth = 1 + (GROWTH_A_MONTH * since) / (30 * DAY_MS);
  switch (season) {
    case 'shop':
      return (SHOP_WEEK[minute] ?? 0) * growth * (holiday ? HOLIDAY_SHOP : 1) * peakAt(calendar, at);
    case 'office':
      return (OFFICE_WEEK[minute] ?? 0) * growth * (holiday ? HOLIDAY_OFFICE : 1);
    case 'partner': {
      const ofHour = minute % 60;
      return ofHour >= 5 && ofHour < 8 ? 1 : 0.01;
    }
    case 'batch': {
      const batch = calendar.batches[day];
      if (batch !== undefined && at >= batch.from && at < batch.until) {
        return 1;
      }
      return minute % 60 >= 20 && minute % 60 < 23 ? 0.15 : 0;
    }
    case 'none':
      return 0;
  }
}

const RISE_MS = 5 * MINUTE_MS;

function peakAt({ peak }: Calendar, at: number): number {
  if (peak === null || at < peak.from || at > peak.until) {
    return 1;
  }
  const risen = max(0, min(1, (at - peak.from) / RISE_MS, (peak.until - at) / (6 * RISE_MS)));
  return 1 + (peak.factor - 1) * risen;
}
