import { conceptOfTerm, isConceptTerm } from '../analysis/analysed-text.ts';
import type { KeyTable } from '../candidates/key-table.ts';
import { wordKey } from '../candidates/word-key.ts';

/**
 * Lexicon: how common words are among the memories that a reader may see. Rare words tell incidents apart, so every
 * score leans on it, and it is counted over the reader's own scope: with counts shared between organisations, or with
 * those of private incidents, what others wrote would change the order of results, and could be read off it.
 */
export interface Lexicon {
  readonly documents: number;
  /** Of a document, in terms. */
  readonly meanLength: number;
  /** In how many documents a term occurs; concepts are terms too (analysed-text.ts: termOfConcept). */
  frequencyOf(term: string): number;
  /** The same of a word whose number alone is known (candidates/word-key.ts). */
  frequencyOfKey(key: number): number;
}

/** What is asked of a term: its weight is larger the rarer it is; one that was never seen is the rarest. */
export function rarity(lexicon: Lexicon, term: string): number {
  return rarityOf(lexicon.documents, lexicon.frequencyOf(term));
}

export function rarityOfKey(lexicon: Lexicon, key: number): number {
  return rarityOf(lexicon.documents, lexicon.frequencyOfKey(key));
}

/** Of a term that was never seen. */
export function largestRarity({ documents }: Lexicon): number {
  return rarityOf(documents, 0);
}

function rarityOf(documents: number, counted: number): number {
  const frequency = Math.min(counted, documents);
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** What an index counted over what a reader may see (ports/stores/memories/recall-index.ts: RecallStatistics). */
export function lexiconOf(
  words: KeyTable,
  counted: {
    readonly documents: number;
    readonly length: number;
    /** In the order of the table. */
    readonly words: ArrayLike<number>;
    readonly concepts: ReadonlyMap<string, number>;
  }
): Lexicon {
  const { documents, length, words: counts, concepts } = counted;
  const frequencyOfKey = (key: number) => {
    const place = words.find(key);
    return place < 0 ? 0 : (counts[place] ?? 0);
  };
  return {
    documents,
    meanLength: documents === 0 ? 0 : length / documents,
    frequencyOf: (term) =>
      isConceptTerm(term) ? (concepts.get(conceptOfTerm(term)) ?? 0) : frequencyOfKey(wordKey(term)),
    frequencyOfKey,
  };
}
