import type { IncidentEventType } from '@incident-memory/contract';
import type { PlacedEvent } from '../../incidents/project-incident.ts';
import type { Disturbance } from '../../learning/outcome/judge-outcome.ts';
import { JUDGING_WINDOW_MS, OVERLAP_BEFORE_MS } from '../../learning/outcome/judging-window.ts';
import { RecoveryCurve, type PastIncident } from '../../learning/outcome/recovery-curve.ts';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import { isSameFix } from '../capture/same-fix.ts';
import { isSameSignature } from '../capture/same-signature.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';

/** The fix that is judged; others have their own ids. */
const THIS = 'this';
/** A deploy is told when it is over and said to be done a while after: so near, it is the attempt itself. */
const ITSELF_MS = 10 * 60_000;

/** How trouble of this signature ended where this fix was not applied. */
export function curveWithout(attempt: Attempt, record: MemoryRecord, others: readonly MemoryRecord[]): RecoveryCurve {
  const history = others
    .filter((other) => other.id !== record.id && other.kind === 'incident' && isSameSignature(other, record))
    .map(
      (other): PastIncident => ({
        recoveredMs: other.endedAt === null ? null : other.endedAt - other.startedAt,
        lastSeenMs: (other.endedAt ?? other.updatedAt) - other.startedAt,
        applied: other.attempts
          .filter(({ state, appliedAt }) => state === 'done' && appliedAt !== null)
          .map(({ id, fix, appliedAt }) => ({
            fix: isSameFix(fix, attempt.fix) ? THIS : id,
            afterMs: (appliedAt ?? other.startedAt) - other.startedAt,
          })),
      })
    );
  return RecoveryCurve.without(THIS, history);
}

/** What else happened while the fix was given its time. */
export function disturbancesOf(
  { id, fix, appliedAt }: Attempt,
  { attempts, services }: MemoryRecord,
  changes: readonly Occurrence[]
): Disturbance[] {
  const at = appliedAt ?? 0;
  const isNear = (time: number): boolean => time >= at - OVERLAP_BEFORE_MS && time <= at + JUDGING_WINDOW_MS[fix.kind];
  return [
    ...changes
      .filter((change) => isNear(change.at) && isLive(change) && !isTheFixItself(change, at))
      .filter(({ service }) => service === null || services.includes(service))
      .map((change) => ({
        kind: 'change' as const,
        at: change.at,
        words: `${change.kind} of ${change.service ?? 'everything'}: ${change.title}`,
      })),
    ...attempts
      .filter(
        (other) => other.id !== id && other.state === 'done' && other.appliedAt !== null && isNear(other.appliedAt)
      )
      .map((other) => ({
        kind: 'attempt' as const,
        at: other.appliedAt ?? at,
        words: `"${other.fix.words}" by ${other.by}`,
      })),
  ];
}

function isLive({ stage }: Occurrence): boolean {
  return stage === 'completed' || stage === 'rolled-back';
}

function isTheFixItself({ at }: Occurrence, appliedAt: number): boolean {
  return Math.abs(at - appliedAt) <= ITSELF_MS;
}

interface Course {
  readonly stoppedAt: number | null;
  readonly provedAt: number | null;
  readonly relapsedAt: number | null;
}

/** What says that it goes on, or is back. */
const GOES_ON: ReadonlySet<IncidentEventType> = new Set<IncidentEventType>([
  'errors-returned',
  'recurred',
  'reopened',
  'alarms-joined',
  'alert-joined',
  'service-joined',
  'widened',
]);

/**
 * When errors stopped for good, when recovery was proved, and when the trouble was back, as the incident's events tell:
 * its record forgets what stopped as soon as it is back. What stops and returns within the time of the fix never stopped.
 */
export function courseOf(
  events: readonly PlacedEvent[],
  { recurrences }: Pick<MemoryRecord, 'recurrences'>,
  { appliedAt, windowMs }: { appliedAt: number; windowMs: number }
): Course {
  let course: Course = { stoppedAt: null, provedAt: null, relapsedAt: null };
  for (const event of events) {
    if (event.type === 'errors-stopped' && course.stoppedAt === null) {
      course = { stoppedAt: event.payload.quietSince, provedAt: null, relapsedAt: null };
    } else if (event.type === 'recovery-judged' && event.payload.proof.proved && course.relapsedAt === null) {
      course = { ...course, provedAt: course.provedAt ?? event.payload.proof.at };
    } else if (GOES_ON.has(event.type) && course.stoppedAt !== null && course.relapsedAt === null) {
      const isBackInTime = event.at <= appliedAt + windowMs;
      course = isBackInTime
        ? { stoppedAt: null, provedAt: null, relapsedAt: null }
        : { ...course, relapsedAt: event.at };
    }
  }
  const back = recurrences.map(({ at }) => at).filter((at) => at > (course.stoppedAt ?? Infinity) && at > appliedAt);
  return { ...course, relapsedAt: course.relapsedAt ?? back[0] ?? null };
}
