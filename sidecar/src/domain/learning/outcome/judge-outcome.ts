import type { FixKind, Outcome } from '@incident-memory/contract';
import { JUDGING_WINDOW_MS, OVERLAP_BEFORE_MS, RELAPSE_MS } from './judging-window.ts';
import { explain } from './outcome-words.ts';
import { rateRatio, type Counted, type RateRatio } from './rate-ratio.ts';
import type { Expected, RecoveryCurve } from './recovery-curve.ts';

/** Something else that may explain what was seen. */
export interface Disturbance {
  readonly kind: 'change' | 'attempt' | 'traffic-drained';
  readonly at: number;
  /** "deploy of payment 2.15", "scaling by ada". */
  readonly words: string;
}

export interface AppliedFix {
  readonly kind: FixKind;
  /** When it took effect; null where nobody knows. */
  readonly appliedAt: number | null;
  readonly startedAt: number;
  /** Errors fell below what opened the incident, and stayed there. */
  readonly stoppedAt: number | null;
  /** Recovery was proved: traffic, success, source and alarms are as usual. */
  readonly provedAt: number | null;
  /** The same trouble came back. */
  readonly relapsedAt: number | null;
  /** Errors of the incident's services, between its start (at most a window ago) and the fix, and since it. */
  readonly before: Counted;
  readonly after: Counted;
  readonly disturbances: readonly Disturbance[];
  /** How trouble of this signature ends without this fix. */
  readonly withoutFix: RecoveryCurve;
}

export interface OutcomeNumbers {
  readonly windowMs: number;
  readonly recoveredAfterMs: number | null;
  /** Share that recovers in the same time without the fix; null where too little is known. */
  readonly unaided: Expected | null;
  /** Incidents that the share rests on. */
  readonly comparedWith: number;
  readonly errors: RateRatio | null;
}

export interface JudgedOutcome {
  /** Null while it cannot be said. */
  readonly outcome: Outcome | null;
  readonly sentence: string;
  readonly numbers: OutcomeNumbers;
  /** When it should be judged again; null where it is settled. */
  readonly again: number | null;
}

/** Fewer recoveries without the fix are no curve. */
export const COMPARED_LEAST = 5;
/** Where so many recover in that time without the fix, recovery says nothing for it. */
export const UNAIDED_MOST = 0.5;
/** Errors half as frequent again, certainly: less is the usual swing of an incident. */
export const WORSE_RATIO = 1.5;
/** Certainly no more than half of the errors are left. */
export const EASED_RATIO = 0.5;

/**
 * What became of a fix, judged from telemetry alone. In this order: when nobody knows when it was applied, or errors had
 * stopped before, or something else happened in its window, it is unattributed, for better or worse; when errors became
 * certainly more frequent and it did not recover, it got worse after; when it recovered in the window, that counts only
 * as far as such trouble does not recover in the same time without the fix; then cured, or mitigated where recovery is
 * unproven or errors only became certainly fewer, and temporary when it came back within seven days; else no effect.
 */
export function judgeOutcome(fix: AppliedFix, now: number): JudgedOutcome {
  const numbers = numbersOf(fix);
  const told = (outcome: Outcome | null, because: string, again: number | null = null): JudgedOutcome => ({
    ...{ outcome, again, numbers },
    sentence: explain(fix, { outcome, because, numbers }),
  });
  const { appliedAt, provedAt, relapsedAt } = fix;
  if (appliedAt === null) {
    return told('unattributed', 'nobody knows when it was applied');
  }
  const end = appliedAt + numbers.windowMs;
  const recoveredAt = recoveryOf(fix);
  if (recoveredAt !== null && recoveredAt <= appliedAt) {
    return told('unattributed', 'errors had stopped before it was applied');
  }
  const isInTime = recoveredAt !== null && recoveredAt <= end;
  if (!isInTime && now < end) {
    return told(null, 'its time is not over', end);
  }
  const disturbance = fix.disturbances.find(
    ({ at }) => at >= appliedAt - OVERLAP_BEFORE_MS && at <= (isInTime ? recoveredAt : end)
  );
  if (disturbance !== undefined) {
    return told('unattributed', `something else happened in the same time: ${disturbance.words}`);
  }
  if (!isInTime) {
    const { errors } = numbers;
    return errors !== null && errors.low >= WORSE_RATIO
      ? told('got-worse-after', 'errors became more frequent')
      : errors !== null && errors.high <= EASED_RATIO
        ? told('mitigated', 'errors became fewer, and did not stop')
        : told('no-effect', 'it did not recover in time');
  }
  const settled = recoveredAt + RELAPSE_MS;
  if (relapsedAt !== null && relapsedAt > recoveredAt && relapsedAt <= settled) {
    return told('temporary', 'it came back within seven days');
  }
  const again = now < settled ? settled : null;
  if (numbers.unaided !== null && numbers.unaided.share >= UNAIDED_MOST) {
    return told('unattributed', 'it recovers as quickly without it', again);
  }
  return provedAt === null
    ? told('mitigated', 'errors stopped, recovery is unproven', again)
    : told('cured', 'it recovered', again);
}

/** When it recovered: errors stopped; where only the proof is known, its time. */
function recoveryOf({ stoppedAt, provedAt }: AppliedFix): number | null {
  return stoppedAt ?? provedAt;
}

function numbersOf(fix: AppliedFix): OutcomeNumbers {
  const { kind, appliedAt, startedAt, withoutFix, before, after } = fix;
  const recoveredAt = recoveryOf(fix);
  const isKnown = appliedAt !== null && withoutFix.recovered >= COMPARED_LEAST;
  const until = recoveredAt ?? (appliedAt ?? 0) + JUDGING_WINDOW_MS[kind];
  return {
    windowMs: JUDGING_WINDOW_MS[kind],
    recoveredAfterMs: appliedAt === null || recoveredAt === null ? null : recoveredAt - appliedAt,
    unaided: isKnown ? withoutFix.recoversBetween(appliedAt - startedAt, until - startedAt) : null,
    comparedWith: withoutFix.incidents,
    errors: rateRatio(before, after),
  };
}

/** What a person said stands, whatever telemetry says; what telemetry said is kept beside it. */
export interface StandingOutcome {
  readonly outcome: Outcome | null;
  readonly knownFrom: 'person' | 'telemetry' | null;
  readonly sentence: string;
  readonly telemetry: JudgedOutcome;
}

export function standingOutcome(
  telemetry: JudgedOutcome,
  correction: { readonly outcome: Outcome; readonly by: string; readonly note: string } | null
): StandingOutcome {
  if (correction === null) {
    const knownFrom = telemetry.outcome === null ? null : 'telemetry';
    return { outcome: telemetry.outcome, knownFrom, sentence: telemetry.sentence, telemetry };
  }
  const { outcome, by, note } = correction;
  const sentence = `${by} says so${note === '' ? '' : `: ${note}`}. Telemetry: ${telemetry.sentence}`;
  return { outcome, knownFrom: 'person', sentence, telemetry };
}
