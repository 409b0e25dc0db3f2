export interface RecallQuery {
  readonly id: string;
  readonly text: string;
  /** Ids of all memories that answer it; empty when none does and recall must say so. */
  readonly truth: readonly string[];
}

/**
 * The kinds are measured apart, because what helps one hurts another: words carry the long ones, meaning the short
 * ones, exact tokens the identifiers.
 *
 * Both the long and the short query about a memory are in the half that the memory's id falls into; identifiers and
 * queries without an answer fall by themselves.
 */
export interface RecallQuerySets {
  /** 40 to 80 words by somebody who lives through the incident again and does not know its cause. */
  readonly long: readonly RecallQuery[];
  /** 2 to 6 words, as typed into a search box. */
  readonly short: readonly RecallQuery[];
  /** An error code, class, host, key or ticket alone; its truth is each memory that it stands in. */
  readonly identifiers: readonly RecallQuery[];
  /**
   * Of other worlds ("elsewhere"), or of the same services in the same words about a failure that nobody recorded
   * ("near").
   */
  readonly unanswerable: readonly RecallQuery[];
}
