import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';

/** A cluster that is asked too much answers 429: it is left alone for a moment, longer each time. */
export const BUSY_ATTEMPTS = 5;
export const BUSY_BACKOFF = { initialDelay: 100, maxDelay: 2_000 };

const whenBusy = retry(
  handleWhen((failure) => statusOf(failure) === 429),
  { maxAttempts: BUSY_ATTEMPTS, backoff: new ExponentialBackoff(BUSY_BACKOFF) }
);

/** One request, tried again while the cluster says 429. Throws what the client throws. */
export function call<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  return whenBusy.execute(request);
}

export function statusOf(failure: unknown): number | null {
  // By shape, not by class: the client of 8 has classes of its own.
  const status: unknown = failure instanceof Error && 'statusCode' in failure ? failure.statusCode : null;
  return typeof status === 'number' ? status : null;
}

/** What went wrong in words for a person, without any content of documents. */
export function describeFailure(failure: unknown): string {
  const status = statusOf(failure);
  if (status === 401 || status === 403) {
    return `Elasticsearch refused the credential (status ${status})`;
  }
  if (status !== null) {
    return `Elasticsearch answered with status ${status}${errorTypeOf(failure)}`;
  }
  if (['TimeoutError', 'RequestAbortedError'].includes(nameOf(failure))) {
    return 'Elasticsearch did not answer in time';
  }
  if (nameOf(failure) === 'ProductNotSupportedError') {
    return 'what answers at this address is not an Elasticsearch';
  }
  return 'Elasticsearch could not be reached';
}

function errorTypeOf(failure: unknown): string {
  const type = failure instanceof Error ? /^[a-z_]+/.exec(failure.message)?.[0] : undefined;
  return type === undefined ? '' : ` (${type})`;
}

function nameOf(failure: unknown): string {
  return failure instanceof Error ? failure.name : '';
}
