import type { LearnedAttempt } from '../attempt.ts';
import { START_STRENGTHS } from './fit-strengths.ts';
import { LearningPool } from './learning-pool.ts';

function tried(
  signature: string,
  fix: string,
  hasWorked: boolean,
  given: Partial<LearnedAttempt> = {}
): LearnedAttempt {
  return {
    ...{ signature, fix, outcome: hasWorked ? 'cured' : 'no-effect', at: 0, context: {}, version: null, cause: null },
    ...{ provenance: 'confirmed', isVerified: true },
    ...given,
  };
}

function pooled(...attempts: LearnedAttempt[]): LearningPool {
  const pool = new LearningPool();
  attempts.forEach((attempt) => pool.add(attempt));
  return pool;
}

const many = (count: number, attempt: LearnedAttempt) => Array.from({ length: count }, () => attempt);

describe('what is expected of a fix before its first try', () => {
  test('of an empty memory: as likely as not', () => {
    expect(pooled().priorOf({ signature: 'a', fix: 'restart' })).toEqual({ mean: 0.5, strength: START_STRENGTHS.own });
  });

  test('the signature, the fix under other signatures, and its family speak', () => {
    const pool = pooled(
      ...many(6, tried('a', 'restart', true)),
      ...many(6, tried('b', 'rollback', false, { family: 'undo' }))
    );
    const mean = (signature: string, fix: string, family?: string) => pool.priorOf({ signature, fix, family }).mean;
    const unknown = mean('c', 'drain');
    expect(mean('a', 'drain')).toBeGreaterThan(unknown);
    expect(mean('c', 'restart')).toBeGreaterThan(unknown);
    expect(mean('b', 'drain')).toBeLessThan(unknown);
    expect(mean('c', 'revert', 'undo')).toBeLessThan(unknown);
  });

  test('not the fix itself: its own tries are counted once, in its record', () => {
    const others = many(5, tried('b', 'rollback', true));
    const before = pooled(...others).priorOf({ signature: 'a', fix: 'restart' }).mean;
    const after = pooled(...others, ...many(9, tried('a', 'restart', false))).priorOf({
      signature: 'a',
      fix: 'restart',
    });
    expect(after.mean).toBeCloseTo(before, 10);
  });

  test('one fix that was tried a hundred times does not outvote five that were tried ten times', () => {
    const five = ['v', 'w', 'x', 'y', 'z'].flatMap((fix) => many(10, tried('a', fix, false)));
    expect(
      pooled(...many(100, tried('a', 'restart', true)), ...five).priorOf({ signature: 'a', fix: 'new' }).mean
    ).toBeLessThan(0.4);
  });

  test('claims, refusals and what is unattributed say nothing', () => {
    const silent = [
      tried('a', 'restart', true, { provenance: 'imported' }),
      tried('a', 'restart', true, { provenance: 'observed', isVerified: false }),
      tried('a', 'restart', true, { outcome: 'rejected' }),
      tried('a', 'restart', true, { outcome: 'unattributed' }),
    ];
    expect(pooled(...silent).priorOf({ signature: 'a', fix: 'drain' }).mean).toBe(0.5);
  });
});

test('how alike fixes are is learned: where all work four times in five, the prior is strong; where half always work, weak', () => {
  const fixes = Array.from({ length: 30 }, (_, index) => index);
  const alike = fixes.flatMap((fix) =>
    Array.from({ length: 10 }, (_, n) => tried(`s${fix % 6}`, `f${fix}`, n % 5 !== 0))
  );
  const different = fixes.flatMap((fix) => many(10, tried(`s${fix % 6}`, `f${fix}`, (fix * 7) % 30 < 15)));
  expect(pooled(...alike).learnedStrengths().own).toBeGreaterThan(10);
  expect(pooled(...different).learnedStrengths().own).toBeLessThan(2);
});
