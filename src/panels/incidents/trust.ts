import { type Overview } from '@incident-memory/contract';
import { sayAgo } from '../../shared/time/sayDuration';

/** Checks that stay away for this many of their own intervals, and at least this long, are worth a warning. */
const MISSED_INTERVALS = 3;
const PATIENCE_MS = 60_000;

/** "last check 4 s ago, 7 services watched": what makes silence worth believing. */
export function sayWatched(overview: Overview, now: number): string {
  const { lastCheckAt } = overview.detection;
  const services = `${overview.servicesWatched} ${overview.servicesWatched === 1 ? 'service' : 'services'} watched`;
  return lastCheckAt === null
    ? `no check yet, ${services}`
    : `last check ${sayAgo(Date.parse(lastCheckAt), now)}, ${services}`;
}

/**
 * Why the quiet, or the list, may not have been the truth when the answer was given; empty when there is no reason to
 * doubt. How old the answer is by now is another matter, which the panel says itself.
 */
export function doubtsAbout(overview: Overview): string[] {
  const now = Date.parse(overview.at);
  const doubts: string[] = [];
  const { lastCheckAt, everySeconds } = overview.detection;
  const patience = Math.max(PATIENCE_MS, MISSED_INTERVALS * everySeconds * 1000);
  if (lastCheckAt === null) {
    doubts.push('Detection has not looked yet.');
  } else if (now - Date.parse(lastCheckAt) > patience) {
    doubts.push(`Detection last looked ${sayAgo(Date.parse(lastCheckAt), now)}: newer incidents would be missing.`);
  }
  if (overview.servicesWatched === 0) {
    doubts.push('No service has sent anything yet, so nothing could be noticed.');
  }
  for (const source of overview.sources) {
    if (source.state === 'stale' || source.state === 'failing') {
      doubts.push(`Source ${source.name} is ${source.state}${source.problem === null ? '.' : `: ${source.problem}`}`);
    }
  }
  return doubts;
}
