/** Raise it whenever the same text gives other terms or concepts: what is stored is then analysed again. */
export const ANALYSER_VERSION = '1';

export type TermCount = readonly [term: string, count: number];

/** A concept of the thesaurus, with the words of the text that stand for it. */
export type FoundConcept = readonly [concept: string, words: string];

/** What recall knows of a text. It is plain data, so that a store keeps it as it is. */
export interface AnalysedText {
  readonly analyser: string;
  /** Stems, identifiers and pairs of neighbouring stems, each once, with how often it occurs. */
  readonly terms: readonly TermCount[];
  /** Of all terms together, without the pairs. */
  readonly length: number;
  /** Those of the terms that name one thing: error codes, hosts, classes, keys, paths. */
  readonly identifiers: readonly string[];
  readonly concepts: readonly FoundConcept[];
}

/** How a concept stands among the terms of an index. No word of a text contains this character. */
const CONCEPT_MARK = '≈';

export function termOfConcept(concept: string): string {
  return CONCEPT_MARK + concept;
}

export function isConceptTerm(term: string): boolean {
  return term.startsWith(CONCEPT_MARK);
}

/** Two words that follow each other are a term of their own, compared between texts and never searched for. */
export function pairTerm(first: string, second: string): string {
  return `${first} ${second}`;
}

export function isPairTerm(term: string): boolean {
  return term.includes(' ');
}

export function conceptOfTerm(term: string): string {
  return term.slice(CONCEPT_MARK.length);
}
