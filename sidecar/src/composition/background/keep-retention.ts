import { systemScope, type OrganisationId } from '../../domain/tenancy/scope.ts';
import type { Configuration } from '../../platform/configuration/schema.ts';
import type { AlarmStore } from '../../ports/stores/alarm-store.ts';
import type { SignalStore } from '../../ports/stores/signals/signal-store.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Bounded portions, so that writers get in between; what is left waits for the next time. */
const PORTIONS = 50;

interface Parts {
  readonly signals: SignalStore;
  readonly alarms: Pick<AlarmStore, 'expire'>;
  readonly organisations: readonly OrganisationId[];
}

/** Rolls up and removes what is old enough, of one organisation after the other. */
export async function keepRetention(
  { signals, alarms, organisations }: Parts,
  { fineHours, logDays, statisticsDays, alarmDays }: Configuration['retention'],
  now: number
): Promise<void> {
  const before = { lines: now - logDays * DAY_MS, statistics: now - statisticsDays * DAY_MS };
  for (const organisation of organisations) {
    const scope = systemScope(organisation);
    await inPortions(() => signals.rollUp(scope, now - fineHours * HOUR_MS));
    await inPortions(() => signals.expire(scope, before));
    await inPortions(() => alarms.expire(scope, now - alarmDays * DAY_MS));
  }
}

async function inPortions(take: () => Promise<number>): Promise<void> {
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    if ((await take()) === 0) {
      return;
    }
  }
}
