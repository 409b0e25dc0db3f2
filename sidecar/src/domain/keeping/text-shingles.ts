const { imul } = Math;

/** So many words in a row; fewer make every text of a trade alike, more miss a changed word. */
const WORDS = 3;
/** Minima that are kept of a text. Two texts with 90 % of runs in common share 8 of 32 in a band nearly always. */
const MINIMA = 32;
const BAND = 4;
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * A sketch by which near copies are found without comparing every pair: the least hashes over its runs of words, after
 * Broder, "On the resemblance and containment of documents" (1997), with bands as in locality-sensitive hashing.
 */
export interface Sketch {
  readonly minima: Uint32Array;
  readonly runs: number;
}

export function sketchOf(text: string): Sketch {
  const words = text.toLowerCase().match(WORD) ?? [];
  const minima = new Uint32Array(MINIMA).fill(0xffff_ffff);
  const runs = Math.max(0, words.length - WORDS + 1);
  for (let at = 0; at < runs; at += 1) {
    const hash = hashOf(words.slice(at, at + WORDS).join(' '));
    for (let turn = 0; turn < MINIMA; turn += 1) {
      // Another permutation for each minimum: an exclusive or and an odd factor are bijections on 32 bits.
      const turned = (imul(hash ^ (turn * 0x9e37_79b1), 0x85eb_ca6b | 1) ^ (hash >>> turn % 16)) >>> 0;
      if (turned < (minima[turn] ?? 0)) {
        minima[turn] = turned;
      }
    }
  }
  return { minima, runs };
}

/** What share of their runs two texts have in common, estimated. */
export function resemblance(one: Sketch, other: Sketch): number {
  if (one.runs === 0 || other.runs === 0) {
    return 0;
  }
  let same = 0;
  for (let turn = 0; turn < MINIMA; turn += 1) {
    same += one.minima[turn] === other.minima[turn] ? 1 : 0;
  }
  return same / MINIMA;
}

/** Keys of which near copies share at least one. */
export function bandsOf({ minima, runs }: Sketch): string[] {
  return runs === 0
    ? []
    : Array.from({ length: MINIMA / BAND }, (_, band) => `${band}:${minima.subarray(band * BAND, (band + 1) * BAND)}`);
}

/** FNV-1a, then mixed so that near texts are far apart. */
function hashOf(run: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < run.length; at += 1) {
    hash = imul(hash ^ run.charCodeAt(at), 0x0100_0193);
  }
  hash = imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
