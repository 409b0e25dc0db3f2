import { isFlapping, returnsOfLate } from '../flapping.ts';
import type { AffectedService, IncidentRecord } from '../incident-record.ts';
import { durationInWords, roundedCount } from '../plain-words.ts';
import { alarmWords } from './alarm-words.ts';
import { recoveryWords } from './recovery-words.ts';

/** Beyond this the factor only says "out of nowhere". */
const LARGEST_FACTOR = 1000;
/** Usual errors below this are as good as none: "4000× its usual" would be a number without a meaning. */
const LEAST_USUAL = 0.5;
const NAMED_SERVICES = 3;

/**
 * What hurts, how bad against normal, since when, where to: the one line that somebody reads at two in the morning.
 * Times are in UTC and say so; a screen that knows the reader's zone shows its own beside it.
 */
export function impactSentence(record: IncidentRecord, now: number): string {
  const parts = [
    ...howBad(record),
    harm(record),
    `began ${utcTime(record.startedAt, now)}`,
    origin(record),
    spread(record),
    present(record, now),
    returns(record, now),
  ].filter((part) => part !== '');
  return `${record.service}: ${parts.join('; ')}`;
}

/** What is seen, without when and how it stands: what the next time will look like too. */
export function symptomSentence(record: IncidentRecord): string {
  const parts = [...howBad(record), harm(record), origin(record), spread({ ...record, state: 'resolved' })];
  return `${record.service}: ${parts.filter((part) => part !== '').join('; ')}`;
}

function howBad(record: IncidentRecord): string[] {
  const first = record.services.find(({ service }) => service === record.service) ?? record.services[0];
  const errors = first === undefined || !isCounted(record, first) ? [] : [errorsOf(first, record.rule.windowSeconds)];
  const firing = record.alerts.filter(({ status }) => status === 'firing').map(({ name }) => name);
  const alerts =
    record.kind !== 'alert' || errors.length > 0
      ? []
      : [firing.length > 0 ? `alert ${listed(firing)} is firing` : 'its alert no longer fires'];
  // Errors are said once.
  const further =
    errors.length === 0 ? record.alarms : record.alarms.filter(({ detector }) => detector !== 'error-count');
  if (isBack(record)) {
    // The highest count may be that of the first time: what stands now comes first, and it is called what it is.
    const standing = record.alarms.filter(({ endedAt }) => endedAt === null);
    const now = alarmWords({ ...record, alarms: standing.length > 0 ? standing : further });
    return [...alerts, ...now, ...errors.map((words) => `at its worst ${words}`)];
  }
  return [...errors, ...alerts, ...alarmWords({ ...record, alarms: further })];
}

/** It had stopped, or was closed, and goes on. */
function isBack({ state, returnsAt, recurredAt }: IncidentRecord): boolean {
  return state === 'open' && returnsAt.length + recurredAt.length > 0;
}

/** Errors say how bad it is where a rule of counts opened it; otherwise alarms do, where there are any. */
function isCounted({ kind, rule, alarms }: IncidentRecord, { peakErrors }: AffectedService): boolean {
  if (kind === 'error-burst' || kind === 'widespread') {
    return alarms.length === 0 || rule.windowSeconds !== null;
  }
  return peakErrors > 0 && (alarms.length === 0 || rule.windowSeconds !== null);
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

/** Detectors see more than what hurts: where users are not known to be hurt, that is said. */
function harm({ kind, outage }: IncidentRecord): string {
  return !outage && (kind === 'detected' || kind === 'cascade') ? 'no sign so far that users are hurt' : '';
}

function origin({ spread: found, service }: IncidentRecord): string {
  return found?.certainty === 'origin' && found.first !== service ? `origin ${found.first}` : '';
}

/** The first step with what shows it; who calls whom stands there. */
function spread({ services, service, spread: found, state }: IncidentRecord): string {
  const evidence = new Map(found?.steps.map((step) => [step.service, step.evidence]));
  const cause = found?.certainty === 'origin' ? found.first : service;
  const others = services.map((other) => other.service).filter((name) => name !== service && name !== cause);
  const [next, ...further] = others;
  if (next === undefined) {
    return '';
  }
  const shown = evidence.get(next) ?? '';
  const words = shown === '' ? next : `${next} (${shown})`;
  return `${state === 'open' ? 'spreading' : 'spread'} to ${listed([words, ...further])}`;
}

function present(record: IncidentRecord, now: number): string {
  switch (record.state) {
    case 'open':
      return '';
    case 'awaiting-confirmation': {
      const recovery = recoveryWords(record.recovery);
      return record.quietSince === null
        ? recovery
        : `errors stopped ${durationInWords(now - record.quietSince)} ago, ${recovery}`;
    }
    case 'resolved':
      return `resolved after ${durationInWords((record.closedAt ?? now) - record.startedAt)}`;
    case 'dismissed':
      return 'dismissed';
    case 'merged':
      return 'merged into another incident';
  }
}

function returns(record: IncidentRecord, now: number): string {
  if (isFlapping(record, now)) {
    return `flapping: ${returnsOfLate(record, now)} times in the last hour`;
  }
  const back = record.recurredAt.at(-1);
  if (back === undefined || record.closedAt !== null) {
    return '';
  }
  const times = record.recurredAt.length;
  return `back since ${utcTime(back, now)} after it was closed${times > 1 ? `, ${times} times by now` : ''}`;
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
