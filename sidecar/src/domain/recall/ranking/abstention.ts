/**
 * Abstention: saying that nothing in memory is near enough. An answer that is only the least bad one costs whoever reads
 * it minutes of an outage, and teaches them not to look.
 *
 * A score alone does not tell: it depends on how long the texts are and how the collection speaks. Beside it stands how
 * far the best memory is ahead of those that come tenth to thirtieth, which the question finds by chance, and whether
 * memory knows the subject at all. The weights are a logistic regression over several collections, with answer and
 * without, where a collection is also asked what belongs to another (docs/recall.md).
 */
export interface BestMatch {
  /** Fused scores of all memories, 0 to 1, the best first. */
  readonly scores: readonly number[];
  /** The best memory's cosine of words, and those of all, the highest first. */
  readonly cosine: number;
  readonly cosines: readonly number[];
  readonly bm25: number;
  readonly pairs: number;
  /** Share of the question's weight that the best memory has. */
  readonly coverage: number;
  readonly concepts: number;
  readonly meaning: number;
  /** 0 to 1: how far words alone tell the memories apart (fuse-arms.ts). */
  readonly told: number;
  /** Evidence of words of all memories, the highest first. */
  readonly evidences: readonly number[];
  /** Of the best memory, in terms: a long text shares more by chance. */
  readonly length: number;
  /** 0 to 1: the same fingerprint, template, error type. */
  readonly structure: number;
}

const BY_CHANCE = { from: 9, to: 30 };
const WEIGHTS = {
  constant: 3.43,
  standsOut: 1.85,
  wordsStandOut: 1.84,
  bm25: 2.84,
  pairs: 3.12,
  coverage: 3.92,
  concepts: 2.67,
  meaning: 4.24,
  length: -4.87,
  told: -4.26,
  /** What words leave open is judged by other measures than what they tell. */
  untold: { concepts: 1.94, length: -4.64 },
  /** Ten memories that share much with the question are about its subject. */
  subject: 1.33,
};
const LENGTH_SCALE = 5;
const SUBJECT_OFFSET = 0.3;
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
  return sureness(best) < 0;
}

function sureness(best: BestMatch): number {
  const length = Math.log(Math.max(1, best.length)) / LENGTH_SCALE;
  const untold = WEIGHTS.untold.concepts * best.concepts + WEIGHTS.untold.length * length;
  return (
    WEIGHTS.constant +
    WEIGHTS.standsOut * ((best.scores[0] ?? 0) - byChance(best.scores)) +
    WEIGHTS.wordsStandOut * (best.cosine - byChance(best.cosines)) +
    WEIGHTS.bm25 * best.bm25 +
    WEIGHTS.pairs * Math.sqrt(best.pairs) +
    WEIGHTS.coverage * best.coverage +
    WEIGHTS.concepts * best.concepts +
    WEIGHTS.meaning * best.meaning +
    WEIGHTS.length * length +
    WEIGHTS.told * best.told +
    (1 - best.told) * untold +
    WEIGHTS.subject * Math.log(SUBJECT_OFFSET + (best.evidences[BY_CHANCE.from] ?? 0))
  );
}

/** Mean of the tenth to thirtieth; where there are fewer, what is missing is as far away as can be. */
function byChance(ordered: readonly number[]): number {
  let sum = 0;
  for (let place = BY_CHANCE.from; place < BY_CHANCE.to; place += 1) {
    sum += ordered[place] ?? 0;
  }
  return sum / (BY_CHANCE.to - BY_CHANCE.from);
}
