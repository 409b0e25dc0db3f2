import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpooledBatch } from '../../ports/spool.ts';

/** Enough to see what is wrong; whoever looks removes them. */
const MOST_SET_ASIDE = 100;
const SET_ASIDE = /^refused-.*\.json$/;

/** Writes a batch beside the segments, as JSON, for a person to look at; the length. Throws what the disk says. */
export async function setAside(folder: string, entry: SpooledBatch): Promise<number> {
  const content = JSON.stringify(entry);
  const known = (await readdir(folder)).filter((name) => SET_ASIDE.test(name));
  if (known.length < MOST_SET_ASIDE) {
    await writeFile(join(folder, `refused-${entry.batch.id}.json`), content, { mode: 0o600 });
  }
  return content.length;
}
