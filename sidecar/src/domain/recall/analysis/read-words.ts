/** One run between spaces and brackets, taken apart. */
export interface ReadWord {
  /** Its parts in order, lower-cased: "OutOfMemoryError" has out, of, memory, error. */
  readonly parts: readonly string[];
  /** The run itself and the larger pieces of it, lower-cased, where it names something: an address has its host. */
  readonly names: readonly string[];
  /** A new sentence or line begins after it. */
  readonly ends: boolean;
}

/** What is longer is no word that anybody looks for. */
const LONGEST_NAME = 96;
const LONGEST_PART = 40;
const MOST_NAMES = 8;

const RUN = /[^\s"'`()[\]{}<>|,;!?*“”‘’«»…]+/gu;
const EDGE = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/** Plurals of abbreviations stay whole: VMs, PVCs. */
const PART = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*[a-z]?|[0-9]+|\p{L}+/gu;
/** Letters and digits together without a mark between them are one part: e11000, ipv6, s3. */
const CODE = /^(?=.*[0-9])(?=.*\p{L})[\p{L}0-9]{2,16}$/u;
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

export function* readWords(text: string): Generator<ReadWord> {
  for (const match of text.normalize('NFKC').matchAll(RUN)) {
    const [raw] = match;
    const run = raw.length > LONGEST_NAME * 4 ? raw.slice(0, LONGEST_NAME * 4) : raw;
    const word = run.replace(EDGE, '');
    if (word !== '') {
      yield { parts: partsOf(word), names: namesOf(word), ends: /[.!?:;]$/.test(raw) };
    }
  }
}

function partsOf(word: string): string[] {
  const parts: string[] = [];
  for (const piece of word.split(/[^\p{L}\p{N}]+/u)) {
    if (piece === '') {
      continue;
    }
    if (WITHOUT_SPACES.test(piece)) {
      parts.push(...pairsOf(piece));
    } else if (CODE.test(piece) && !/[a-z][A-Z]/.test(piece)) {
      parts.push(piece.toLowerCase());
    } else {
      for (const [part] of piece.matchAll(PART)) {
        parts.push(part.slice(0, LONGEST_PART).toLowerCase());
      }
    }
  }
  return parts;
}

/** Scripts without spaces are compared by pairs of characters. */
function pairsOf(piece: string): string[] {
  const characters = [...piece];
  return characters.length < 2
    ? [piece]
    : characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
}

/** The run whole; between slashes, colons and signs of equality; and the last of a dotted name. */
function namesOf(word: string): string[] {
  if (!isName(word)) {
    return [];
  }
  const names = new Set<string>();
  const take = (name: string): void => {
    const trimmed = name.replace(EDGE, '');
    if (names.size < MOST_NAMES && trimmed.length <= LONGEST_NAME && isName(trimmed)) {
      names.add(trimmed.toLowerCase());
    }
  };
  take(word);
  for (const piece of word.split(/[/:=@&#\\$%]+/)) {
    take(piece);
    const dotted = piece.split('.');
    if (dotted.length > 1) {
      take(dotted[0] ?? '');
      take(dotted[dotted.length - 1] ?? '');
    }
  }
  return [...names];
}

/** It has a mark, a digit or a capital within: ORA-12516, max_connections, NullPointerException, db7. */
function isName(word: string): boolean {
  return /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]|[a-z][A-Z]|[A-Z]{2}[a-z]|\p{L}[0-9]|[0-9]\p{L}/u.test(word);
}
