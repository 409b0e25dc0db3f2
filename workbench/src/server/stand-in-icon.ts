import { readFile } from 'node:fs/promises';
import path from 'node:path';

const ICON_SIZE = 24;
const RING = 'M12 4a8 8 0 1 0 .01 0z';
const THREE_QUARTERS = 'M12 3a9 9 0 1 0 9 9';

/**
 * For icons that only Grafana itself has: an arrow to the left is one to the right, mirrored; the spinner is three
 * quarters of a ring, which turns well; a whole ring stands for any other.
 */
export async function standInIcon(folder: string, name: string): Promise<string> {
  const mirrored = await readFile(path.join(folder, name.replace('-left.svg', '-right.svg')), 'utf8').catch(() => null);
  if (mirrored !== null) {
    return mirrored.replace(
      /<svg([^>]*)>(.*)<\/svg>/s,
      `<svg$1><g transform="matrix(-1 0 0 1 ${ICON_SIZE} 0)">$2</g></svg>`
    );
  }
  const shape = name.endsWith('/spinner.svg') ? THREE_QUARTERS : RING;
  const path_ = `<path d="${shape}" fill="none" stroke="currentColor" stroke-width="2"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${path_}</svg>`;
}
