import { ConceptArm, type SharedConcept } from '../arms/concept-arm.ts';
import { structureScore, type StructureScore } from '../arms/structure-arm.ts';
import { WordArm, type SharedWord, type WordScore } from '../arms/word-arm.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { similarity } from '../meaning/quantised-vector.ts';
import type { Thesaurus } from '../thesaurus/thesaurus.ts';
import type { RecallCandidate, RecallQuery } from './recall-query.ts';
import type { RecallSettings } from './recall-settings.ts';

/** Why a memory came: every arm's own score, and what people are shown of it. */
export interface MatchReasons {
  readonly words: number;
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
 *
 * The arms are weighed, not ranked and merged: fusing ranks loses to the better arm (docs/recall.md has the figures),
 * since it throws away that one arm found an exact match and the other only the least bad. Words lead. Where even the
 * best memory has little of the query's weight in common, the words that it has are chance, and the other arms decide.
 */
export function rankCandidates(
  query: RecallQuery,
  candidates: readonly RecallCandidate[],
  knowledge: RankingKnowledge
): Ranking {
  const { lexicon, thesaurus, settings } = knowledge;
  const wordArm = new WordArm(query.text, lexicon, settings.bm25);
  const conceptArm = new ConceptArm(query.text.concepts, lexicon, thesaurus);
  const scored = candidates.map((candidate) => ({
    candidate,
    words: wordArm.scoreOf(candidate),
    concepts: conceptArm.scoreOf(candidate.concepts),
    meaning: similarity(query.vector, candidate.vector),
    structure: structureScore(query, candidate),
  }));
  const asked = new Set(query.text.identifiers);
  const best = bestOf(scored);
  const ranked = scored.map((one) => ({
    memory: one.candidate.memory,
    score: fused(one, best, settings),
    reasons: reasonsOf(one, asked),
  }));
  ranked.sort((one, other) => other.score - one.score || (one.memory < other.memory ? -1 : 1));
  const ordered = byStanding(ranked, knowledge);
  return { ranked: ordered, abstained: (ranked[0]?.score ?? 0) < settings.floor };
}

interface Best {
  readonly bm25: number;
  readonly cosine: number;
  readonly coverage: number;
  readonly meaning: number;
}

function bestOf(scored: readonly Scored[]): Best {
  const best = { bm25: 0, cosine: 0, coverage: 0, meaning: 0 };
  for (const { words, meaning } of scored) {
    best.bm25 = Math.max(best.bm25, words.bm25);
    best.cosine = Math.max(best.cosine, words.cosine);
    best.coverage = Math.max(best.coverage, words.coverage);
    best.meaning = Math.max(best.meaning, meaning);
  }
  return best;
}

function fused({ words, concepts, meaning, structure }: Scored, best: Best, settings: RecallSettings): number {
  const gate = Math.min(1, best.coverage / settings.fullCoverage);
  const lexical =
    settings.words.bm25 * share(words.bm25, best.bm25) + settings.words.cosine * share(words.cosine, best.cosine);
  const near = Math.max(0, meaning - settings.leastMeaning) / (1 - settings.leastMeaning);
  const { arms } = settings;
  const text = arms.words * gate * lexical + arms.concepts * concepts.score + arms.meaning * near;
  return 1 - (1 - text) * (1 - structure.score);
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function reasonsOf(
  { candidate, words, concepts, meaning, structure }: Scored,
  asked: ReadonlySet<string>
): MatchReasons {
  return {
    words: words.cosine,
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
