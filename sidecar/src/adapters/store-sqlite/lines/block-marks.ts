import type { LogLine } from '../../../domain/signals/log-line.ts';

/**
 * Which templates and traces may be in a block: a Bloom filter (Bloom, 1970), so that a search for one of them passes
 * by nearly every block without reading it. "Not in it" is certain; with ten bits for each, one of a hundred blocks is
 * read for nothing.
 */
const BITS_A_MARK = 10;
const HASHES = 4;

export function marksOf(lines: readonly LogLine[]): Uint8Array {
  const hashes = new Set<number>();
  for (const { traceId, template } of lines) {
    if (traceId !== null) {
      hashes.add(hashOf('trace', traceId));
    }
    if (template !== null) {
      hashes.add(hashOf('template', template));
    }
  }
  const marks = new Uint8Array(Math.ceil((hashes.size * BITS_A_MARK) / 8));
  for (const hash of hashes) {
    for (let time = 0; time < HASHES; time += 1) {
      const bit = place(hash, time, marks.length * 8);
      marks[bit >> 3] = (marks[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return marks;
}

/** Blocks of an earlier version have no marks, and may have anything. */
export function mayHave(marks: Uint8Array | null, hash: number): boolean {
  if (marks === null) {
    return true;
  }
  if (marks.length === 0) {
    return false;
  }
  for (let time = 0; time < HASHES; time += 1) {
    const bit = place(hash, time, marks.length * 8);
    if (((marks[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) {
      return false;
    }
  }
  return true;
}

/** FNV-1a, with another start for each sort of thing. */
export function hashOf(sort: 'trace' | 'template', text: string): number {
  let hash = sort === 'trace' ? 0x811c9dc5 : 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Several places out of one hash: Kirsch and Mitzenmacher, Less Hashing, Same Performance, 2006. */
function place(hash: number, time: number, bits: number): number {
  const second = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 1;
  return ((hash + Math.imul(time, second)) >>> 0) % bits;
}
