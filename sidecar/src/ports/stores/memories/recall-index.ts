import type { Memory, Provenance } from '@incident-memory/contract';
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
  /** Term and how often; with `length`, their sum. */
  readonly terms: readonly (readonly [term: string, count: number])[];
  readonly length: number;
  /** Ids of concepts of the thesaurus. */
  readonly concepts: readonly string[];
  /** Normalised, a value an int8 of 127ths; null where nothing in the text has a meaning to the model. */
  readonly vector: { readonly model: string; readonly values: Int8Array } | null;
}

export interface CandidateFilter {
  readonly kinds?: readonly Memory['kind'][];
  readonly categories?: readonly string[];
  readonly services?: readonly string[];
  readonly labels?: readonly { readonly key: string; readonly value: string | null }[];
  readonly from?: number;
  readonly to?: number;
  readonly without?: readonly string[];
}

/** Each arm gives its best, at most `limit`; the answer is their union. An arm without values is not asked. */
export interface CandidateQuery {
  /** Summed over the terms that a memory has. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly concepts: readonly { readonly concept: string; readonly weight: number }[];
  /** Nearest by dot product among vectors of the same model. */
  readonly vector: { readonly model: string; readonly values: Int8Array } | null;
  readonly fingerprints: readonly string[];
  readonly templates: readonly string[];
  readonly services: readonly string[];
  readonly filter: CandidateFilter;
  readonly limit: number;
}

/**
 * What a bucket of visibility holds: 'organisation', 'team:<name>' or 'private:<login>'. A reader's statistics are the
 * sum over the buckets that the reader may see.
 */
export interface BucketStatistics {
  readonly bucket: string;
  readonly documents: number;
  readonly length: number;
  readonly frequencies: ReadonlyMap<string, number>;
}

/** All methods may throw StoreUnavailable. */
export interface RecallIndex {
  /** Writes or replaces by memory, unless an entry of a higher record version and the same analysis and model is there. */
  put(scope: Scope, entries: readonly RecallEntry[]): Promise<void>;
  remove(scope: Scope, memories: readonly string[]): Promise<number>;
  candidates(scope: Scope, query: CandidateQuery): Promise<RecallEntry[]>;
  /** Of the buckets that the scope may see. `revision` changes with every write; the same one again: null, unchanged. */
  statistics(scope: Scope, known: string | null): Promise<{ revision: string; buckets: BucketStatistics[] } | null>;
  /** Entries by memory, where there are any and they may be seen. */
  read(scope: Scope, memories: readonly string[]): Promise<RecallEntry[]>;
  /** Memories whose entry was made by another analysis or model than these, a bounded number a call. */
  outdated(scope: Scope, current: { analyser: string; model: string; limit: number }): Promise<string[]>;
}
