import { withoutAsking } from '../../domain/recall/analysis/without-asking.ts';
import { KeyTable } from '../../domain/recall/candidates/key-table.ts';
import { wordKey } from '../../domain/recall/candidates/word-key.ts';
import { packWords } from '../../domain/recall/candidates/packed-words.ts';
import { chooseSearchTerms } from '../../domain/recall/lexicon/choose-search-terms.ts';
import { lexiconOf, type Lexicon } from '../../domain/recall/lexicon/lexicon.ts';
import { rankCandidates, type MatchReasons } from '../../domain/recall/ranking/rank-candidates.ts';
import type { IncidentStructure, RecallCandidate } from '../../domain/recall/ranking/recall-query.ts';
import { DEFAULT_RECALL_SETTINGS, type RecallSettings } from '../../domain/recall/ranking/recall-settings.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { CandidateFilter, RecallIndex } from '../../ports/stores/memories/recall-index.ts';
import type { RecallText, TextReader } from './recall-text.ts';

export interface MemoryQuestion extends Partial<IncidentStructure> {
  readonly text: string;
  /** Services that call one of the question's, or are called by it. */
  readonly neighbours?: readonly string[];
  readonly filter?: CandidateFilter;
  /** 0 to 1, of a memory: how sure it is that what it tells helped. It orders near-equals and nothing else. */
  readonly standingOf?: (entry: RecallCandidate) => number;
}

export interface FoundMemory {
  readonly entry: RecallCandidate;
  readonly score: number;
  readonly reasons: MatchReasons;
}

export interface FoundMemories {
  /** The best first. Where recall abstains they are what came nearest, and no answer. */
  readonly found: readonly FoundMemory[];
  readonly abstained: boolean;
  /** How many memories the reader may see at all. */
  readonly searched: number;
  /** By which model meaning was compared: the wanted one, the one that stands in for it, or none that answered. */
  readonly meaning: 'wanted' | 'stand-in' | 'none';
}

type Worded = Pick<RecallCandidate, 'words' | 'concepts'>;

/** Of each arm; their union is ranked. */
const CANDIDATES_OF_ARM = 100;

/** Recall as every way in uses it: the pages, the API, tools, investigations, and the evaluation. */
export class MemorySearch {
  readonly #index: RecallIndex;
  readonly #reader: TextReader;
  readonly settings: RecallSettings;

  constructor({
    index,
    reader,
    settings = DEFAULT_RECALL_SETTINGS,
  }: {
    index: RecallIndex;
    reader: TextReader;
    settings?: RecallSettings;
  }) {
    this.#index = index;
    this.#reader = reader;
    this.settings = settings;
  }

  /** Has a store read what it keeps at hand, which otherwise the first question waits for. May throw StoreUnavailable. */
  async prepare(scope: Scope): Promise<void> {
    await this.#index.statistics(scope, { words: Float64Array.of(wordKey('first')), concepts: [] });
  }

  /** May throw StoreUnavailable. */
  async find(scope: Scope, question: MemoryQuestion): Promise<FoundMemories> {
    const text = await this.#reader.readQuestion(withoutAsking(question.text));
    const asked = { words: packWords(text.terms), concepts: text.concepts };
    const entries = await this.#candidates(scope, { question, text, asked });
    const lexicon = await this.#lexicon(scope, [asked, ...entries]);
    const byMemory = new Map(entries.map((entry) => [entry.memory, entry]));
    const { standingOf } = question;
    const { ranked, abstained } = rankCandidates(
      { ...structureOf(question), text, vector: text.vector, neighbours: question.neighbours ?? [] },
      entries,
      {
        lexicon,
        thesaurus: this.#reader.thesaurus,
        settings: this.settings,
        ...(standingOf === undefined
          ? {}
          : {
              standingOf: (memory: string) => {
                const entry = byMemory.get(memory);
                return entry === undefined ? 0 : standingOf(entry);
              },
            }),
      }
    );
    const found = ranked.flatMap(({ memory, score, reasons }) => {
      const entry = byMemory.get(memory);
      return entry === undefined ? [] : [{ entry, score, reasons }];
    });
    return { found, abstained, searched: lexicon.documents, meaning: meaningOf(text.vector, this.#reader) };
  }

  async #candidates(
    scope: Scope,
    { question, text, asked }: { question: MemoryQuestion; text: RecallText; asked: Worded }
  ): Promise<RecallCandidate[]> {
    const terms = chooseSearchTerms(text, await this.#lexicon(scope, [asked]), this.#reader.thesaurus);
    const { services, fingerprints, templates } = structureOf(question);
    return this.#index.candidates(scope, {
      ...terms,
      vector: text.vector,
      fingerprints,
      templates,
      services,
      filter: question.filter ?? {},
      limit: CANDIDATES_OF_ARM,
    });
  }

  /** Counts over what the reader may see, of every word that the ranking will weigh. */
  async #lexicon(scope: Scope, texts: readonly Worded[]): Promise<Lexicon> {
    const words = new KeyTable();
    const concepts = new Set<string>();
    for (const text of texts) {
      text.words.keys.forEach((key) => words.add(key));
      text.concepts.forEach(([concept]) => concepts.add(concept));
    }
    for (const concept of [...concepts]) {
      this.#reader.thesaurus.near(concept).forEach((near) => concepts.add(near.concept));
    }
    const counted = await this.#index.statistics(scope, { words: words.keys(), concepts: [...concepts] });
    return lexiconOf(words, counted);
  }
}

function meaningOf(vector: RecallText['vector'], { embeddings }: TextReader): FoundMemories['meaning'] {
  if (vector === null) {
    return 'none';
  }
  return vector.model === embeddings.key ? 'wanted' : 'stand-in';
}

function structureOf(question: Partial<IncidentStructure>): IncidentStructure {
  const { services = [], errorType = null, fingerprints = [], templates = [] } = question;
  return { services, errorType, fingerprints, templates };
}
