import type { Memory, Provenance } from '@incident-memory/contract';
import type { RecallCandidate } from '../../../domain/recall/ranking/recall-query.ts';
import type { Ownership, Scope } from '../../../domain/tenancy/scope.ts';

/**
 * What recall searches: one entry a memory, made from its record by the domain (domain/recall) and thrown away and made
 * again at will. The index gives candidates only. Ranks are made in the domain with statistics of the reader's own
 * scope, since a count shared between scopes would let documents that one may not see change the order of those that
 * one may.
 */
export interface RecallEntry extends Ownership {
  readonly memory: string;
  /** Of the record that it was made from. */
  readonly version: number;
  readonly kind: Memory['kind'];
  readonly category: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly provenance: Provenance;
  readonly startedAt: number;
  readonly services: readonly string[];
  readonly errorType: string | null;
  readonly fingerprints: readonly string[];
  readonly templates: readonly string[];
  /** Version of the analysis that cut the text into terms. */
  readonly analyser: string;
  /**
   * Each once, and how often; with `length`, their sum. Two words with a space between them are a pair: it is kept,
   * given back and compared, and neither searched for nor counted.
   */
  readonly terms: readonly (readonly [term: string, count: number])[];
  readonly length: number;
  /** Those of the terms that name one thing. */
  readonly identifiers: readonly string[];
  /** Of the thesaurus, each once, with the words that stand for it. */
  readonly concepts: readonly (readonly [concept: string, words: string])[];
  /** Int8 of any length: directions are compared. All zeros where the text says nothing to the model; null: not embedded. */
  readonly vector: RecallVector | null;
}

export interface RecallVector {
  /** The key of the embedding (ports/embeddings.ts). */
  readonly model: string;
  readonly values: Int8Array;
  /** In a query: the same text by other models, each compared with vectors of its own. Nothing of them is stored. */
  readonly others?: readonly Pick<RecallVector, 'model' | 'values'>[];
}

export interface CandidateFilter {
  readonly kinds?: readonly Memory['kind'][];
  readonly categories?: readonly string[];
  /** Any of them. */
  readonly services?: readonly string[];
  /** Each of them has this value; null: the key is there, whatever its value. */
  readonly labels?: readonly { readonly key: string; readonly value: string | null }[];
  /** `startedAt` in [from, to]. */
  readonly from?: number;
  readonly to?: number;
  readonly without?: readonly string[];
}

/** Each arm gives its best, at most `limit`, of equals the newest; the answer is their union. An arm without values is not asked. */
export interface CandidateQuery {
  /** Summed over the terms that a memory has. Weights are above 0. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly concepts: readonly { readonly concept: string; readonly weight: number }[];
  /** Nearest by cosine among vectors of the same model and length; what points away is not near. */
  readonly vector: RecallVector | null;
  /** By how many of them a memory has; so with the next two. */
  readonly fingerprints: readonly string[];
  readonly templates: readonly string[];
  readonly services: readonly string[];
  readonly filter: CandidateFilter;
  readonly limit: number;
}

/** Over what the scope may see, and nothing else. */
export interface RecallStatistics {
  readonly documents: number;
  /** Of all of them together. */
  readonly length: number;
  /** In how many documents each of the words that were asked for occurs, in their order. */
  readonly words: ArrayLike<number>;
  /** One that occurs nowhere may be missing. */
  readonly concepts: ReadonlyMap<string, number>;
}

/** All methods may throw StoreUnavailable. */
export interface RecallIndex {
  /** Writes or replaces by memory, unless an entry of a higher record version is there: older news never wins. */
  put(scope: Scope, entries: readonly RecallEntry[]): Promise<void>;
  /** Nothing of them is left in what can be found, counted or read, nor in the file. Returns how many there were. */
  remove(scope: Scope, memories: readonly string[]): Promise<number>;
  candidates(scope: Scope, query: CandidateQuery): Promise<RecallCandidate[]>;
  /**
   * For the words (by number: domain/recall/candidates/word-key.ts) and concepts that are asked for. Where the index is large, a store may answer with counts that lag
   * behind writes: by a minute, or by one document in a hundred.
   */
  statistics(
    scope: Scope,
    of: { readonly words: Float64Array; readonly concepts: readonly string[] }
  ): Promise<RecallStatistics>;
  /** Entries by memory, where there are any and they may be seen, in the order asked for. */
  read(scope: Scope, memories: readonly string[]): Promise<RecallEntry[]>;
  /** Memories whose entry was made by another analysis or model than these, a bounded number a call. */
  outdated(scope: Scope, current: { analyser: string; model: string; limit: number }): Promise<string[]>;
}
