/**
 * How the arms are weighed. Chosen by search over several sets at once (docs/recall.md tells how, and what was not
 * cross-validated); what is measured is the default, and the default is what runs.
 */
export interface RecallSettings {
  /** BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). */
  readonly bm25: { readonly k1: number; readonly b: number };
  /** BM25's share of the words' score; the cosine has the rest. */
  readonly bm25Share: number;
  /** Share of neighbouring words in the words' score; single words have the rest. */
  readonly pairShare: number;
  /** Shares of the whole. */
  readonly arms: {
    readonly words: number;
    readonly concepts: number;
    readonly meaning: number;
    /** On top, as far as words don't tell. */
    readonly conceptsWithoutWords: number;
    readonly meaningWithoutWords: number;
  };
  /** Evidence of the best memory (word-arm.ts) at which words begin to count, and from which they count in full. */
  readonly evidence: { readonly none: number; readonly full: number };
  /** A memory's own words count as far as it covers the question: not at all, in full. */
  readonly coverage: { readonly none: number; readonly full: number };
  /** A cosine of vectors below this says nothing. */
  readonly leastMeaning: number;
  /** Memories whose scores lie this close are equals, and the better outcome comes first. */
  readonly nearEqual: number;
}

export const DEFAULT_RECALL_SETTINGS: RecallSettings = {
  bm25: { k1: 2, b: 0.9 },
  bm25Share: 0.33,
  pairShare: 0.25,
  arms: { words: 0.6, concepts: 0.1, meaning: 0.25, conceptsWithoutWords: 0.45, meaningWithoutWords: 0.15 },
  evidence: { none: 0.7, full: 1.4 },
  coverage: { none: 0.3, full: 0.9 },
  leastMeaning: 0.1,
  nearEqual: 0.02,
};
