import { isPairTerm, type AnalysedText } from '../analysis/analysed-text.ts';
import { rarity, type Lexicon } from '../lexicon/lexicon.ts';
import type { RecallCandidate } from '../ranking/recall-query.ts';
import type { RecallSettings } from '../ranking/recall-settings.ts';

/** What a term gives to the reasons of a match. */
export interface SharedWord {
  readonly word: string;
  readonly weight: number;
}

export interface WordScore {
  /** Share of what the query's words could have given at most. */
  readonly bm25: number;
  /** Of the two texts as vectors of weighted words: it grows no more with the length of either. */
  readonly cosine: number;
  /** Of the neighbouring words of both: "not ready" is not "ready". Each counts the same, however rare. */
  readonly pairs: number;
  /** Share of the query's weight that the memory has at all. */
  readonly coverage: number;
  /** Rarity of all shared words but the rarest: one word in common is what chance finds in any collection. */
  readonly evidence: number;
  /** The heaviest first. */
  readonly shared: readonly SharedWord[];
}

/** A word said four times counts twice in a question, somewhat more in a memory: its subject comes back. */
const dampedInQuery = Math.sqrt;
const dampedInMemory = (count: number): number => (count === 1 ? 1 : count ** 0.7);
/** In small collections chance makes words rare: the rarest count a little less than their rarity says. */
const RARITY_POWER = 0.85;
const MOST_SHOWN = 6;

/**
 * Words: two scores over the same terms. BM25 rewards memories that say the query's rare words often for their length;
 * the cosine also asks how much else the memory talks about, which tells long symptom texts apart.
 */
export class WordArm {
  readonly #query: Map<string, { readonly count: number; readonly rarity: number }>;
  readonly #pairs: ReadonlyMap<string, number>;
  readonly #pairsNorm: number;
  readonly #bound: number;
  readonly #weight: number;
  readonly #norm: number;
  readonly #lexicon: Lexicon;
  readonly #bm25: RecallSettings['bm25'];
  readonly #rarities = new Map<string, number>();

  constructor(query: Pick<AnalysedText, 'terms'>, lexicon: Lexicon, bm25: RecallSettings['bm25']) {
    this.#lexicon = lexicon;
    this.#bm25 = bm25;
    this.#pairs = new Map(query.terms.filter(([term]) => isPairTerm(term)));
    this.#pairsNorm = Math.sqrt(sum(this.#pairs.values()));
    const terms = query.terms.filter(([term]) => !isPairTerm(term));
    this.#query = new Map(terms.map(([term, count]) => [term, { count, rarity: this.#rarityOf(term) }]));
    const parts = [...this.#query.values()];
    this.#weight = parts.reduce((sum, part) => sum + dampedInQuery(part.count) * part.rarity, 0);
    this.#bound = parts.reduce((sum, part) => sum + part.count * part.rarity * (bm25.k1 + 1), 0);
    this.#norm = Math.sqrt(parts.reduce((sum, part) => sum + part.count * part.rarity ** 2, 0));
  }

  scoreOf({ terms, length }: Pick<RecallCandidate, 'terms' | 'length'>): WordScore {
    const { k1, b } = this.#bm25;
    const lengthening = k1 * (1 - b + (b * length) / Math.max(1, this.#lexicon.meanLength));
    let [bm25, product, squares, covered, rarities, rarest] = [0, 0, 0, 0, 0, 0];
    const shared: SharedWord[] = [];
    let [pairs, pairCounts] = [0, 0];
    for (const [term, count] of terms) {
      if (isPairTerm(term)) {
        pairCounts += count;
        pairs += Math.sqrt(count * (this.#pairs.get(term) ?? 0));
        continue;
      }
      const asked = this.#query.get(term);
      const weight = asked?.rarity ?? this.#rarityOf(term);
      const said = dampedInMemory(count);
      squares += (said * weight) ** 2;
      if (asked !== undefined) {
        bm25 += (asked.count * weight * count * (k1 + 1)) / (count + lengthening);
        product += dampedInQuery(asked.count) * said * weight * weight;
        covered += dampedInQuery(asked.count) * weight;
        rarities += weight;
        rarest = Math.max(rarest, weight);
        shared.push({ word: term, weight: dampedInQuery(asked.count) * weight });
      }
    }
    return {
      bm25: this.#bound === 0 ? 0 : bm25 / this.#bound,
      cosine: product === 0 ? 0 : product / (this.#norm * Math.sqrt(squares)),
      pairs: pairs === 0 ? 0 : pairs / (this.#pairsNorm * Math.sqrt(pairCounts)),
      evidence: rarities - rarest,
      coverage: this.#weight === 0 ? 0 : covered / this.#weight,
      shared: shared
        .sort((one, other) => other.weight - one.weight || (one.word < other.word ? -1 : 1))
        .slice(0, MOST_SHOWN),
    };
  }

  #rarityOf(term: string): number {
    let known = this.#rarities.get(term);
    if (known === undefined) {
      known = rarity(this.#lexicon, term) ** RARITY_POWER;
      this.#rarities.set(term, known);
    }
    return known;
  }
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) {
    total += number;
  }
  return total;
}
