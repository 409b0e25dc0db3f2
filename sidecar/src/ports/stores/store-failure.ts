/** The store did not answer or refused: retryable, nothing is known to be stored. Adapters throw it, nothing else. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
