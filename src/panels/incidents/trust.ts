import { type Overview } from '@incident-memory/contract';
import { sayAgo } from '../../shared/time/sayDuration';

/** "last check 4 s ago, 7 services watched": what makes silence worth believing. */
export function sayWatched(overview: Overview, now: number): string {
  const { lastCheckAt } = overview.detection;
  const services = `${overview.servicesWatched} ${overview.servicesWatched === 1 ? 'service' : 'services'} watched`;
  return lastCheckAt === null
    ? `no check yet, ${services}`
    : `last check ${sayAgo(Date.parse(lastCheckAt), now)}, ${services}`;
}
