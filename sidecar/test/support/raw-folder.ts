import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of a pattern (of ASCII, global) stands anywhere in the files of a folder, byte by byte. */
export function foundInFiles(folder: string, pattern: RegExp): Set<string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = new Set<string>();
  for (const { parentPath, name } of files) {
    for (const [text] of readFileSync(join(parentPath, name), 'latin1').matchAll(pattern)) {
      found.add(text);
    }
  }
  return found;
}
