import type { Memory, Provenance } from '@incident-memory/contract';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';

export interface MemoryQuery {
  readonly kind?: Memory['kind'];
  readonly states?: readonly Memory['state'][];
  readonly categories?: readonly string[];
  readonly services?: readonly string[];
  readonly provenances?: readonly Provenance[];
  /** Each of them has this value; null: the key is there, whatever its value. */
  readonly labels?: readonly { readonly key: string; readonly value: string | null }[];
  /** Any of them (domain/memory/memory-marks.ts). */
  readonly marks?: readonly string[];
  /** Each of its words begins a word of the memory (domain/memory/listed-words.ts), in any order and case. */
  readonly text?: string;
  /** `startedAt` in [from, to]. */
  readonly from?: number;
  readonly to?: number;
  /** Not under legal hold, and `expiresAt` before this. */
  readonly expiredBefore?: number;
  /** Ties by id, so that pages never repeat or skip. */
  readonly sort: '-startedAt' | 'startedAt' | '-updatedAt';
  readonly limit: number;
  readonly cursor?: string;
}

/** How many memories there are of a kind, for the audit and the figures on a page. */
export interface MemoryTally {
  readonly category: string;
  readonly provenance: Provenance;
  readonly state: Memory['state'];
  readonly stale: boolean;
  readonly memories: number;
}

/**
 * The present state of memories: a projection of their events, kept for reading. Visibility (scope.ts: maySee) is part
 * of each query. All methods may throw StoreUnavailable.
 */
export interface MemoryStore {
  /** Writes each record unless one with the same or a higher version is there: older news never wins. */
  save(scope: Scope, records: readonly MemoryRecord[]): Promise<void>;
  /** Those that are there and may be seen, each once, in the order asked for. */
  get(scope: Scope, ids: readonly string[]): Promise<MemoryRecord[]>;
  list(scope: Scope, query: MemoryQuery): Promise<{ records: MemoryRecord[]; nextCursor: string | null }>;
  /** Of what may be seen. */
  tally(scope: Scope): Promise<MemoryTally[]>;
  /**
   * Forgetting: nothing of them, earlier versions included, is left in what can be read, nor in the file; what a store
   * cannot promise of its file, it says. Events are forgotten apart. Returns how many there were.
   */
  remove(scope: Scope, ids: readonly string[]): Promise<number>;
}
