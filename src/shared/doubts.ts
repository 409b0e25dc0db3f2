import { type Overview } from '@incident-memory/contract';
import { sayDuration } from './time/sayDuration';
import { count, listed } from './words';

/** Two checks may be under way or late before lateness means something; a moment's pause never does. */
const LATE_CHECKS = 3;
const PATIENCE_MS = 15_000;

/** Reasons not to believe a quiet screen; none means that it can be believed as far as is known. */
export function doubts(overview: Overview, now: number): string[] {
  const { detection, servicesWatched, servicesSilent, sources, spool, incidentsAsOf, quiet } = overview;
  const found: string[] = [];
  if (detection.lastCheckAt === null) {
    found.push('No check has run yet.');
  } else {
    const late = now - Date.parse(detection.lastCheckAt);
    if (late > Math.max(PATIENCE_MS, LATE_CHECKS * detection.everySeconds * 1000)) {
      found.push(`The last check is ${sayDuration(late)} old; one runs every ${detection.everySeconds} s.`);
    }
  }
  if (servicesWatched === 0) {
    found.push('No service has sent anything, so nothing is watched.');
  }
  if (servicesSilent.length > 0) {
    found.push(`Fallen silent, so nobody can tell how they are: ${listed(servicesSilent, 8)}.`);
  }
  if (quiet !== null && quiet.learning.length > 0) {
    found.push(`What is usual is still being learnt, so only gross failures show: ${listed(quiet.learning, 8)}.`);
  }
  if (quiet !== null && quiet.unwatched.length > 0) {
    found.push(`Called, but telling nothing of their own, so nobody watches them: ${listed(quiet.unwatched, 8)}.`);
  }
  for (const window of quiet?.maintenance ?? []) {
    const whose = window.services.length === 0 ? 'all services' : listed(window.services, 8);
    found.push(`"${window.title}" is under way: alarms of ${whose} page nobody.`);
  }
  const unwell = sources.filter(({ state }) => state === 'stale' || state === 'failing');
  if (unwell.length > 0) {
    found.push(`Not fresh: ${listed(unwell.map(({ name }) => name))}.`);
  }
  if (sources.length === 0 || sources.every(({ state }) => state === 'never')) {
    found.push('No source has delivered anything yet.');
  }
  if (incidentsAsOf !== undefined) {
    found.push(`The store does not answer; incidents are as of ${sayDuration(now - Date.parse(incidentsAsOf))} ago.`);
  }
  if (spool.batches > 0) {
    found.push(
      `${count(spool.batches, 'batch waits', 'batches wait')} on disk for the store (${percent(spool.bytes, spool.limitBytes)} of the room) and are not counted yet.`
    );
  }
  return found;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}
