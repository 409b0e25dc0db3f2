import type { Facet } from '@incident-memory/contract';
import { isConceptTerm } from '../analysis/analysed-text.ts';
import type { MatchReasons } from '../ranking/rank-candidates.ts';
import type { StructureFacet, StructureScore } from '../arms/structure-arm.ts';

const MOST_CONCEPTS = 3;
const MOST_IDENTIFIERS = 3;
/** Fewer shared words are told as they are; a vector's nearness is worth a sentence from here on. */
const NEAR_MEANING = 0.6;

const SAME: Readonly<Record<StructureFacet, string>> = {
  fingerprint: 'The same stack trace',
  'error-type': 'The same type of error',
  template: 'The same kind of message',
  service: 'The same service',
  neighbour: 'A neighbouring service',
};
const OTHER: Readonly<Record<StructureScore['differs'][number]['what'], string>> = {
  fingerprint: 'Another stack trace',
  'error-type': 'Another type of error',
  template: 'Other messages',
  service: 'Another service',
};

export interface DescribedMatch {
  readonly matches: readonly Facet[];
  readonly differs: readonly Facet[];
}

/** Why a memory came, and in what it is not the same, in sentences for people. */
export function describeMatch(reasons: MatchReasons): DescribedMatch {
  return {
    matches: [
      ...reasons.matches.map(({ what, value }) => ({
        what,
        sentence: what === 'fingerprint' ? SAME[what] : `${SAME[what]}: ${value}`,
      })),
      ...identifiers(reasons),
      ...concepts(reasons),
      ...words(reasons),
      ...meaning(reasons),
    ],
    differs: reasons.differs.map(({ what, asked, found }) => ({
      what,
      // Digests of frames tell people nothing.
      sentence: what === 'fingerprint' ? OTHER[what] : `${OTHER[what]}: ${found} then, ${asked} now`,
    })),
  };
}

function identifiers({ identifiers }: MatchReasons): Facet[] {
  return identifiers.length === 0
    ? []
    : [{ what: 'identifier', sentence: `Both name ${identifiers.slice(0, MOST_IDENTIFIERS).join(', ')}` }];
}

/** "out of memory: heap exhausted = OOMKilled". */
function concepts({ sharedConcepts }: MatchReasons): Facet[] {
  return sharedConcepts
    .filter(({ asked, found }) => asked.toLowerCase() !== found.toLowerCase())
    .slice(0, MOST_CONCEPTS)
    .map(({ label, asked, found }) => ({ what: 'concept', sentence: `${label}: "${asked}" = "${found}"` }));
}

function words({ sharedWords }: MatchReasons): Facet[] {
  const shown = sharedWords.filter(({ word }) => !isConceptTerm(word)).map(({ word }) => word);
  return shown.length === 0 ? [] : [{ what: 'words', sentence: `Words in common: ${shown.join(', ')}` }];
}

function meaning({ meaning }: MatchReasons): Facet[] {
  return meaning >= NEAR_MEANING ? [{ what: 'meaning', sentence: `Told alike (${Math.round(meaning * 100)} %)` }] : [];
}
