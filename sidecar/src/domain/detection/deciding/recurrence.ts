import type { IncidentRecord, JoinedAlarm } from '../../incidents/incident-record.ts';
import type { Opening } from '../decisions.ts';
import { familyOf, isAboutMessage, type Family } from '../grouping/symptoms.ts';

/** What comes back within a day of its closing is the same incident again. */
export const RECURS_WITHIN_MS = 24 * 3_600_000;

/**
 * Is what would be opened the one that was closed? Each has the other's leading service, and they are the same kind of
 * trouble: alarms of one family of detectors, or the same message. What a person dismissed never comes back by itself.
 */
export function isRecurrence(opening: Opening, closed: IncidentRecord, now: number): boolean {
  const isLate = closed.closedAt === null || now - closed.closedAt > RECURS_WITHIN_MS;
  if (closed.state !== 'resolved' || isLate) {
    return false;
  }
  const lead = opening.services[0]?.service ?? '';
  const closedLead = closed.spread?.first ?? closed.service;
  const isSamePlace =
    closed.services.some(({ service }) => service === lead) &&
    (opening.spread?.first === closedLead || opening.services.some(({ service }) => service === closedLead));
  return isSamePlace && (isSameFamily(opening, closed) || isSameMessage(opening.alarms, closed.alarms));
}

type Kinds = Pick<Opening, 'rule' | 'alarms'>;

function isSameFamily(opening: Kinds, closed: Kinds): boolean {
  const before = familiesOf(closed);
  return [...familiesOf(opening)].some((family) => before.has(family));
}

/** Of what opened it and of what hurt; what was only evidence makes no kind. */
function familiesOf({ rule, alarms }: Kinds): ReadonlySet<Family> {
  return new Set([
    familyOf(rule.name),
    ...alarms.filter(({ hurts }) => hurts).map(({ detector }) => familyOf(detector)),
  ]);
}

function isSameMessage(now: readonly JoinedAlarm[], before: readonly JoinedAlarm[]): boolean {
  const told = new Set(before.filter((alarm) => isMessage(alarm)).map(({ subject }) => subject));
  return now.some((alarm) => isMessage(alarm) && told.has(alarm.subject));
}

function isMessage({ detector, subject }: JoinedAlarm): boolean {
  return isAboutMessage({ detector, subject });
}
