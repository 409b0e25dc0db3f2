import { reach } from '../flow/reach.ts';
import type { FastRandom } from '../random/fast-random.ts';
import type { Shop } from '../shop/shop.ts';
import type { Effect } from './effects.ts';
import { HOUR, MINUTE } from './incident-shapes.ts';
import { nothingPlanned, type IncidentTruth, type MaintenanceTruth, type Planned } from './truth.ts';

const DAY = 24 * HOUR;
const A_MONTH = 4;
const AWAY_FROM_INCIDENTS = 2 * HOUR;
const EARLIER = 5 * MINUTE;
const LATER = 10 * MINUTE;

export interface PlannedMaintenance extends Planned {
  readonly windows: readonly MaintenanceTruth[];
}

/** Works at night that were announced: they look like incidents in every signal, and nobody is to be woken. */
export function planMaintenance(
  random: FastRandom,
  { shop, start, days, truths }: { shop: Shop; start: number; days: number; truths: readonly IncidentTruth[] }
): PlannedMaintenance {
  const planned = nothingPlanned();
  const windows: MaintenanceTruth[] = [];
  const there = ['orders-db', 'session', 'mailer', 'catalogue-db'].filter((name) =>
    shop.services.some((service) => service.name === name)
  );
  const count = Math.max(1, Math.round((A_MONTH * days) / 30));
  for (let index = 0; index < count; index += 1) {
    const on = there[index % there.length] ?? 'session';
    const from = quietNight(random, { start, days, truths });
    if (from === null) {
      break;
    }
    const gone = from + random.between(1.5, 4) * MINUTE;
    const until = from + random.between(20, 50) * MINUTE;
    const effects: Effect[] = [
      { on, field: 'silent', value: 1, from, until: gone, rise: 0 },
      { on, field: 'failing', value: random.between(0.05, 0.3), from: gone, until, rise: 0 },
    ];
    planned.effects.push(...effects);
    planned.restarts.push({ service: on, at: gone });
    windows.push({
      id: `maintenance-${index + 1}`,
      title: `Works on ${on}`,
      announcedAt: from - random.between(2, 48) * HOUR,
      from: from - EARLIER,
      until: until + LATER,
      services: [on, ...reach(shop, effects).filter((name) => name !== on)],
    });
  }
  return { ...planned, windows };
}

/** None in months so short that every night has its incident. */
function quietNight(
  random: FastRandom,
  { start, days, truths }: { start: number; days: number; truths: readonly IncidentTruth[] }
): number | null {
  const tries = 200;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const at = Math.round(start + random.below(days) * DAY + random.between(1.5, 4.5) * HOUR);
    const near = truths.some(
      ({ kind, onset, end }) =>
        at > (kind === 'slow-leak' ? end - HOUR : onset) - AWAY_FROM_INCIDENTS && at < end + AWAY_FROM_INCIDENTS
    );
    if (!near && at > start + 0.3 * DAY) {
      return at;
    }
  }
  return null;
}
