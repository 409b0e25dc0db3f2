import { CODE, isDigit } from './character-classes.ts';
import { hashOf, markHash, MAX_TOKENS, TOKEN, VARIABLE_HASH } from './token-hash.ts';
import { DATE_WORDS } from './word-lists.ts';

/** Marks that may stand between the parts of one value: `10.0.0.1, 10.0.0.2`, `3/8`, `0 - 720`. */
export const SEPARATORS = ',;:/-|+.#~&*_';
const MOST_SEPARATORS = 2;
const DATE_HASHES: ReadonlySet<number> = new Set([...DATE_WORDS].map(hashOf));
const PLACES = MAX_TOKENS + 2;

const SEPARATOR_CODES = new Uint8Array(128);
for (const character of SEPARATORS) {
  SEPARATOR_CODES[character.charCodeAt(0)] = 1;
}

export function isDateHash(hash: number): boolean {
  return DATE_HASHES.has(hash);
}

/** The tokens of one message, in arrays that serve again for the next. */
export class TokenBuffer {
  count = 0;
  readonly hash = new Int32Array(PLACES);
  readonly kind = new Uint8Array(PLACES);
  readonly start = new Int32Array(PLACES);
  readonly end = new Int32Array(PLACES);
  /** 1 for a name with digits that do not count: eth0. */
  readonly numbered = new Uint8Array(PLACES);
  private text = '';

  clear(text: string): void {
    this.text = text;
    this.count = 0;
  }

  word(hash: number, start: number, end: number): void {
    this.push(hash, start, end);
    this.kind[this.count - 1] = TOKEN.word;
  }

  name(hash: number, start: number, end: number): void {
    this.word(hash, start, end);
    this.numbered[this.count - 1] = 1;
  }

  key(hash: number, start: number, end: number): void {
    this.push(hash, start, end);
    this.kind[this.count - 1] = TOKEN.key;
  }

  mark(code: number, start: number, end: number): void {
    this.push(markHash(code), start, end);
    this.kind[this.count - 1] = TOKEN.mark;
  }

  /** Values beside each other are one, with the marks between them and the words of a date before. */
  variable(start: number, end: number): void {
    let { count } = this;
    while (count > 0 && this.isDate(count - 1)) {
      count -= 1;
    }
    const begin = count < this.count ? (this.start[count] ?? start) : start;
    let last = count - 1;
    for (let marks = 0; marks < MOST_SEPARATORS && last >= 0 && this.isSeparator(last); marks += 1) {
      last -= 1;
    }
    if (this.isVariable(last)) {
      this.count = last + 1;
      this.end[last] = end;
      return;
    }
    this.count = count;
    this.push(VARIABLE_HASH, begin, end);
    this.kind[this.count - 1] = TOKEN.variable;
  }

  /** `: [3]` and `: {3}` are `: 3`: the same value in another dress. */
  unwrapValue(): void {
    const { count } = this;
    const isWrapped = count > 3 && this.isVariable(count - 2) && this.kind[count - 3] === TOKEN.mark;
    if (isWrapped && this.markCode(count - 4) === CODE.colon) {
      const start = this.start[count - 3] ?? 0;
      const end = this.end[count - 1] ?? 0;
      this.count = count - 3;
      this.variable(start, end);
    }
  }

  /** Makes the value before reach to here. */
  stretch(end: number): void {
    this.end[this.count - 1] = end;
  }

  endsWithVariable(): boolean {
    return this.isVariable(this.count - 1);
  }

  endsWithDate(): boolean {
    return this.count > 0 && this.isDate(this.count - 1);
  }

  /** The value before consists of three characters and begins with a digit: the number of an HTTP status. */
  endsWithStatusNumber(): boolean {
    const start = this.start[this.count - 1] ?? 0;
    return (this.end[this.count - 1] ?? 0) - start === 3 && isDigit(this.text.charCodeAt(start));
  }

  /** `…, key:` with one word before the colon: a list of fields goes on. */
  endsWithFieldKey(): boolean {
    const { count } = this;
    if (count < 3 || this.markCode(count - 1) !== CODE.colon || this.isVariable(count - 2)) {
      return false;
    }
    const before = this.markCode(count - 3);
    return before === CODE.comma || before === CODE.semicolon;
  }

  private push(hash: number, start: number, end: number): void {
    const { count } = this;
    this.hash[count] = hash;
    this.start[count] = start;
    this.end[count] = end;
    this.numbered[count] = 0;
    this.count = count + 1;
  }

  private isVariable(place: number): boolean {
    return place >= 0 && this.kind[place] === TOKEN.variable;
  }

  private isDate(place: number): boolean {
    return this.kind[place] === TOKEN.word && DATE_HASHES.has(this.hash[place] ?? 0);
  }

  private isSeparator(place: number): boolean {
    return SEPARATOR_CODES[this.markCode(place)] === 1;
  }

  /** The character of a mark, or 0 where something else stands. */
  private markCode(place: number): number {
    const code = this.kind[place] === TOKEN.mark ? this.text.charCodeAt(this.start[place] ?? 0) : 0;
    return code < 128 ? code : 0;
  }
}
