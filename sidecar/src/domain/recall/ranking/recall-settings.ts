/**
 * How the arms are weighed. Chosen by cross-validation over several sets at once (docs/recall.md), none of them alone;
 * what is measured is the default, and the default is what runs.
 */
export interface RecallSettings {
  /** BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
  readonly bm25: { readonly k1: number; readonly b: number };
  /** Shares of the words' own score; they add up to 1. */
  readonly words: { readonly bm25: number; readonly cosine: number };
  /** Shares of the whole: words, concepts of the thesaurus, vectors. */
  readonly arms: { readonly words: number; readonly concepts: number; readonly meaning: number };
  /** Words count in full from this share of the query's weight on; with less, the other arms decide. */
  readonly fullCoverage: number;
  /** A cosine of vectors below this says nothing. */
  readonly leastMeaning: number;
  /** Below this score, nothing is near enough to be an answer. */
  readonly floor: number;
  /** Memories whose scores lie this close are equals, and the better outcome comes first. */
  readonly nearEqual: number;
}

export const DEFAULT_RECALL_SETTINGS: RecallSettings = {
  bm25: { k1: 2, b: 0.9 },
  words: { bm25: 0.4, cosine: 0.6 },
  arms: { words: 0.6, concepts: 0.2, meaning: 0.2 },
  fullCoverage: 0.3,
  leastMeaning: 0.1,
  floor: 0.1,
  nearEqual: 0.02,
};
