/** The store did not answer or refused: retryable, nothing is known to be stored. Adapters throw it, nothing else. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store will not take this, however often it is sent: what is in it does not fit. Adapters throw it, nothing else. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}
