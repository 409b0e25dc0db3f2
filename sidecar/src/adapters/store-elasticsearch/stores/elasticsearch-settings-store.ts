import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { SettingsStore } from '../../../ports/stores/settings-store.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';

interface SettingDocument {
  readonly organisation: string;
  readonly key: string;
  readonly value: string;
}

/** By id alone: reading sees the last write at once. */
export class ElasticsearchSettingsStore implements SettingsStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async read(scope: Scope, key: string): Promise<unknown> {
    const found = await this.connection.get<SettingDocument>('settings', documentId(scope.organisation, key));
    return found === null ? null : (JSON.parse(found.document.value) as unknown);
  }

  async write(scope: Scope, key: string, value: unknown): Promise<void> {
    const { organisation } = scope;
    const document: SettingDocument = { organisation, key, value: JSON.stringify(value ?? null) };
    const target = { index: this.connection.alias('settings'), id: documentId(organisation, key) };
    await this.connection.send((client, options) =>
      client.index({ ...target, document, require_alias: true }, options)
    );
  }
}
