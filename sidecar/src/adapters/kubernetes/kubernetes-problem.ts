/** What a person is told when a cluster does not answer as it should: what happened, and what to do. */
export class KubernetesProblem extends Error {
  override readonly name = 'KubernetesProblem';
  readonly retryAfterSeconds: number | null;

  constructor(
    sentence: string,
    { retryAfterSeconds = null, cause }: { retryAfterSeconds?: number | null; cause?: unknown } = {}
  ) {
    super(sentence, { cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The cluster no longer knows what happened since the version that we had: everything is listed again. */
export class VersionGone extends Error {
  override readonly name = 'VersionGone';
}
