import type { Result } from '../domain/result.ts';
import type { OrganisationId } from '../domain/tenancy/scope.ts';
import type { SignalBatch } from './stores/signals/signal-store.ts';

/** 'full': its bound is reached. 'unwritable': the disk refuses (full, read-only, failing); nothing was added. */
export type SpoolFailure = 'full' | 'unwritable';

export interface SpooledBatch {
  readonly organisation: OrganisationId;
  readonly batch: SignalBatch;
}

export interface SpoolStatus {
  readonly batches: number;
  readonly bytes: number;
  readonly maxBytes: number;
  /** What could not be read back (damaged on disk), in bytes since the start; told in metrics and readiness. */
  readonly lostBytes: number;
}

/**
 * Where accepted batches wait on disk while the store is away, first in, first out, over all organisations, and so in
 * order within each. A batch may come out twice after a crash; its id makes the second time harmless.
 */
export interface Spool {
  /** On disk, flushed, when it succeeds. */
  append(entry: SpooledBatch): Promise<Result<void, SpoolFailure>>;
  /** The oldest batches, at most so many; none where it is empty. They stay until `settle` is called. */
  oldest(atMost: number): Promise<readonly SpooledBatch[]>;
  /** All that `oldest` gave last are in the store: the next ones are the oldest now. */
  settle(): Promise<void>;
  /** Kept apart for a person to look at, since the store will never take it; counted as lost. Never throws. */
  setAside(entry: SpooledBatch): Promise<void>;
  status(): SpoolStatus;
  close(): Promise<void>;
}
