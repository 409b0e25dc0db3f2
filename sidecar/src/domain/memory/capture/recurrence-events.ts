import { RELAPSE_MS } from '../../learning/outcome/judging-window.ts';
import { durationInWords } from '../../incidents/plain-words.ts';
import type { NewMemoryEvent } from '../memory-events.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';

/** That it came back, and that the last fix before did not last: also where a person had said that it cured it. */
export function recurrenceEvents(
  record: MemoryRecord,
  { at, incident }: { readonly at: number; readonly incident: string | null }
): NewMemoryEvent[] {
  const counted: NewMemoryEvent = { type: 'recurred', payload: { at, incident } };
  const relapsed = lastThatHelped(record.attempts, at);
  return relapsed === null ? [counted] : [counted, relapse(relapsed, at)];
}

/** The last fix that was said to have ended or eased it, where that was at most a week before. */
export function lastThatHelped(attempts: readonly Attempt[], at: number): Attempt | null {
  const helped = attempts.filter(
    ({ state, outcome, appliedAt }) =>
      state === 'done' &&
      (outcome === 'cured' || outcome === 'mitigated' || outcome === null) &&
      appliedAt !== null &&
      appliedAt <= at &&
      at - appliedAt <= RELAPSE_MS
  );
  return helped.reduce<Attempt | null>(
    (last, attempt) => ((attempt.appliedAt ?? 0) >= (last?.appliedAt ?? 0) ? attempt : last),
    null
  );
}

export function relapse({ id, appliedAt, fix }: Attempt, at: number): NewMemoryEvent {
  const after = durationInWords(at - (appliedAt ?? at));
  return {
    type: 'outcome-judged',
    payload: {
      attempt: id,
      outcome: 'temporary',
      knownFrom: 'telemetry',
      sentence: `It came back ${after} after "${fix.words}"`,
    },
  };
}
