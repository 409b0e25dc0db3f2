import type { Scope } from '../../domain/tenancy/scope.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import { ByOrganisation } from './by-organisation.ts';

export class MemorySettingsStore implements SettingsStore {
  private readonly values = new ByOrganisation(() => new Map<string, unknown>());

  async read(scope: Scope, key: string): Promise<unknown> {
    return structuredClone(this.values.of(scope).get(key) ?? null);
  }

  async write(scope: Scope, key: string, value: unknown): Promise<void> {
    this.values.of(scope).set(key, structuredClone(value));
  }
}
