/** What a character can be in a log message: a table instead of patterns, since each character of each line comes by. */
export const CHARACTER = {
  /** Ends a word and is a token of its own. */
  mark: 0,
  space: 1,
  letter: 2,
  digit: 3,
  /** Joins parts of a word: `order-items`, `a.b.c`, `/var/log`, `50%`. */
  joint: 4,
  quote: 5,
  colon: 6,
  equals: 7,
} as const;

export const CODE = {
  space: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  singleQuote: 0x27,
  openRound: 0x28,
  closeRound: 0x29,
  star: 0x2a,
  comma: 0x2c,
  hyphen: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  equals: 0x3d,
  greater: 0x3e,
  at: 0x40,
  openSquare: 0x5b,
  backslash: 0x5c,
  closeSquare: 0x5d,
  underscore: 0x5f,
  openCurly: 0x7b,
  closeCurly: 0x7d,
} as const;

const CLASSES = new Uint8Array(128).fill(CHARACTER.mark);

function assign(characters: string, kind: number): void {
  for (const character of characters) {
    CLASSES[character.charCodeAt(0)] = kind;
  }
}

CLASSES.fill(CHARACTER.space, 0, CODE.space + 1);
assign('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', CHARACTER.letter);
assign('0123456789', CHARACTER.digit);
assign('_-./\\@$%#+~*&', CHARACTER.joint);
assign('"\'`', CHARACTER.quote);
assign(':', CHARACTER.colon);
assign('=', CHARACTER.equals);

/**
 * Whatever lies outside of ASCII is a letter: no language is cut to pieces, and half a surrogate harms nothing. Behind
 * the end of a text (NaN) there is space.
 */
export function characterClass(code: number): number {
  return code < 128 ? (CLASSES[code] ?? CHARACTER.mark) : code >= 128 ? CHARACTER.letter : CHARACTER.space;
}

export function isLetter(code: number): boolean {
  return characterClass(code) === CHARACTER.letter;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isWordCharacter(code: number): boolean {
  const kind = characterClass(code);
  return kind === CHARACTER.letter || kind === CHARACTER.digit;
}

export function isHexCharacter(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x66);
}

/** What a word consists of. */
export function isWordPart(code: number): boolean {
  const kind = characterClass(code);
  return kind === CHARACTER.letter || kind === CHARACTER.digit || kind === CHARACTER.joint;
}
