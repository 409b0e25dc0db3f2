import { isPairTerm, type AnalysedText, type TermCount } from '../analysis/analysed-text.ts';
import { KeyTable } from '../candidates/key-table.ts';
import { wordKey } from '../candidates/word-key.ts';
import { largestRarity, rarityOfKey, type Lexicon } from '../lexicon/lexicon.ts';
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
  /**
   * Rarity of all shared words but the rarest, since one word in common is what chance finds in any collection. Told in
   * words that nobody else wrote, so that it means as much among sixty memories as among ten thousand.
   */
  readonly evidence: number;
  /** The heaviest first. */
  readonly shared: readonly SharedWord[];
}

/** A word said four times counts twice in a question, somewhat more in a memory: its subject comes back. */
const dampedInQuery = Math.sqrt;
const IN_MEMORY_POWER = 0.7;
/** Hardly a word is said more often: raising to a power is what costs most of a score. */
const DAMPED_IN_MEMORY = Float64Array.from({ length: 64 }, (_, count) => (count === 1 ? 1 : count ** IN_MEMORY_POWER));
/** In small collections chance makes words rare: the rarest count a little less than their rarity says. */
const RARITY_POWER = 0.85;
const MOST_SHOWN = 6;

function dampedInMemory(count: number): number {
  return DAMPED_IN_MEMORY[count] ?? count ** IN_MEMORY_POWER;
}

/**
 * Words: two scores over the same terms. BM25 rewards memories that say the query's rare words often for their length;
 * the cosine also asks how much else the memory talks about, which tells long symptom texts apart.
 *
 * Every word that was met has a place, the query's own the first ones.
 */
export class WordArm {
  readonly #places = new KeyTable();
  readonly #asked: readonly TermCount[];
  readonly #rarities: number[] = [];
  readonly #pairs = new KeyTable();
  readonly #pairTimes: readonly number[];
  readonly #pairsNorm: number;
  readonly #bound: number;
  readonly #weight: number;
  readonly #norm: number;
  readonly #rarest: number;
  readonly #lexicon: Lexicon;
  readonly #bm25: RecallSettings['bm25'];

  constructor(query: Pick<AnalysedText, 'terms'>, lexicon: Lexicon, bm25: RecallSettings['bm25']) {
    this.#lexicon = lexicon;
    this.#bm25 = bm25;
    this.#rarest = largestRarity(lexicon) ** RARITY_POWER;
    const pairs = query.terms.filter(([term]) => isPairTerm(term));
    pairs.forEach(([pair]) => this.#pairs.add(wordKey(pair)));
    this.#pairTimes = pairs.map(([, count]) => count);
    this.#pairsNorm = Math.sqrt(sum(this.#pairTimes));
    this.#asked = query.terms.filter(([term]) => !isPairTerm(term));
    const parts = this.#asked.map(([term, count]) => ({ count, rarity: this.#rarityAt(this.#placeOf(wordKey(term))) }));
    this.#weight = sum(parts.map((part) => dampedInQuery(part.count) * part.rarity));
    this.#bound = sum(parts.map((part) => part.count * part.rarity * (bm25.k1 + 1)));
    this.#norm = Math.sqrt(sum(parts.map((part) => part.count * part.rarity ** 2)));
  }

  scoreOf({ words, length }: Pick<RecallCandidate, 'words' | 'length'>): WordScore {
    const { k1, b } = this.#bm25;
    const { keys, counts } = words;
    const lengthening = k1 * (1 - b + (b * length) / Math.max(1, this.#lexicon.meanLength));
    let [bm25, product, squares, covered, rarities, rarest] = [0, 0, 0, 0, 0, 0];
    const shared: SharedWord[] = [];
    for (let index = 0; index < keys.length; index += 1) {
      const place = this.#placeOf(keys[index] ?? 0);
      const count = counts[index] ?? 0;
      const weight = this.#rarityAt(place);
      const said = dampedInMemory(count);
      squares += (said * weight) ** 2;
      const asked = place < this.#asked.length ? this.#asked[place] : undefined;
      if (asked !== undefined) {
        const [word, times] = asked;
        bm25 += (times * weight * count * (k1 + 1)) / (count + lengthening);
        product += dampedInQuery(times) * said * weight * weight;
        covered += dampedInQuery(times) * weight;
        rarities += weight;
        rarest = Math.max(rarest, weight);
        shared.push({ word, weight: dampedInQuery(times) * weight });
      }
    }
    return {
      bm25: this.#bound === 0 ? 0 : bm25 / this.#bound,
      cosine: product === 0 ? 0 : product / (this.#norm * Math.sqrt(squares)),
      pairs: this.#pairsOf(words),
      evidence: (rarities - rarest) / this.#rarest,
      coverage: this.#weight === 0 ? 0 : covered / this.#weight,
      shared: shared
        .sort((one, other) => other.weight - one.weight || (one.word < other.word ? -1 : 1))
        .slice(0, MOST_SHOWN),
    };
  }

  #pairsOf({ pairKeys, pairCounts }: RecallCandidate['words']): number {
    let [pairs, times] = [0, 0];
    for (let index = 0; index < pairKeys.length; index += 1) {
      const count = pairCounts[index] ?? 0;
      times += count;
      const place = this.#pairs.find(pairKeys[index] ?? 0);
      pairs += place < 0 ? 0 : Math.sqrt(count * (this.#pairTimes[place] ?? 0));
    }
    return pairs === 0 ? 0 : pairs / (this.#pairsNorm * Math.sqrt(times));
  }

  /** Of a word that is new, its rarity is worked out once. */
  #placeOf(key: number): number {
    const place = this.#places.add(key);
    if (place === this.#rarities.length) {
      this.#rarities.push(rarityOfKey(this.#lexicon, key) ** RARITY_POWER);
    }
    return place;
  }

  #rarityAt(place: number): number {
    return this.#rarities[place] ?? 0;
  }
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) {
    total += number;
  }
  return total;
}
