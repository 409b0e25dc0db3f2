import { resultOf, type LearnedAttempt, type Present } from '../../../domain/learning/attempt.ts';
import type { ComparedForecast } from '../../../domain/learning/confidence/outcome-confidence.ts';
import { judgeFix } from '../../../domain/learning/judging/judge-fix.ts';
import { LearningPool } from '../../../domain/learning/pool/learning-pool.ts';
import { FixRecord } from '../../../domain/learning/record/fix-record.ts';

/** One state of knowledge about fixes. */
class Known {
  private readonly pool = new LearningPool();
  private readonly records = new Map<string, FixRecord>();

  expected({ signature, fix, family }: LearnedAttempt, present: Present): number {
    const record = this.recordOf(signature, fix);
    return judgeFix(record, this.pool.priorOf({ signature, fix, ...(family === undefined ? {} : { family }) }), present)
      .expected;
  }

  learn(attempt: LearnedAttempt): void {
    this.recordOf(attempt.signature, attempt.fix).add(attempt);
    this.pool.add(attempt);
  }

  private recordOf(signature: string, fix: string): FixRecord {
    const key = JSON.stringify([signature, fix]);
    const record = this.records.get(key) ?? new FixRecord();
    this.records.set(key, record);
    return record;
  }
}

/** So many outcomes a memory learns from before it is frozen; what comes later compares both. */
const FROZEN_AT = 0.5;

/**
 * What memory would have said of each attempt just before it was made, beside what a memory would say that learned
 * nothing since the first half of all outcomes. Only attempts of the second half are compared: on the first both are one.
 */
export function replayOutcomes(attempts: readonly LearnedAttempt[]): ComparedForecast[] {
  const inOrder = attempts.toSorted((a, b) => a.at - b.at);
  const outcomes = inOrder.filter(({ outcome }) => resultOf(outcome) !== null).length;
  const living = new Known();
  const frozen = new Known();
  const compared: ComparedForecast[] = [];
  let seen = 0;
  for (const attempt of inOrder) {
    const result = resultOf(attempt.outcome);
    const isFrozen = seen >= outcomes * FROZEN_AT;
    if (result !== null && isFrozen) {
      const present = { at: attempt.at, context: attempt.context, version: attempt.version, cause: attempt.cause };
      compared.push({
        result,
        probability: living.expected(attempt, present),
        frozen: frozen.expected(attempt, present),
      });
    }
    seen += result === null ? 0 : 1;
    living.learn(attempt);
    if (!isFrozen) {
      frozen.learn(attempt);
    }
  }
  return compared;
}
