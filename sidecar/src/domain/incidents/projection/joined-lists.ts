import type { AffectedService, JoinedAlarm, JoinedAlert } from '../incident-record.ts';

/** Storms must not make an incident too heavy to read: beyond these, what ended first is let go first. */
export const MAX_ALERTS = 200;
export const MAX_ALARMS = 100;

/** Known services get their newer numbers and keep their place; new ones come behind by the time they first reported. */
export function withServices(
  known: readonly AffectedService[],
  news: readonly AffectedService[]
): readonly AffectedService[] {
  const newer = new Map(news.map((service) => [service.service, service]));
  const kept = known.map((service) => {
    const update = newer.get(service.service);
    newer.delete(service.service);
    return update === undefined ? service : updated(service, update);
  });
  return [...kept, ...[...newer.values()].sort(byFirstError)];
}

export function byFirstError(a: AffectedService, b: AffectedService): number {
  return a.firstErrorAt - b.firstErrorAt || a.service.localeCompare(b.service);
}

/** An alarm that is told again is the same one with newer numbers. */
export function withAlarms(known: readonly JoinedAlarm[], news: readonly JoinedAlarm[]): readonly JoinedAlarm[] {
  const all = new Map(known.map((alarm) => [alarm.id, alarm]));
  news.forEach((alarm) => all.set(alarm.id, alarm));
  return withinLimit([...all.values()], { limit: MAX_ALARMS, isOver: ({ endedAt }) => endedAt !== null });
}

export function withAlerts(known: readonly JoinedAlert[], news: readonly JoinedAlert[]): readonly JoinedAlert[] {
  const told = new Set(news.map(({ fingerprint }) => fingerprint));
  const all = [...known.filter(({ fingerprint }) => !told.has(fingerprint)), ...news];
  return withinLimit(all, { limit: MAX_ALERTS, isOver: ({ status }) => status === 'resolved' });
}

function updated(before: AffectedService, update: AffectedService): AffectedService {
  return {
    ...update,
    firstErrorAt: Math.min(before.firstErrorAt, update.firstErrorAt),
    errors: Math.max(before.errors, update.errors),
    peakErrors: Math.max(before.peakErrors, update.peakErrors),
    baselineErrors: before.baselineErrors,
  };
}

function withinLimit<Item>(
  items: Item[],
  { limit, isOver }: { limit: number; isOver: (item: Item) => boolean }
): Item[] {
  while (items.length > limit) {
    items.splice(Math.max(0, items.findIndex(isOver)), 1);
  }
  return items;
}
