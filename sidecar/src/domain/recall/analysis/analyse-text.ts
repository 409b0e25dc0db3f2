import { ANALYSER_VERSION, isPairTerm, pairTerm, type AnalysedText, type TermCount } from './analysed-text.ts';
import { readWords } from './read-words.ts';
import { stem } from './stem.ts';
import { FILLER_WORDS, STOP_WORDS } from './stop-words.ts';
import type { ConceptFinder } from '../thesaurus/concept-finder.ts';

/** Texts are cut here: what tells an incident stands far before. A log of 10 MB costs as much as its first part. */
export const MOST_CHARACTERS = 60_000;
const MOST_TERMS = 2_000;
const MOST_PAIRS = 1_000;

/**
 * Brings a text to what recall compares: stems of its words, and beside them, whole, what names one thing. So "Pool
 * HikariPool-1 exhausted" has pool, hikari, 1, exhaust and hikaripool-1. Names count as terms too: two texts that share
 * a name share more than its parts.
 */
export function analyseText(text: string, concepts: ConceptFinder): AnalysedText {
  const counts = new Map<string, number>();
  const identifiers = new Set<string>();
  const count = (term: string): boolean => {
    const before = counts.get(term);
    if (before === undefined && counts.size >= MOST_TERMS) {
      return false;
    }
    counts.set(term, (before ?? 0) + 1);
    return true;
  };
  const pairs = new Map<string, number>();
  const countPair = (pair: string): void => {
    const before = pairs.get(pair) ?? 0;
    if (before > 0 || pairs.size < MOST_PAIRS) {
      pairs.set(pair, before + 1);
    }
  };
  let previous: string | null = null;
  const finding = concepts.begin();
  for (const { parts, names, ends } of readWords(text.slice(0, MOST_CHARACTERS))) {
    for (const part of parts) {
      const stemmed = stemOf(part);
      if (!STOP_WORDS.has(part)) {
        count(stemmed);
      }
      if (FILLER_WORDS.has(part)) {
        finding.pass(part);
      } else {
        finding.take(stemmed, part);
        if (previous !== null) {
          countPair(pairTerm(previous, stemmed));
        }
        previous = stemmed;
      }
    }
    for (const name of names) {
      if (count(name) || counts.has(name)) {
        identifiers.add(name);
      }
    }
    if (ends) {
      finding.endSentence();
    }
  }
  const terms: TermCount[] = [...counts, ...pairs];
  return {
    analyser: ANALYSER_VERSION,
    terms,
    length: terms.reduce((sum, [term, times]) => sum + (isPairTerm(term) ? 0 : times), 0),
    identifiers: [...identifiers],
    concepts: finding.found(),
  };
}

const REMEMBERED_STEMS = 50_000;
const stems = new Map<string, string>();

/** Texts say the same words again and again. */
function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) {
    return known;
  }
  const stemmed = stem(word);
  if (stems.size >= REMEMBERED_STEMS) {
    stems.clear();
  }
  stems.set(word, stemmed);
  return stemmed;
}
