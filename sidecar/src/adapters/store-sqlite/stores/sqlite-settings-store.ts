import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { SettingsStore } from '../../../ports/stores/settings-store.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

export class SqliteSettingsStore implements SettingsStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async read({ organisation }: Scope, key: string): Promise<unknown> {
    const json = await this.threads.reader.call('readSetting', { organisation, key });
    return json === null ? null : JSON.parse(json);
  }

  async write({ organisation }: Scope, key: string, value: unknown): Promise<void> {
    await this.threads.writer.call('writeSetting', { organisation, key, value: JSON.stringify(value ?? null) });
  }
}
