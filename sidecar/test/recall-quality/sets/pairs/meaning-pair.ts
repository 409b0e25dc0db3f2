/**
 * Two engineers tell of the same failure and share no content word (content-words.ts): one in an alert, a ticket or a
 * chat, the other in the vocabulary of another team or of another program. Whoever knows the field knows that both mean
 * the same.
 *
 * There are 80 failure modes in 20 themes, three pairs each; the pairs of one mode differ in what fails or in what it
 * does, and the texts tell it: each left has one right, and two near ones beside it.
 *
 * Written from knowledge of operations alone, before there was a thesaurus of failure modes. A mode is in one half as a
 * whole: what is learned from one wording of a failure while tuning must not show in the other half.
 */
export interface MeaningPair {
  readonly id: string;
  readonly theme: string;
  /** The failure that both texts mean; three pairs share it. */
  readonly mode: string;
  readonly left: string;
  readonly right: string;
}
