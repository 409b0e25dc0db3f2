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

const CLASSES = new Uint8Array(128).fill(CHARACTER.mark);

function assign(characters: string, kind: number): void {
  for (const character of characters) {
    CLASSES[character.charCodeAt(0)] = kind;
  }
}

for (let code = 0; code <= 32; code += 1) {
  CLASSES[code] = CHARACTER.space;
}
assign('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', CHARACTER.letter);
assign('0123456789', CHARACTER.digit);
assign('_-./\\@$%#+~*&', CHARACTER.joint);
assign('"\'`', CHARACTER.quote);
assign(':', CHARACTER.colon);
assign('=', CHARACTER.equals);

/** Whatever lies outside of ASCII is a letter: no language is cut to pieces, and half a surrogate harms nothing. */
export function characterClass(code: number): number {
  return code < 128 ? (CLASSES[code] ?? CHARACTER.mark) : CHARACTER.letter;
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
