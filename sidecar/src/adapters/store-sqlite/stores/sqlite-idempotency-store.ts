import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { IdempotencyStore, RememberedAnswer } from '../../../ports/stores/idempotency-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteIdempotencyStore implements IdempotencyStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async find({ organisation }: Scope, key: string, since: number): Promise<RememberedAnswer | null> {
    return this.threads.reader.call('findAnswer', { organisation, key, since });
  }

  async remember({ organisation }: Scope, key: string, answer: RememberedAnswer): Promise<void> {
    const { requestDigest, status, body, at } = answer;
    await this.threads.writer.call('rememberAnswer', {
      organisation,
      key,
      answer: { requestDigest, status, body, at },
    });
  }

  async forget({ organisation }: Scope, containing: readonly string[]): Promise<number> {
    const forgotten = await this.threads.writer.call('forgetAnswers', { organisation, containing });
    await this.threads.writer.call('scrub', null);
    return forgotten;
  }
}
