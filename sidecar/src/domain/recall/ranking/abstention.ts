/**
 * Abstention: saying that nothing in memory is near enough. An answer that is only the least bad one costs whoever reads
 * it minutes of an outage, and teaches them not to look.
 *
 * A score alone does not tell: it depends on how long the texts are and how the collection speaks. Beside it stands how
 * far the best memory is ahead of those that come tenth to thirtieth, which the question finds by chance. The weights are a logistic regression over the tuning sets, with answer and without (docs/recall.md).
 */
export interface BestMatch {
  /** Fused scores of all memories, the best first. */
  readonly scores: readonly number[];
  /** The best memory's cosine of words, and those of all, the highest first. */
  readonly cosine: number;
  readonly cosines: readonly number[];
  /** Share of the question's weight that the best memory has. */
  readonly coverage: number;
  readonly concepts: number;
  readonly meaning: number;
  /** Of the best memory, in terms: a long text shares more by chance. */
  readonly length: number;
  /** 0 to 1: the same fingerprint, template, error type. */
  readonly structure: number;
}

const BY_CHANCE = { from: 9, to: 30 };
const WEIGHTS = {
  constant: 0.47,
  score: 12.63,
  standsOut: 6.76,
  wordsStandOut: 0.65,
  concepts: -2.77,
  meaning: 2.5,
  length: -9.41,
};
const LENGTH_SCALE = 5;
const FLOOR = 0;
/** Texts that share so much are about one thing, however many others are as near: an incident that came twenty times. */
const SAME_WORDS = 0.25;
/** Most of the question stands in the memory word for word: a code, a host, a few search words. */
const COVERED = 0.6;
/** A template, a fingerprint or an error type says by itself that it was seen before; the service alone does not. */
const SAME_STRUCTURE = 0.3;

export function isNoAnswer(best: BestMatch): boolean {
  if (best.scores.length === 0) {
    return true;
  }
  if (best.structure >= SAME_STRUCTURE || best.cosine >= SAME_WORDS || best.coverage >= COVERED) {
    return false;
  }
  const sure =
    WEIGHTS.constant +
    WEIGHTS.score * (best.scores[0] ?? 0) +
    WEIGHTS.concepts * best.concepts +
    WEIGHTS.meaning * best.meaning +
    WEIGHTS.standsOut * ((best.scores[0] ?? 0) - byChance(best.scores)) +
    WEIGHTS.wordsStandOut * (best.cosine - byChance(best.cosines)) +
    (WEIGHTS.length * Math.log(Math.max(1, best.length))) / LENGTH_SCALE;
  return sure < FLOOR;
}

/** Mean of the tenth to thirtieth; where there are fewer, what is missing is as far away as can be. */
function byChance(ordered: readonly number[]): number {
  let sum = 0;
  for (let place = BY_CHANCE.from; place < BY_CHANCE.to; place += 1) {
    sum += ordered[place] ?? 0;
  }
  return sum / (BY_CHANCE.to - BY_CHANCE.from);
}
