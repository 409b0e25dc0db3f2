import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExportFolder } from '../../ports/export-folder.ts';

/** Of a document: its memory stands at its end (domain/imports/writing/markdown-of-memory.ts). */
const OF_MEMORY = /(mem_[0-9a-f-]{36})\.md$/;

/** A folder an organisation, a file a memory. What is no document of ours is left alone. */
export class FileExportFolder implements ExportFolder {
  private readonly folder: string;

  constructor({ folder }: { folder: string }) {
    this.folder = folder;
  }

  async write(organisation: string, { name, text }: { memory: string; name: string; text: string }): Promise<void> {
    const folder = this.of(organisation);
    // Names of files carry titles: the folder is for the one who runs the sidecar.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const whole = path.join(folder, path.basename(name));
    // Whoever copies the folder meanwhile never copies half a document.
    await writeFile(`${whole}.part`, text, { mode: 0o600 });
    await rename(`${whole}.part`, whole);
  }

  async keepOnly(organisation: string, names: ReadonlySet<string>): Promise<number> {
    return this.removeFiles(organisation, (name) => !names.has(name));
  }

  async holding(organisation: string, texts: readonly string[]): Promise<string[]> {
    const words = texts.map((text) => text.toLowerCase());
    const found: string[] = [];
    for (const { name, memory } of await this.documents(organisation)) {
      const told = (await readFile(path.join(this.of(organisation), name), 'utf8')).toLowerCase();
      if (words.some((word) => told.includes(word))) {
        found.push(memory);
      }
    }
    return found;
  }

  async remove(organisation: string, memories: readonly string[]): Promise<number> {
    const gone = new Set(memories);
    return this.removeFiles(organisation, (_, memory) => gone.has(memory));
  }

  private async removeFiles(organisation: string, isGone: (name: string, memory: string) => boolean): Promise<number> {
    const gone = (await this.documents(organisation)).filter(({ name, memory }) => isGone(name, memory));
    for (const { name } of gone) {
      await rm(path.join(this.of(organisation), name), { force: true });
    }
    return gone.length;
  }

  private async documents(organisation: string): Promise<{ name: string; memory: string }[]> {
    const names = await readdir(this.of(organisation)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return [];
      }
      throw error;
    });
    return names.flatMap((name) => {
      const memory = OF_MEMORY.exec(name.replace(/\.part$/, ''))?.[1];
      return memory === undefined ? [] : [{ name, memory }];
    });
  }

  /** "main:1" is no name of a folder everywhere. */
  private of(organisation: string): string {
    return path.join(this.folder, organisation.replace(/[^A-Za-z0-9_-]+/g, '-'));
  }
}
