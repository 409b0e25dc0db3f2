import { ExponentialBackoff, handleWhen, retry, wrap } from 'cockatiel';

/** A cluster that is asked too much answers 429: it is left alone for a moment, longer each time. */
export const BUSY_ATTEMPTS = 5;
export const BUSY_BACKOFF = { initialDelay: 100, maxDelay: 2_000 };

const whileBusy = retry(
  handleWhen((failure) => statusOf(failure) === 429),
  { maxAttempts: BUSY_ATTEMPTS, backoff: new ExponentialBackoff(BUSY_BACKOFF) }
);

/** A connection that broke, or a proxy that lost its server: soon told apart from a cluster that is away. */
const BROKEN_ATTEMPTS = 2;
const BROKEN_BACKOFF = { initialDelay: 50, maxDelay: 500 };
const BROKEN_STATUSES: readonly (number | null)[] = [502, 503, 504];

const whileBroken = retry(
  handleWhen((failure) => BROKEN_STATUSES.includes(statusOf(failure)) || isBroken(failure)),
  { maxAttempts: BROKEN_ATTEMPTS, backoff: new ExponentialBackoff(BROKEN_BACKOFF) }
);

const patiently = wrap(whileBusy, whileBroken);

/** A request with all its repetitions ends after so many of its time limits. */
const TIMEOUTS_A_REQUEST = 3;

/**
 * One request, tried again where that is likely to help, and given up as a whole after a bounded time. It may have
 * been carried out although its answer was lost, so every write through here is one that may come twice. Throws what
 * the client throws.
 */
export function call<Answer>(
  request: (options: { signal: AbortSignal }) => Promise<Answer>,
  { requestTimeoutSeconds }: { requestTimeoutSeconds: number }
): Promise<Answer> {
  const signal = AbortSignal.timeout(requestTimeoutSeconds * 1000 * TIMEOUTS_A_REQUEST);
  return patiently.execute(() => request({ signal }), signal);
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
  if (errorTypeOf(failure).includes('media_type_header_exception')) {
    return 'the cluster is of another major version than the client that is configured (majorVersion 8 or 9)';
  }
  if (status !== null) {
    return `Elasticsearch answered with status ${status}${errorTypeOf(failure)}`;
  }
  if (isTimeout(failure)) {
    return 'Elasticsearch did not answer in time';
  }
  if (nameOf(failure) === 'ProductNotSupportedError') {
    return 'what answers at this address is not an Elasticsearch';
  }
  return 'Elasticsearch could not be reached';
}

/** The clients tell our own time limit as a broken connection, so its words are looked at, too. */
function isTimeout(failure: unknown): boolean {
  const isOurs = failure instanceof Error && failure.message.includes('aborted due to timeout');
  return isOurs || ['TimeoutError', 'RequestAbortedError'].includes(nameOf(failure));
}

function isBroken(failure: unknown): boolean {
  return nameOf(failure) === 'ConnectionError' && !isTimeout(failure);
}

function errorTypeOf(failure: unknown): string {
  const type = failure instanceof Error ? /^[a-z_]+/.exec(failure.message)?.[0] : undefined;
  return type === undefined ? '' : ` (${type})`;
}

function nameOf(failure: unknown): string {
  return failure instanceof Error ? failure.name : '';
}
