import { between, type Random } from '../../seeded-random.ts';
import type { CauseDefinition } from '../catalogue/signature-definition.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './history-options.ts';

/** What says at which hours a thing happens. */
export interface Timed {
  readonly id: string;
  readonly cause: Pick<CauseDefinition, 'change' | 'context'>;
}

/** When on its day a thing happens: deploys on workdays in office hours, load in the evening, batches at night. */
export function atUsualHour(random: Random, at: number, of: Timed) {
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  const minute = between(random, 0, 59) * MINUTE_MS + between(random, 0, 59_999);
  const [first, last] = hoursOf(random, of);
  const isDeploy = of.cause.change?.kind === 'deploy';
  return (isDeploy ? workday(day) : day) + between(random, first, last) * HOUR_MS + minute;
}

function hoursOf(random: Random, { id, cause }: Timed) {
  if (id.includes('settlement') || id.includes('ledger')) {
    return [1, 4] as const;
  }
  if (cause.change?.kind === 'deploy') {
    return [8, 16] as const;
  }
  if (cause.context?.['load'] === 'high') {
    return [17, 21] as const;
  }
  return random() < 0.7 ? ([8, 21] as const) : ([0, 23] as const);
}

/** Saturdays and Sundays become the Thursday before. */
function workday(day: number): number {
  const weekday = new Date(day).getUTCDay();
  const back = weekday === 6 ? 2 : weekday === 0 ? 3 : 0;
  return day - back * DAY_MS;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export function timeOfDay(at: number): string {
  const hour = new Date(at).getUTCHours();
  return hour < 6 ? 'night' : hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : hour < 22 ? 'evening' : 'night';
}

export function weekdayOf(at: number): string {
  return WEEKDAYS[new Date(at).getUTCDay()] ?? '';
}

/** What the hour of the shop usually carries. */
export function usualLoad(random: Random, at: number): 'low' | 'normal' | 'high' {
  const part = timeOfDay(at);
  const drawn = random();
  if (part === 'night') {
    return drawn < 0.85 ? 'low' : 'normal';
  }
  const high = part === 'evening' ? 0.6 : part === 'afternoon' ? 0.3 : 0.15;
  return drawn < high ? 'high' : drawn < 0.9 ? 'normal' : 'low';
}
