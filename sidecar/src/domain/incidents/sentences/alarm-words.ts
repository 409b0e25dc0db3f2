import type { DetectorId } from '@incident-memory/contract';
import type { IncidentRecord, JoinedAlarm } from '../incident-record.ts';

/** What users feel says more than what goes with it: requests that fail before messages that come more often. */
const FELT: readonly DetectorId[] = ['failure-ratio', 'latency', 'silence', 'traffic'];

function rank({ detector }: JoinedAlarm): number {
  const place = FELT.indexOf(detector);
  return place < 0 ? FELT.length : place;
}

/** What stands before what ended, what hurts before what does not, what is felt first, then how far it is beyond its line. */
export function worstFirst(alarms: readonly JoinedAlarm[]): JoinedAlarm[] {
  return [...alarms].sort(
    (a, b) =>
      Number(b.endedAt === null) - Number(a.endedAt === null) ||
      Number(b.hurts) - Number(a.hurts) ||
      rank(a) - rank(b) ||
      b.score - a.score ||
      a.startedAt - b.startedAt
  );
}

/** One for each way of being unwell: a second detector says more than the same one about another operation. */
const NAMED_ALARMS = 2;

/** The alarms' own sentences, as parts of a longer one. */
export function alarmWords({ alarms, service }: Pick<IncidentRecord, 'alarms' | 'service'>): string[] {
  const told = new Map<DetectorId, JoinedAlarm>();
  for (const alarm of worstFirst(alarms)) {
    if (!told.has(alarm.detector)) {
      told.set(alarm.detector, alarm);
    }
  }
  return [...told.values()].slice(0, NAMED_ALARMS).map((alarm) => wordsOf(alarm, service));
}

/** Detectors of operations say nothing of which one; those of metrics begin with it, and templates have no names. */
const NAMES_NO_SUBJECT: ReadonlySet<DetectorId> = new Set(['failure-ratio', 'latency', 'traffic', 'error-count']);

function wordsOf({ detector, subject, sentence, service }: JoinedAlarm, first: string): string {
  const place = service === first ? '' : `${service}: `;
  const about = subject !== '' && NAMES_NO_SUBJECT.has(detector) && !sentence.includes(subject) ? `${subject}: ` : '';
  return `${place}${about}${sentence.replaceAll('; ', ', ')}`;
}
