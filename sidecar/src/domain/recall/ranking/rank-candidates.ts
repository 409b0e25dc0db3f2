import { ConceptArm, type SharedConcept } from '../arms/concept-arm.ts';
import { structureScore, type StructureScore } from '../arms/structure-arm.ts';
import { WordArm, type SharedWord, type WordScore } from '../arms/word-arm.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { similarity } from '../meaning/quantised-vector.ts';
import type { Thesaurus } from '../thesaurus/thesaurus.ts';
import { isNoAnswer, type BestMatch } from './abstention.ts';
import { fuseArms, fullScore, toldByWords } from './fuse-arms.ts';
import type { RecallCandidate, RecallQuery } from './recall-query.ts';
import type { RecallSettings } from './recall-settings.ts';

/** Why a memory came: every arm's own score, and what people are shown of it. */
export interface MatchReasons {
  readonly words: number;
  /** Share of the question that the memory has, word for word. */
  readonly coverage: number;
  readonly concepts: number;
  readonly meaning: number;
  readonly structure: number;
  readonly sharedWords: readonly SharedWord[];
  readonly sharedConcepts: readonly SharedConcept[];
  /** Identifiers that both name. */
  readonly identifiers: readonly string[];
  readonly matches: StructureScore['matches'];
  readonly differs: StructureScore['differs'];
}

export interface RankedMemory {
  readonly memory: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: MatchReasons;
}

export interface Ranking {
  /** The best first, all of them, also where recall abstains. */
  readonly ranked: readonly RankedMemory[];
  /** None is near enough to be shown as an answer. */
  readonly abstained: boolean;
}

export interface RankingKnowledge {
  readonly lexicon: Lexicon;
  readonly thesaurus: Thesaurus;
  readonly settings: RecallSettings;
  /** 0 to 1: how sure it is that what a memory tells helped. It orders near-equals and nothing else. */
  readonly standingOf?: (memory: string) => number;
}

interface Scored {
  readonly candidate: RecallCandidate;
  readonly words: WordScore;
  readonly concepts: ReturnType<ConceptArm['scoreOf']>;
  readonly meaning: number;
  readonly structure: StructureScore;
}

/**
 * Recall: which earlier incident is this one. The index gives candidates, each found by its words, its meaning, a
 * concept of the thesaurus or its structure; here they are scored anew, all by the same measure, with the statistics
 * of what the reader may see, and put into one order.
 */
export function rankCandidates(
  query: RecallQuery,
  candidates: readonly RecallCandidate[],
  knowledge: RankingKnowledge
): Ranking {
  const scored = scoreAll(query, candidates, knowledge);
  const asked = new Set(query.text.identifiers);
  const texts = fuseArms(
    scored.map(({ words, concepts, meaning }) => ({ ...words, concepts: concepts.score, meaning })),
    knowledge.settings
  );
  const full = fullScore(knowledge.settings);
  const ranked = scored.map((one, index) => ({
    memory: one.candidate.memory,
    score: 1 - (1 - Math.min(1, (texts[index] ?? 0) / full)) * (1 - one.structure.score),
    text: (texts[index] ?? 0) / full,
    reasons: reasonsOf(one, asked),
    one,
  }));
  ranked.sort((one, other) => other.score - one.score || other.text - one.text || (one.memory < other.memory ? -1 : 1));
  const [best] = ranked;
  const abstained = best === undefined || isNoAnswer(bestMatch(best.one, ranked, knowledge.settings));
  const results = ranked.map(({ memory, score, reasons }) => ({ memory, score, reasons }));
  return { ranked: byStanding(results, knowledge), abstained };
}

function bestMatch(
  { candidate, words, concepts, meaning, structure }: Scored,
  ranked: readonly { readonly text: number; readonly one: Scored }[],
  settings: RecallSettings
): BestMatch {
  const falling = (of: (words: WordScore) => number) =>
    ranked.map(({ one }) => of(one.words)).sort((one, other) => other - one);
  return {
    ...words,
    scores: ranked.map(({ text }) => text),
    cosines: falling(({ cosine }) => cosine),
    concepts: concepts.score,
    meaning,
    told: toldByWords(
      ranked.map(({ one }) => one.words),
      settings
    ),
    evidences: falling(({ evidence }) => evidence),
    length: candidate.length,
    structure: structure.score,
  };
}

function scoreAll(
  query: RecallQuery,
  candidates: readonly RecallCandidate[],
  { lexicon, thesaurus, settings }: RankingKnowledge
): Scored[] {
  const wordArm = new WordArm(query.text, lexicon, settings.bm25);
  const conceptArm = new ConceptArm(query.text.concepts, lexicon, thesaurus);
  return candidates.map((candidate) => ({
    candidate,
    words: wordArm.scoreOf(candidate),
    concepts: conceptArm.scoreOf(candidate.concepts),
    meaning: similarity(query.vector, candidate.vector),
    structure: structureScore(query, candidate),
  }));
}

function reasonsOf(
  { candidate, words, concepts, meaning, structure }: Scored,
  asked: ReadonlySet<string>
): MatchReasons {
  return {
    words: words.cosine,
    coverage: words.coverage,
    concepts: concepts.score,
    meaning,
    structure: structure.score,
    sharedWords: words.shared,
    sharedConcepts: concepts.shared,
    identifiers: candidate.identifiers.filter((identifier) => asked.has(identifier)),
    matches: structure.matches,
    differs: structure.differs,
  };
}

/** Runs of near-equals are put in order of their standing; nothing passes a memory that is clearly nearer. */
function byStanding(ranked: readonly RankedMemory[], { settings, standingOf }: RankingKnowledge): RankedMemory[] {
  if (standingOf === undefined) {
    return [...ranked];
  }
  const ordered: RankedMemory[] = [];
  for (let from = 0; from < ranked.length; ) {
    const leading = ranked[from];
    let to = from + 1;
    while (to < ranked.length && (leading?.score ?? 0) - (ranked[to]?.score ?? 0) <= settings.nearEqual) {
      to += 1;
    }
    const equals = ranked.slice(from, to);
    ordered.push(...equals.sort((one, other) => standingOf(other.memory) - standingOf(one.memory)));
    from = to;
  }
  return ordered;
}
