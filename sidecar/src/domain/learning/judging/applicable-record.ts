import type { Context } from '@incident-memory/contract';
import type { Present } from '../attempt.ts';
import type { Belief } from '../belief/believe.ts';
import { CAUSE_KEY, valueOf, UNKNOWN } from '../belief/stretches.ts';
import type { FixRecord, SituationRecord } from '../record/fix-record.ts';
import { addCounts, failedOf, NO_COUNTS, workedOf, type OutcomeCounts } from '../record/outcome-counts.ts';

/** A key matters where that is more probable than not. */
const MATTERS_FROM = 0.5;
/** One try is a coincidence: it decides nothing where there is more to look at. */
export const NEAREST_LEAST = 2;

export interface ApplicableRecord {
  /** What is nearest to the present situation and was tried at least twice; else all that applies. */
  readonly nearest: OutcomeCounts;
  /** Same cause, and the same in every key that matters or may matter. */
  readonly applies: OutcomeCounts;
  /** Tried under the present version, or one that nobody knows. */
  readonly isUnderPresentVersion: boolean;
  /** Another cause, or a context that may matter. */
  readonly elsewhere: readonly SituationRecord[];
  /** Of that, what had the same cause: it was in another context. */
  readonly elsewhereOfCause: OutcomeCounts;
  readonly lastAt: number | null;
  readonly lastWorkedAt: number | null;
  /** Keys that matter: where the record holds. */
  readonly holdsIn: Context;
  /** Keys that matter and of which the present value is not known; the cause is told as "cause". */
  readonly dependsOn: readonly string[];
}

/**
 * Which tries speak about the present situation. Nearest first: the same cause, context and version; then the versions
 * whose record still holds; then contexts that differ only in keys that were tried under several values without making a
 * difference. A key that was tried under one value only may matter for all that is known: what happened there is told
 * with its context and decides nothing elsewhere. What nobody noted (a missing key, version or cause) agrees with all.
 */
export function applicableRecord(record: FixRecord, belief: Belief, present: Present): ApplicableRecord {
  const decided = [...record.situations.values()];
  const telling = tellingKeys(decided, belief);
  const applying = decided.filter((situation) => agree(situation, present, telling));
  const near = applying.filter((situation) => agree(situation, present, Object.keys(situation.context)));
  const isOfPresent = ({ version }: SituationRecord): boolean =>
    version === null || present.version === null || version === present.version;
  const stillHolds = ({ version }: SituationRecord): boolean => present.version === null || belief.holds.has(version);
  const elsewhere = decided.filter((situation) => !applying.includes(situation));
  const applies = sum(applying);
  const steps = [near.filter(isOfPresent), near.filter(stillHolds), applying.filter(stillHolds)].map(sum);
  const mattering = [...belief.matters].filter(([, share]) => share >= MATTERS_FROM).map(([key]) => key);
  return {
    nearest: steps.find((counts) => workedOf(counts) + failedOf(counts) >= NEAREST_LEAST) ?? applies,
    applies,
    isUnderPresentVersion: applying.some(isOfPresent),
    elsewhere,
    elsewhereOfCause: sum(elsewhere.filter((situation) => agree(situation, present, []))),
    lastAt: latest(applying.map(({ lastAt }) => lastAt)),
    lastWorkedAt: latest(applying.flatMap(({ lastWorkedAt }) => lastWorkedAt ?? [])),
    holdsIn: Object.fromEntries(
      mattering.flatMap((key) => {
        const value = valueOf(present, key);
        return key === CAUSE_KEY || value === UNKNOWN ? [] : [[key, value]];
      })
    ),
    dependsOn: mattering
      .filter((key) => valueOf(present, key) === UNKNOWN)
      .map((key) => (key === CAUSE_KEY ? 'cause' : key)),
  };
}

function tellingKeys(decided: readonly SituationRecord[], { matters }: Belief): string[] {
  const keys = new Set(decided.flatMap(({ context }) => Object.keys(context)));
  return [...keys].filter((key) => {
    const values = new Set(decided.map((situation) => valueOf(situation, key)));
    values.delete(UNKNOWN);
    return values.size <= 1 || (matters.get(key) ?? 0) >= MATTERS_FROM;
  });
}

function agree(situation: SituationRecord, present: Present, keys: readonly string[]): boolean {
  return [CAUSE_KEY, ...keys].every((key) => {
    const [then, now] = [valueOf(situation, key), valueOf(present, key)];
    return then === now || then === UNKNOWN || now === UNKNOWN;
  });
}

function sum(situations: readonly SituationRecord[]): OutcomeCounts {
  return situations.reduce((total, { counts }) => addCounts(total, counts), NO_COUNTS);
}

function latest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times);
}
