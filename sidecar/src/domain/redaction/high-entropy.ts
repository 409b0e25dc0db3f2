import { ALL_CLASSES, MIN_ENTROPY_LENGTH, tokenClass } from './line-traits.ts';
import { secretMark } from './secret-kinds.ts';

/**
 * Tokens that look like chance. English and code repeat letters and keep to one kind of character for a while; keys do
 * neither. Left alone on purpose: everything without capitals or without digits, so UUIDs, hex ids and digests (trace
 * ids, git commits, SHA-256), pod names, ULIDs; and paths and class names, which consist of words.
 * A hex secret is found by its key (`api_key=…`) only. Shannon's entropy: Bell System Technical Journal 27 (1948).
 */
const MIN_BITS_PER_CHARACTER = 3.9;
/** Letters that stand in words: three or more small letters in a row. Random base64 has 15 of 100 there, names 60. */
const MAX_WORD_SHARE = 0.5;
const WORD_LENGTH = 3;
const MIN_DIGITS = 2;

const counts = new Uint32Array(128);

export function redactHighEntropy(text: string): string {
  let result = '';
  let from = 0;
  let runStart = 0;
  let classes = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const kind = at < text.length ? tokenClass(text.charCodeAt(at)) : 0;
    if (kind !== 0) {
      classes |= kind;
      continue;
    }
    const isCandidate = (classes & ALL_CLASSES) === ALL_CLASSES && at - runStart >= MIN_ENTROPY_LENGTH;
    if (isCandidate && looksRandom(text, runStart, at)) {
      result += text.slice(from, runStart) + secretMark('high-entropy');
      from = withPadding(text, at);
    }
    runStart = at + 1;
    classes = 0;
  }
  return from === 0 ? text : result + text.slice(from);
}

function looksRandom(text: string, start: number, end: number): boolean {
  counts.fill(0);
  let digits = 0;
  let inWords = 0;
  let lowerRun = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    counts[code] = (counts[code] ?? 0) + 1;
    digits += code >= 0x30 && code <= 0x39 ? 1 : 0;
    lowerRun = code >= 0x61 && code <= 0x7a ? lowerRun + 1 : 0;
    inWords += lowerRun < WORD_LENGTH ? 0 : lowerRun === WORD_LENGTH ? WORD_LENGTH : 1;
  }
  const length = end - start;
  if (digits < MIN_DIGITS || inWords / length > MAX_WORD_SHARE) {
    return false;
  }
  let bits = 0;
  for (const count of counts) {
    bits -= count === 0 ? 0 : (count / length) * Math.log2(count / length);
  }
  return bits >= MIN_BITS_PER_CHARACTER;
}

function withPadding(text: string, end: number): number {
  let at = end;
  while (at < end + 2 && text[at] === '=') {
    at += 1;
  }
  return at;
}
