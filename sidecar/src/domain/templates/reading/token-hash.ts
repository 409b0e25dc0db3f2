// Looked up once: this is asked for each character.
const { imul } = Math;

/** What the scanner keeps of a message beyond is one variable: the first so many tokens tell a template. */
export const MAX_TOKENS = 96;

export const TOKEN = { word: 0, mark: 1, variable: 2, key: 3 } as const;
export const VARIABLE_HASH = 0x2a3c3e11;
/** Stands for any digits in a name. */
export const DIGITS_CODE = 0x110000;
const MARK_SEED = 0x51ed270b;

export function hashStep(hash: number, code: number): number {
  return (imul(hash ^ code, 0x01000193) + 0x3d4d51cb) | 0;
}

export function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) {
    hash = hashStep(hash, word.charCodeAt(at));
  }
  return hash;
}

export function markHash(code: number): number {
  return imul(MARK_SEED, code | 1) ^ code;
}

/** One token may come beyond the limit: the variable for the rest of a message. */
const PLACES = MAX_TOKENS + 2;
const PLACE_A = new Int32Array(PLACES);
const PLACE_B = new Int32Array(PLACES);
for (let place = 0, state = 0x9e3779b9; place < PLACES; place += 1) {
  state = (imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x7f4a7c15) | 0;
  PLACE_A[place] = state | 1;
  state = (imul(state ^ (state >>> 13), 0x297a2d39) + 0x1b873593) | 0;
  PLACE_B[place] = state | 1;
}

/**
 * The hash of a sequence is the sum of its tokens' shares, each by its place, so that one token can be taken out again
 * and another put in. Two sums of 32 bits each, since one would meet itself too soon.
 */
export function shareA(hash: number, place: number): number {
  return imul(hash, PLACE_A[place] ?? 1);
}

export function shareB(hash: number, place: number): number {
  return imul(hash ^ (hash >>> 15) ^ 0x5bd1e995, PLACE_B[place] ?? 1);
}
