import type { Context } from '@incident-memory/contract';
import { isEvidence, resultOf, type LearnedAttempt } from '../attempt.ts';
import { countedIn, NO_COUNTS, type OutcomeCounts } from './outcome-counts.ts';
import { agedSince, REFERENCE } from './slow-time.ts';

/** What became of a fix under one version, cause and context: outcomes only. */
export interface SituationRecord {
  readonly version: string | null;
  readonly cause: string | null;
  readonly context: Context;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly lastWorkedAt: number | null;
  readonly counts: OutcomeCounts;
  /** As of REFERENCE: what is older counts for less (slow-time.ts). */
  readonly worked: number;
  readonly failed: number;
}

/**
 * Everything that was seen of one fix of one signature, by situation. What is no evidence is counted apart. Adding costs
 * the same however much is there; after MOST_SITUATIONS, new ones are kept without their context, so that a key that is
 * different each time (a pod's name) cannot make the record grow without bound.
 */
export class FixRecord {
  readonly situations = new Map<string, SituationRecord>();
  /** What is no outcome: refused, modified, unattributed. It is told, and moves nothing. */
  aside: OutcomeCounts = NO_COUNTS;
  /** Of what is no evidence. */
  claimed: OutcomeCounts = NO_COUNTS;
  lastClaim: LearnedAttempt | null = null;

  add(attempt: LearnedAttempt): void {
    if (!isEvidence(attempt)) {
      this.claimed = countedIn(this.claimed, attempt.outcome);
      this.lastClaim = (this.lastClaim?.at ?? -Infinity) > attempt.at ? this.lastClaim : attempt;
      return;
    }
    if (resultOf(attempt.outcome) === null) {
      this.aside = countedIn(this.aside, attempt.outcome);
      return;
    }
    const wanted = keyOf(attempt, attempt.context);
    const isKept = this.situations.has(wanted) || this.situations.size < MOST_SITUATIONS;
    const context = isKept ? attempt.context : {};
    const key = isKept ? wanted : keyOf(attempt, context);
    this.situations.set(key, grown(this.situations.get(key), attempt, context));
  }
}

/** Reading a record costs as many steps: some hundred microseconds. */
const MOST_SITUATIONS = 256;

function grown(known: SituationRecord | undefined, attempt: LearnedAttempt, context: Context): SituationRecord {
  const { version, cause, at, outcome } = attempt;
  const result = resultOf(outcome);
  const weight = 1 / agedSince(REFERENCE, at);
  const lastWorkedAt = result === 1 ? Math.max(at, known?.lastWorkedAt ?? at) : (known?.lastWorkedAt ?? null);
  return {
    ...{ version, cause, context, lastWorkedAt },
    firstAt: Math.min(at, known?.firstAt ?? at),
    lastAt: Math.max(at, known?.lastAt ?? at),
    counts: countedIn(known?.counts ?? NO_COUNTS, outcome),
    worked: (known?.worked ?? 0) + (result === 1 ? weight : 0),
    failed: (known?.failed ?? 0) + (result === 0 ? weight : 0),
  };
}

function keyOf({ version, cause }: LearnedAttempt, context: Context): string {
  const keys = Object.keys(context).sort();
  return JSON.stringify([version, cause, ...keys.map((key) => [key, context[key]])]);
}
