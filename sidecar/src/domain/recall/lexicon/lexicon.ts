import { conceptOfTerm, isConceptTerm } from '../analysis/analysed-text.ts';

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
}

/** What is asked of a term: its weight is larger the rarer it is; one that was never seen is the rarest. */
export function rarity(lexicon: Lexicon, term: string): number {
  const frequency = Math.min(lexicon.frequencyOf(term), lexicon.documents);
  return Math.log(1 + (lexicon.documents - frequency + 0.5) / (frequency + 0.5));
}

/** What an index counted over what a reader may see (ports/stores/memories/recall-index.ts: RecallStatistics). */
export function lexiconOf(counted: {
  readonly documents: number;
  readonly length: number;
  readonly terms: ReadonlyMap<string, number>;
  readonly concepts: ReadonlyMap<string, number>;
}): Lexicon {
  const { documents, length, terms, concepts } = counted;
  return {
    documents,
    meanLength: documents === 0 ? 0 : length / documents,
    frequencyOf: (term) => (isConceptTerm(term) ? concepts.get(conceptOfTerm(term)) : terms.get(term)) ?? 0,
  };
}
