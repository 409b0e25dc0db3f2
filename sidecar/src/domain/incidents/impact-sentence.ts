import type { AffectedService, IncidentRecord } from './incident-record.ts';
import { durationInWords, roundedCount } from './plain-words.ts';

/** Beyond this the factor only says "out of nowhere". */
const LARGEST_FACTOR = 1000;
/** Usual errors below this are as good as none: "4000× its usual" would be a number without a meaning. */
const LEAST_USUAL = 0.5;
const NAMED_SERVICES = 3;

/** A few words for lists and page titles. */
export function incidentTitle(record: IncidentRecord): string {
  switch (record.kind) {
    case 'widespread':
      return `Errors in ${record.services.length} services, first ${record.service}`;
    case 'error-burst':
      return `Error burst in ${record.service}`;
    case 'cascade':
      return `Cascade over ${record.services.length} services, first ${record.service}`;
    case 'detected':
      return record.alarms[0] === undefined
        ? `Alarm on ${record.service}`
        : `${record.service}: ${record.alarms[0].sentence}`;
    case 'alert': {
      const name = record.alerts[0]?.name;
      return name === undefined ? `Alert on ${record.service}` : `${name} on ${record.service}`;
    }
  }
}

/**
 * What hurts, how bad against normal, since when, where to: the one line that somebody reads at two in the morning.
 * Times are in UTC and say so; a screen that knows the reader's zone shows its own beside it.
 */
export function impactSentence(record: IncidentRecord, now: number): string {
  const parts = [
    howBad(record),
    `began ${utcTime(record.startedAt, now)}`,
    spread(record),
    present(record, now),
  ].filter((part) => part !== '');
  return `${record.service}: ${parts.join('; ')}`;
}

function howBad(record: IncidentRecord): string {
  const first = record.services[0];
  const firing = record.alerts.filter(({ status }) => status === 'firing').map(({ name }) => name);
  if (record.kind === 'alert' && (first === undefined || first.peakErrors === 0)) {
    return firing.length > 0 ? `alert ${listed(firing)} is firing` : 'its alert no longer fires';
  }
  return first === undefined ? '' : errorsOf(first, record.rule.windowSeconds);
}

function errorsOf({ peakErrors, baselineErrors }: AffectedService, windowSeconds: number | null): string {
  const window = windowSeconds === null ? '' : ` in ${durationInWords(windowSeconds * 1000)}`;
  const noun = peakErrors === 1 ? 'error' : 'errors';
  return `${peakErrors} ${noun}${window}, ${againstUsual(peakErrors, baselineErrors)}`;
}

function againstUsual(peakErrors: number, usual: number): string {
  if (usual < LEAST_USUAL) {
    return 'usually almost none';
  }
  const factor = peakErrors / usual;
  if (factor < 1.05) {
    return 'about its usual';
  }
  return factor > LARGEST_FACTOR ? `over ${LARGEST_FACTOR}× its usual` : `${roundedCount(factor)}× its usual`;
}

function spread({ services, service }: IncidentRecord): string {
  const others = services.filter((other) => other.service !== service).map((other) => other.service);
  return others.length === 0 ? '' : `spreading to ${listed(others)}`;
}

function present(record: IncidentRecord, now: number): string {
  switch (record.state) {
    case 'open':
      return '';
    case 'awaiting-confirmation':
      return record.quietSince === null
        ? 'recovery unproven'
        : `errors stopped ${durationInWords(now - record.quietSince)} ago, recovery unproven`;
    case 'resolved':
      return `resolved after ${durationInWords((record.closedAt ?? now) - record.startedAt)}`;
    case 'dismissed':
      return 'dismissed';
    case 'merged':
      return 'merged into another incident';
  }
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED_SERVICES;
  return more > 0 ? `${names.slice(0, NAMED_SERVICES).join(', ')} and ${more} more` : names.join(', ');
}

/** "02:13 UTC", and with its date where that is not today. */
function utcTime(at: number, now: number): string {
  const [date, time] = new Date(at).toISOString().split('T');
  const today = new Date(now).toISOString().split('T')[0];
  const clock = `${time?.slice(0, 5)} UTC`;
  return date === today ? clock : `${date} ${clock}`;
}
