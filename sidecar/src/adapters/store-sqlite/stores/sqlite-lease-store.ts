import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { LeaseStore } from '../../../ports/stores/lease-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteLeaseStore implements LeaseStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async acquire(
    { organisation }: Scope,
    lease: { name: string; holder: string; now: number; untilMs: number }
  ): Promise<boolean> {
    const { name, holder, now, untilMs } = lease;
    return this.threads.writer.call('acquireLease', { organisation, name, holder, now, untilMs });
  }

  async release({ organisation }: Scope, { name, holder }: { name: string; holder: string }): Promise<void> {
    await this.threads.writer.call('releaseLease', { organisation, name, holder });
  }

  async claim({ organisation }: Scope, wanted: { key: string; value: string; instead?: string }): Promise<string> {
    const { key, value, instead = null } = wanted;
    return this.threads.writer.call('claim', { organisation, key, value, instead });
  }

  async unclaim({ organisation }: Scope, { key, value }: { key: string; value: string }): Promise<void> {
    await this.threads.writer.call('unclaim', { organisation, key, value });
  }
}
