import { fileNameOfMemory, markdownOfMemory } from '../../domain/imports/writing/markdown-of-memory.ts';
import { systemScope, type OrganisationId, type Scope } from '../../domain/tenancy/scope.ts';
import type { ExportFolder } from '../../ports/export-folder.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import type { ForgetfulPlace } from '../keeping/forget.ts';
import type { ExportMemories } from './export-memories.ts';

interface Dependencies {
  readonly exports: Pick<ExportMemories, 'memories'>;
  readonly settings: Pick<SettingsStore, 'read' | 'write'>;
  /** null: nobody wants it. */
  readonly folder: ExportFolder | null;
}

const NIGHT_KEY = 'exports.night';
/** UTC; early in the night of Europe, late in the day of America: somewhere people always sleep. */
const NIGHT_BEGINS_HOUR = 2;

/**
 * Once a night, everything that the whole organisation may see, as one document a memory in a folder. What only a team or
 * a person may see is left out, since whoever reads the folder reads all of it. What is gone from memory goes from the
 * folder, with the next night or when it is forgotten.
 */
export class ExportNightly {
  private readonly dependencies: Dependencies;
  /** Since the writing of this night began. */
  readonly #forgotten = new Set<string>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** How many documents were written; null where it is not time. */
  async run(organisation: OrganisationId, now: number): Promise<number | null> {
    const { folder, settings, exports } = this.dependencies;
    const night = new Date(now - NIGHT_BEGINS_HOUR * 60 * 60 * 1000).toISOString().slice(0, 10);
    const scope = systemScope(organisation);
    if (folder === null || (await settings.read(scope, NIGHT_KEY)) === night) {
      return null;
    }
    const everyone: Scope = { organisation, teams: [], user: null };
    const names = new Set<string>();
    this.#forgotten.clear();
    for await (const memory of exports.memories(everyone)) {
      if (this.#forgotten.has(memory.id)) {
        continue;
      }
      const name = fileNameOfMemory(memory);
      await folder.write(organisation, { memory: memory.id, name, text: markdownOfMemory(memory) });
      names.add(name);
    }
    await folder.keepOnly(organisation, names);
    // What was read before it was forgotten may have been written after.
    await folder.remove(organisation, [...this.#forgotten]);
    await settings.write(scope, NIGHT_KEY, night);
    return names.size;
  }

  /** What is forgotten is forgotten here too; null where there is no folder. */
  get place(): ForgetfulPlace | null {
    const { folder } = this.dependencies;
    return folder === null
      ? null
      : {
          place: 'exports',
          holding: (organisation, texts) => folder.holding(organisation, texts),
          forget: async (organisation, { streams, named, texts }) => {
            const holding = texts.length === 0 ? [] : await folder.holding(organisation, texts);
            const gone = [...new Set([...streams, ...named, ...holding])];
            gone.forEach((memory) => this.#forgotten.add(memory));
            return folder.remove(organisation, gone);
          },
        };
  }
}
