import type { LearnedAttempt } from '../../learning/attempt.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';
import { timeOf, type FixTried } from './fixes-of-memories.ts';
import type { CauseGroup } from './causes-of-memories.ts';

/** The trouble that is asked about: attempts are compared within it, over all memories that tell of it. */
export const PRESENT = 'present';

/** What was tried in these memories as learning reads it; `fix` is the place in the list of fixes. */
export function learnedAttempts(
  fixes: readonly FixTried[],
  { signature, causes }: { signature: string; causes: readonly CauseGroup[] }
): LearnedAttempt[] {
  return fixes.flatMap(({ tried }, index) =>
    tried.flatMap(({ record, attempt }) => {
      const outcome = attempt.state === 'rejected' ? 'rejected' : attempt.outcome;
      return outcome === null ? [] : [learned(record, attempt, { outcome, signature, fix: String(index), causes })];
    })
  );
}

function learned(
  record: MemoryRecord,
  attempt: Attempt,
  known: Pick<LearnedAttempt, 'outcome' | 'signature' | 'fix'> & { causes: readonly CauseGroup[] }
): LearnedAttempt {
  const { version = null, ...context } = attempt.context;
  const { causes, ...rest } = known;
  return {
    ...rest,
    family: attempt.fix.kind,
    at: timeOf(attempt),
    context,
    version,
    cause: causeOf(record, causes),
    provenance: record.provenance,
    isVerified: attempt.outcomeKnownFrom === 'person' || attempt.outcomeKnownFrom === 'telemetry',
  };
}

function causeOf(record: MemoryRecord, causes: readonly CauseGroup[]): string | null {
  const group = causes.find(({ records }) => records.some(({ id }) => id === record.id));
  return group === undefined ? null : causeName(group);
}

const NAME_LENGTH = 60;

/** Short enough to stand in a sentence; two causes that begin alike for so long are told apart by nobody. */
export function causeName({ words }: CauseGroup): string {
  const clause = words.split(/[.;,:]\s/)[0] ?? words;
  return clause.length <= NAME_LENGTH ? clause.replace(/\.$/, '') : `${clause.slice(0, NAME_LENGTH - 2).trimEnd()} …`;
}
