import { isPairTerm, termOfConcept, type AnalysedText } from '../analysis/analysed-text.ts';
import type { Thesaurus } from '../thesaurus/thesaurus.ts';
import { rarity, type Lexicon } from './lexicon.ts';

export interface SearchTerms {
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly concepts: readonly { readonly concept: string; readonly weight: number }[];
}

/** A term that is in more of the memories finds nearly all of them: it costs most and says least. */
const COMMONEST_SHARE = 0.5;
const MOST_TERMS = 64;
const MOST_CONCEPTS = 48;

/**
 * What the index is asked for: the query's heaviest terms, rare before common, so that a long text costs little more
 * than a short one. Those that nobody wrote are left out, since they find nothing.
 */
export function chooseSearchTerms(query: AnalysedText, lexicon: Lexicon, thesaurus: Thesaurus): SearchTerms {
  const terms = query.terms
    .filter(([term]) => !isPairTerm(term) && lexicon.frequencyOf(term) > 0)
    .map(([term, count]) => ({ term, weight: Math.sqrt(count) * rarity(lexicon, term), in: lexicon.frequencyOf(term) }))
    .sort((one, other) => other.weight - one.weight || (one.term < other.term ? -1 : 1));
  const rare = terms.filter((term) => term.in <= Math.max(1, lexicon.documents * COMMONEST_SHARE));
  const concepts = new Map<string, number>();
  for (const [concept] of query.concepts) {
    for (const near of thesaurus.near(concept)) {
      const weight = near.weight * rarity(lexicon, termOfConcept(near.concept));
      concepts.set(near.concept, Math.max(weight, concepts.get(near.concept) ?? 0));
    }
  }
  return {
    terms: (rare.length > 0 ? rare : terms).slice(0, MOST_TERMS).map(({ term, weight }) => ({ term, weight })),
    concepts: [...concepts]
      .map(([concept, weight]) => ({ concept, weight }))
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight || (one.concept < other.concept ? -1 : 1))
      .slice(0, MOST_CONCEPTS),
  };
}
