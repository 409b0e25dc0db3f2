import type { LearnedAttempt, Present } from '../attempt.ts';
import type { LearningPool } from '../pool/learning-pool.ts';
import { FixRecord } from '../record/fix-record.ts';
import { judgeFix, type FixJudgement } from './judge-fix.ts';

export interface JudgedFix extends FixJudgement {
  readonly fix: string;
}

/**
 * Every fix that was tried, refused or only thought of for one signature, best first: what would be tried first. `fixes`
 * adds those without any attempt. Attempts of other signatures are passed over.
 */
export function judgeFixes(
  attempts: readonly LearnedAttempt[],
  {
    signature,
    pool,
    present,
    fixes = [],
  }: { signature: string; pool: LearningPool; present: Present; fixes?: readonly string[] }
): JudgedFix[] {
  const records = new Map<string, { record: FixRecord; family: string | undefined }>();
  for (const fix of fixes) {
    records.set(fix, { record: new FixRecord(), family: undefined });
  }
  for (const attempt of attempts) {
    if (attempt.signature === signature) {
      const known = records.get(attempt.fix) ?? { record: new FixRecord(), family: attempt.family };
      known.family ??= attempt.family;
      known.record.add(attempt);
      records.set(attempt.fix, known);
    }
  }
  return rankFixes(
    [...records].map(([fix, { record, family }]) => ({
      fix,
      ...judgeFix(record, pool.priorOf({ signature, fix, ...(family === undefined ? {} : { family }) }), present),
    }))
  );
}

/** By the lower bound; what is not to be tried comes last, whatever its bound. */
export function rankFixes<Judged extends Pick<FixJudgement, 'verdict' | 'rankBound'>>(of: readonly Judged[]): Judged[] {
  const banned = ({ verdict }: Judged): number => (verdict === 'do-not-try' ? 1 : 0);
  return [...of].sort((one, other) => banned(one) - banned(other) || other.rankBound - one.rankBound);
}
