import type { MemoryEventType } from '@incident-memory/contract';
import { ATTEMPT_LIFE_CYCLE } from '../life-cycle.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';
import type { MemoryChanges } from './memory-change.ts';

/** A storm of clicks must not make a memory too heavy to read; the oldest go first. */
const MAX_ATTEMPTS = 100;

const UNTOLD = {
  appliedAt: null,
  appliedKnownFrom: null,
  outcome: null,
  outcomeKnownFrom: null,
  outcomeSentence: '',
  outcomeAt: null,
  reason: '',
} as const;

/** What was tried, what was refused and what became of it. */
export const ATTEMPT_CHANGES: MemoryChanges<
  'attempt-begun' | 'attempt-done' | 'attempt-withdrawn' | 'suggestion-rejected' | 'outcome-judged'
> = {
  'attempt-begun': (record, { payload }) => withNew(record, { ...UNTOLD, ...payload.attempt, state: 'doing' }),
  'suggestion-rejected': (record, { payload }) =>
    withNew(record, { ...UNTOLD, ...payload.attempt, state: 'rejected', reason: payload.reason }),
  'attempt-done': (record, { type, payload: { attempt, appliedAt, knownFrom } }) =>
    changed(record, { attempt, type }, { appliedAt, appliedKnownFrom: knownFrom }),
  'attempt-withdrawn': (record, { type, payload: { attempt } }) => changed(record, { attempt, type }, {}),
  'outcome-judged': (record, { type, payload: { attempt, outcome, knownFrom, sentence }, at }) =>
    changed(
      record,
      { attempt, type },
      { outcome, outcomeKnownFrom: knownFrom, outcomeSentence: sentence, outcomeAt: at }
    ),
};

function withNew(record: MemoryRecord, attempt: Attempt): Partial<MemoryRecord> {
  const others = record.attempts.filter(({ id }) => id !== attempt.id);
  return { attempts: [...others, attempt].slice(-MAX_ATTEMPTS) };
}

/** An attempt that is not there, since what began it was undone, changes nothing; so does what its state refuses. */
function changed(
  record: MemoryRecord,
  { attempt: id, type }: { attempt: string; type: MemoryEventType },
  change: Partial<Attempt>
): Partial<MemoryRecord> {
  return {
    attempts: record.attempts.map((attempt) => {
      const state = ATTEMPT_LIFE_CYCLE[attempt.state][type];
      return attempt.id !== id || state === undefined ? attempt : { ...attempt, ...change, state };
    }),
  };
}
