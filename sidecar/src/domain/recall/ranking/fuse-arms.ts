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
  const told = toldByWords(all, settings);
  const concepts = arms.concepts + (1 - told) * arms.conceptsWithoutWords;
  const meaning = arms.meaning + (1 - told) * arms.meaningWithoutWords;
  return all.map((one) => {
    const single = bm25Share * share(one.bm25, bm25) + (1 - bm25Share) * share(one.cosine, cosine);
    const words = (1 - pairShare) * single + pairShare * share(one.pairs, closest);
    const trust = Math.max(told, between(one.coverage, settings.coverage));
    const meant = between(one.meaning, { none: leastMeaning, full: 1 });
    const nearer = between(one.meaning, { none: farthest, full: nearest });
    return arms.words * trust * words + concepts * one.concepts + (meaning * (meant + nearer)) / 2;
  });
}

/** 0 to 1: how far words alone tell these memories apart. */
export function toldByWords(all: readonly Pick<ArmScores, 'evidence'>[], { evidence }: RecallSettings): number {
  return between(
    all.reduce((most, one) => Math.max(most, one.evidence), 0),
    evidence
  );
}

/** What counts as a match in full. Where words don't tell, a memory may pass it that matches in all other ways too. */
export function fullScore({ arms }: RecallSettings): number {
  return arms.words + arms.concepts + arms.meaning + (arms.conceptsWithoutWords + arms.meaningWithoutWords) / 2;
}

/** 0 up to `none`, 1 from `full` on. */
function between(value: number, { none, full }: { none: number; full: number }): number {
  return full > none ? Math.min(1, Math.max(0, (value - none) / (full - none))) : 0;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
