import { z } from 'zod';
import { resultOf, type LearnedAttempt, type Present } from '../../domain/learning/attempt.ts';
import { CAUSE_MATTERS, CHANGE_AT_VERSION, CONTEXT_MATTERS } from '../../domain/learning/belief/believe.ts';
import {
  brierScore,
  brierSkill,
  calibrationError,
  type Forecast,
} from '../../domain/learning/confidence/forecast-score.ts';
import type { FixState } from '../../domain/learning/judging/fix-state.ts';
import { judgeFix, RANK_QUANTILE, type FixJudgement } from '../../domain/learning/judging/judge-fix.ts';
import { rankFixes } from '../../domain/learning/judging/judge-fixes.ts';
import { LearningPool } from '../../domain/learning/pool/learning-pool.ts';
import { FixRecord } from '../../domain/learning/record/fix-record.ts';
import { HALF_LIFE_MS } from '../../domain/learning/record/slow-time.ts';
import { documentTask, type EvaluationOutcome } from '../evaluation-task.ts';

const Known = z.strictObject({
  signature: z.string(),
  context: z.record(z.string(), z.string()).optional(),
  version: z.string().optional(),
});
const AttemptEntry = Known.extend({
  at: z.number(),
  fix: z.string(),
  outcome: z.enum(['worked', 'failed', 'worsened', 'rejected', 'modified', 'unattributed']),
  shownRank: z.number().optional(),
});
const AskEntry = z.strictObject({ at: z.number(), ask: Known.extend({ among: z.array(z.string()) }) });
type Entry = z.infer<typeof AttemptEntry> | z.infer<typeof AskEntry>;

/** Either is checked as what it seems to be, so that a complaint names the key that is wrong. */
const StreamEntry = z.looseObject({}).transform((given, context): Entry => {
  const { success, data, error } = ('ask' in given ? AskEntry : AttemptEntry).safeParse(given);
  if (success) {
    return data;
  }
  for (const issue of error.issues) {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
    context.addIssue({ code: 'custom', path, message: issue.message });
  }
  return z.NEVER;
});

/** The product's outcomes that the words of the stream mean. */
const OUTCOMES = {
  worked: 'cured',
  failed: 'no-effect',
  worsened: 'got-worse-after',
  rejected: 'rejected',
  modified: 'modified',
  unattributed: 'unattributed',
} as const satisfies Record<string, LearnedAttempt['outcome']>;

/**
 * The stream is replayed in its order: what is said of an attempt is said before its outcome is read. All outcomes count
 * as verified. Where something was shown is not looked at: having been shown is no evidence.
 */
export const learning = documentTask({
  schema: z.strictObject({ stream: z.array(StreamEntry) }),
  async evaluate({ stream }): Promise<EvaluationOutcome> {
    const replay = new Replay();
    const began = performance.now();
    stream.forEach((entry, index) => ('ask' in entry ? replay.rank(entry, index) : replay.learn(entry, index)));
    const seconds = (performance.now() - began) / 1000;
    const { predictions, rankings, forecasts } = replay;
    return {
      settings: {
        halfLifeDays: HALF_LIFE_MS / 86_400_000,
        ...{ changeAtVersion: CHANGE_AT_VERSION, contextMatters: CONTEXT_MATTERS, causeMatters: CAUSE_MATTERS },
        rankQuantile: RANK_QUANTILE,
        learnedStrengths: replay.pool.learnedStrengths(),
      },
      timing: { seconds, entries: stream.length, microsecondsPerEntry: (seconds * 1e6) / Math.max(1, stream.length) },
      result: {
        ...{ predictions, rankings },
        brier: brierScore(forecasts),
        brierSkill: brierSkill(forecasts),
        expectedCalibrationError: calibrationError(forecasts),
      },
    };
  },
});

class Replay {
  readonly pool = new LearningPool();
  readonly predictions: Array<{ index: number; probability: number; state: FixState }> = [];
  readonly rankings: Array<{ index: number; order: string[] }> = [];
  readonly forecasts: Forecast[] = [];
  private readonly records = new Map<string, FixRecord>();

  learn(entry: z.infer<typeof AttemptEntry>, index: number): void {
    const { signature, fix } = entry;
    const present = presentOf(entry.at, entry);
    const attempt: LearnedAttempt = {
      ...{ ...present, signature, fix, outcome: OUTCOMES[entry.outcome] },
      ...{ provenance: 'observed', isVerified: true },
    };
    const result = resultOf(attempt.outcome);
    if (result !== null) {
      const { expected, state } = this.judge(signature, fix, present);
      this.predictions.push({ index, probability: expected, state });
      this.forecasts.push({ probability: expected, result });
    }
    this.recordOf(signature, fix).add(attempt);
    this.pool.add(attempt);
  }

  rank({ at, ask }: z.infer<typeof AskEntry>, index: number): void {
    const present = presentOf(at, ask);
    const judged = ask.among.map((fix) => ({ fix, ...this.judge(ask.signature, fix, present) }));
    this.rankings.push({ index, order: rankFixes(judged).map(({ fix }) => fix) });
  }

  private judge(signature: string, fix: string, present: Present): FixJudgement {
    return judgeFix(this.recordOf(signature, fix), this.pool.priorOf({ signature, fix }), present);
  }

  private recordOf(signature: string, fix: string): FixRecord {
    const key = JSON.stringify([signature, fix]);
    const record = this.records.get(key) ?? new FixRecord();
    this.records.set(key, record);
    return record;
  }
}

function presentOf(at: number, { context = {}, version }: z.infer<typeof Known>): Present {
  return { at: at * 1000, context, version: version ?? null, cause: null };
}
