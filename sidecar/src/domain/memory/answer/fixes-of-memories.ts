import type { Fix } from '@incident-memory/contract';
import { isSameFix } from '../capture/same-fix.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';

export interface TriedIn {
  readonly record: MemoryRecord;
  readonly attempt: Attempt;
}

/** One fix under all the words in which people told of it. */
export interface FixTried {
  /** As it was told last, with the exact command where anybody gave one. */
  readonly fix: Fix;
  /** Newest first. */
  readonly tried: readonly TriedIn[];
}

/** What was tried, done or refused in these memories, the same fix together. What was not applied after all is left out. */
export function fixesOf(records: readonly MemoryRecord[]): FixTried[] {
  const all = records
    .flatMap((record) => record.attempts.map((attempt) => ({ record, attempt })))
    .filter(({ attempt }) => attempt.state === 'done' || attempt.state === 'rejected')
    .sort((a, b) => timeOf(b.attempt) - timeOf(a.attempt));
  const groups: TriedIn[][] = [];
  for (const one of all) {
    const group = groups.find((known) => known.some(({ attempt }) => isSameFix(attempt.fix, one.attempt.fix)));
    if (group === undefined) {
      groups.push([one]);
    } else {
      group.push(one);
    }
  }
  return groups.map((tried) => ({ fix: mostExact(tried.map(({ attempt }) => attempt.fix)), tried }));
}

export function timeOf({ appliedAt, begunAt }: Attempt): number {
  return appliedAt ?? begunAt;
}

function mostExact(fixes: readonly Fix[]): Fix {
  const [newest] = fixes;
  if (newest === undefined) {
    throw new Error('a fix that nobody tried was asked for');
  }
  const exact = fixes.find((fix) => fix.exact !== '')?.exact ?? '';
  const undo = fixes.find((fix) => fix.undo !== '')?.undo ?? '';
  return { ...newest, exact, undo };
}
