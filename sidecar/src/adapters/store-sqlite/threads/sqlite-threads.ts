import type { ReadOperations } from '../operations/read-operations.ts';
import type { StoreThread } from './store-thread.ts';
import type { WriteOperations } from '../operations/write-operations.ts';

/**
 * One thread writes. A search over many log lines has a reader of its own, so that it never delays a small read; and so
 * has recall, which somebody waits for and which keeps vectors at hand.
 */
export interface SqliteThreads {
  readonly writer: StoreThread<WriteOperations>;
  readonly reader: StoreThread<ReadOperations>;
  readonly searcher: StoreThread<ReadOperations>;
  readonly recaller: StoreThread<ReadOperations>;
}
