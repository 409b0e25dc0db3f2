import type { ImportRun } from '@incident-memory/contract';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';

const KEY = 'imports.runs';
const MAX_RUNS = 100;

/** The last imports of an organisation: how many of what, never what stood in the files. */
export class ImportRuns {
  private readonly settings: Pick<SettingsStore, 'read' | 'write'>;

  constructor({ settings }: { settings: Pick<SettingsStore, 'read' | 'write'> }) {
    this.settings = settings;
  }

  /** Newest first. */
  async list({ organisation }: Scope): Promise<ImportRun[]> {
    return ((await this.settings.read(systemScope(organisation), KEY)) ?? []) as ImportRun[];
  }

  async keep(scope: Scope, run: ImportRun): Promise<void> {
    const runs = await this.list(scope);
    await this.settings.write(systemScope(scope.organisation), KEY, [run, ...runs].slice(0, MAX_RUNS));
  }
}
