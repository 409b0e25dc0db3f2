import { isPairTerm, type TermCount } from '../analysis/analysed-text.ts';
import { wordKey } from './word-key.ts';

/** The terms of a text as numbers (word-key.ts) with how often each occurs; neighbouring pairs apart from single words. */
export interface PackedWords {
  readonly keys: Float64Array;
  readonly counts: Uint16Array;
  readonly pairKeys: Float64Array;
  readonly pairCounts: Uint16Array;
}

const MOST_TIMES = 65_535;

export function packWords(terms: readonly TermCount[]): PackedWords {
  const [words, pairs] = [terms.filter(([term]) => !isPairTerm(term)), terms.filter(([term]) => isPairTerm(term))];
  return { keys: keysOf(words), counts: countsOf(words), pairKeys: keysOf(pairs), pairCounts: countsOf(pairs) };
}

function keysOf(terms: readonly TermCount[]): Float64Array {
  return Float64Array.from(terms, ([term]) => wordKey(term));
}

function countsOf(terms: readonly TermCount[]): Uint16Array {
  return Uint16Array.from(terms, ([, count]) => Math.min(count, MOST_TIMES));
}
