import type { RecallSettings } from './recall-settings.ts';

/** What the text arms say of one memory. */
export interface ArmScores {
  readonly bm25: number;
  readonly cosine: number;
  readonly pairs: number;
  readonly coverage: number;
  readonly evidence: number;
  readonly concepts: number;
  readonly meaning: number;
}

/**
 * One score from all arms. Each arm is set against its own best of this question, since a long question has low scores
 * everywhere. Words lead as far as they tell anything: over all memories, by the evidence of the best one; for one
 * memory, by how much of the question it covers. What words leave open, concepts decide. Without that, the one common
 * word that two texts happen to share outranks every paraphrase.
 *
 * Fusing ranks instead loses to the better arm, since a rank does not tell an exact match from the least bad one.
 */
export function fuseArms(all: readonly ArmScores[], settings: RecallSettings): number[] {
  const { arms, bm25Share, pairShare, leastMeaning } = settings;
  const best = (pick: (one: ArmScores) => number) => all.reduce((most, one) => Math.max(most, pick(one)), 0);
  const [bm25, cosine, nearest] = [best((one) => one.bm25), best((one) => one.cosine), best((one) => one.meaning)];
  const closest = best((one) => one.pairs);
  const farthest = all.reduce((least, one) => Math.min(least, one.meaning), nearest);
  const told = between(
    best((one) => one.evidence),
    settings.evidence
  );
  const concepts = arms.concepts + (1 - told) * arms.conceptsWithoutWords;
  return all.map((one) => {
    const single = bm25Share * share(one.bm25, bm25) + (1 - bm25Share) * share(one.cosine, cosine);
    const words = (1 - pairShare) * single + pairShare * share(one.pairs, closest);
    const trust = Math.max(told, between(one.coverage, settings.coverage));
    const meant = between(one.meaning, { none: leastMeaning, full: 1 });
    const nearer = between(one.meaning, { none: farthest, full: nearest });
    return arms.words * trust * words + concepts * one.concepts + (arms.meaning * (meant + nearer)) / 2;
  });
}

/** What no memory's score passes. */
export function largestScore({ arms }: RecallSettings): number {
  return arms.words + arms.concepts + arms.conceptsWithoutWords + arms.meaning;
}

/** 0 up to `none`, 1 from `full` on. */
function between(value: number, { none, full }: { none: number; full: number }): number {
  return full > none ? Math.min(1, Math.max(0, (value - none) / (full - none))) : 0;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
