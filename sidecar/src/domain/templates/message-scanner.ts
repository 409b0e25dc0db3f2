import { CHARACTER, characterClass, isDigit, isHexCharacter, isWordCharacter } from './character-classes.ts';
import { DATE_WORDS, FIXED_NAMES, HTTP_METHODS, STATUS_PHRASES, TEXT_KEYS, UNITS, VALUE_WORDS } from './word-lists.ts';

export const TOKEN = { word: 0, mark: 1, variable: 2, key: 3 } as const;

/** What a line has beyond is not looked at: the first so many tokens tell a template. */
export const MAX_TOKENS = 96;
export const MAX_CHARACTERS = 4096;

export const VARIABLE_HASH = 0x2a3c3e11;
const MARK_SEED = 0x51ed270b;
const DIGITS_CODE = 0x110000;
/** Longer words are no words. */
const LONGEST_WORD = 64;
const LONGEST_NAME_DIGITS = 3;
const LONGEST_NAME_ENDING = 4;
const LEAST_HEX_LETTERS = 8;
const LONGEST_METHOD = 7;
const LONGEST_UNIT = 24;
/** How far the end of a bracket is looked for. */
const BRACKET_REACH = 200;

const COLON = 0x3a;
const EQUALS = 0x3d;
const DOT = 0x2e;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const GREATER = 0x3e;
const STAR = 0x2a;
const OPEN_SQUARE = 0x5b;
const CLOSE_SQUARE = 0x5d;
const OPEN_CURLY = 0x7b;
const CLOSE_CURLY = 0x7d;
const OPEN_ROUND = 0x28;
const CLOSE_ROUND = 0x29;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
const AT = 0x40;
const SPACE = 0x20;
const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const LONGEST_FIXED_NAME = 7;
const SECRET_MARK = '[secret:';

/** Odd numbers for each place: a sequence's hash is a sum, so that a token can be taken out of it again. */
const PLACE_A = new Int32Array(MAX_TOKENS + 2);
const PLACE_B = new Int32Array(MAX_TOKENS + 2);
for (let place = 0, state = 0x9e3779b9; place < PLACE_A.length; place += 1) {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x7f4a7c15;
  PLACE_A[place] = state | 1;
  state = Math.imul(state ^ (state >>> 13), 0x297a2d39) + 0x1b873593;
  PLACE_B[place] = state | 1;
}

export function shareA(hash: number, place: number): number {
  return Math.imul(hash, PLACE_A[place] ?? 1);
}

export function shareB(hash: number, place: number): number {
  return Math.imul(hash ^ (hash >>> 15) ^ 0x5bd1e995, PLACE_B[place] ?? 1);
}

export const hashOf = (word: string): number => {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) {
    hash = (Math.imul(hash ^ word.charCodeAt(at), 0x01000193) + 0x3d4d51cb) | 0;
  }
  return hash;
};
const hashes = (words: ReadonlySet<string>): ReadonlySet<number> => new Set([...words].map(hashOf));

const VALUE_HASHES = hashes(VALUE_WORDS);
const DATE_HASHES = hashes(DATE_WORDS);
const STATUS_HASHES = hashes(STATUS_PHRASES);
const TEXT_KEY_HASHES = hashes(TEXT_KEYS);
const UNIT_HASHES = hashes(new Set([...UNITS, ...[...UNITS].flatMap(capitalised)]));

function capitalised(word: string): string[] {
  return [
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
    `${word.charAt(0)}${word.slice(1).toUpperCase()}`,
    `${word.slice(0, -1).toUpperCase()}${word.slice(-1)}`,
  ];
}

/** Marks that may stand between the parts of one value: `10.0.0.1, 10.0.0.2`, `3/8`, `0 - 720`. */
const SEPARATORS = new Uint8Array(128);
for (const character of ',;:/-|+.#~&*_') {
  SEPARATORS[character.charCodeAt(0)] = 1;
}

/**
 * Reads a message once and leaves its tokens in arrays that are used again for the next one: words, marks, and one
 * variable for each value. What is a value is told by its kind (numbers, addresses, paths, identifiers, quoted text,
 * what stands after `key=`), by hand and without patterns. Values beside each other become one, so lists of any length
 * look the same. A name with a number in it (eth0, http2) stays a word whose digits do not count.
 */
export class MessageScanner {
  count = 0;
  /** Two independent sums over the tokens. */
  a = 0;
  b = 0;
  /** Of the digits inside of names, which the other two leave out. */
  digits = 0;
  readonly hash = new Int32Array(MAX_TOKENS + 2);
  readonly kind = new Uint8Array(MAX_TOKENS + 2);
  readonly start = new Int32Array(MAX_TOKENS + 2);
  readonly end = new Int32Array(MAX_TOKENS + 2);
  /** Of the digits inside of this very name. */
  readonly nameDigits = new Int32Array(MAX_TOKENS + 2);
  private text = '';
  private limit = 0;
  private noMoreQuotes = 0;
  private noMoreBrackets = 0;
  /** Where a quoted text ends that is read as text. */
  private openQuoteEnd = -1;

  scan(text: string): void {
    this.text = text;
    this.limit = text.length < MAX_CHARACTERS ? text.length : MAX_CHARACTERS;
    this.count = 0;
    this.digits = 0;
    this.noMoreQuotes = 0;
    this.noMoreBrackets = 0;
    this.openQuoteEnd = -1;
    let at = 0;
    while (at < this.limit && this.count < MAX_TOKENS) {
      const code = text.charCodeAt(at);
      switch (characterClass(code)) {
        case CHARACTER.space:
          at += 1;
          break;
        case CHARACTER.letter:
        case CHARACTER.digit:
        case CHARACTER.joint:
          at = this.word(at);
          break;
        case CHARACTER.quote:
          at = this.quoted(at, code);
          break;
        case CHARACTER.equals:
          at = this.equals(at);
          break;
        default:
          at = this.mark(at, code);
      }
    }
    if (at < text.length) {
      this.variable(at, text.length);
    }
    let a = this.count;
    let b = this.count;
    for (let place = 0; place < this.count; place += 1) {
      const hash = this.hash[place] ?? 0;
      a = (a + shareA(hash, place)) | 0;
      b = (b + shareB(hash, place)) | 0;
      this.digits = (Math.imul(this.digits, 31) + (this.nameDigits[place] ?? 0)) | 0;
    }
    this.a = a;
    this.b = b;
  }

  private word(from: number): number {
    const { text, limit } = this;
    let at = from;
    let hash = 0;
    let digits = 0;
    let groups = 0;
    let letters = 0;
    let hexLetters = 0;
    let dots = 0;
    let slashes = 0;
    let backslashes = 0;
    let otherJoints = 0;
    let ats = 0;
    let endingLetters = 0;
    let colons = 0;
    let nameDigits = 0;
    let before: number = CHARACTER.space;
    for (; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === CHARACTER.letter) {
        letters += 1;
        endingLetters += 1;
        hexLetters += isHexCharacter(code) ? 1 : 0;
        hash = (Math.imul(hash ^ code, 0x01000193) + 0x3d4d51cb) | 0;
      } else if (kind === CHARACTER.digit) {
        digits += 1;
        nameDigits = (Math.imul(nameDigits, 31) + code) | 0;
        if (before !== CHARACTER.digit) {
          groups += 1;
          endingLetters = 0;
          hash = (Math.imul(hash ^ DIGITS_CODE, 0x01000193) + 0x3d4d51cb) | 0;
        }
      } else if (kind === CHARACTER.joint) {
        if (at > from && code === text.charCodeAt(at + 1) && this.isRun(code, at)) {
          break;
        }
        dots += code === DOT ? 1 : 0;
        slashes += code === SLASH ? 1 : 0;
        backslashes += code === BACKSLASH ? 1 : 0;
        ats += code === AT ? 1 : 0;
        otherJoints += code === HYPHEN || code === UNDERSCORE ? 0 : 1;
        hash = (Math.imul(hash ^ code, 0x01000193) + 0x3d4d51cb) | 0;
      } else if (kind === CHARACTER.colon) {
        if (!this.goesOnAfterColon(from, at, digits + colons)) {
          break;
        }
        colons += 1;
        if (text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH) {
          return this.address(from, at);
        }
        if (backslashes === 0 && letters === 1 && digits === 0) {
          return this.address(from, at);
        }
      } else if (code === LESS && text.charCodeAt(at + 1) === STAR && text.charCodeAt(at + 2) === GREATER) {
        // A place that was made general before: as if digits stood there.
        digits += 1;
        groups += 1;
        endingLetters = 0;
        nameDigits = -1;
        hash = (Math.imul(hash ^ DIGITS_CODE, 0x01000193) + 0x3d4d51cb) | 0;
        at += 2;
      } else if (code === SINGLE_QUOTE && before === CHARACTER.letter && isWordCharacter(text.charCodeAt(at + 1))) {
        hash = (Math.imul(hash ^ code, 0x01000193) + 0x3d4d51cb) | 0;
      } else {
        break;
      }
      before = kind;
    }
    let end = at;
    if (letters + digits === 0) {
      const lone = at === from + 1 && characterClass(text.charCodeAt(at)) === CHARACTER.space;
      const last = this.count - 1;
      if (lone && last >= 0 && this.kind[last] === TOKEN.variable && text.charCodeAt(from) === HYPHEN) {
        // Where a value is missing.
        this.end[last] = at;
        return at;
      }
      if (this.isFieldValue(at)) {
        this.variable(from, at);
        return at;
      }
      return this.run(from, text.charCodeAt(from));
    }
    if (text.charCodeAt(end - 1) === DOT) {
      end -= 1;
      dots -= 1;
      hash = digits > 0 && letters === 0 ? hash : this.hashAgain(from, end);
    }
    const length = end - from;
    const next = end < limit ? text.charCodeAt(end) : SPACE;
    const isKey = next === EQUALS ? text.charCodeAt(end + 1) !== EQUALS : next === SPACE && this.isSpacedKey(end);
    if (isKey && groups >= 2 && otherJoints === 0 && end + 1 >= limit) {
      this.variable(from, end + 1);
      return end + 1;
    }
    if (isKey && letters > 0 && !isDigit(text.charCodeAt(from))) {
      this.push(hash, TOKEN.key, from, end);
      this.nameDigits[this.count - 1] = nameDigits;
      return end;
    }
    if (next === COMMA && this.count > 0 && this.isGluedList(end)) {
      const listEnd = this.gluedListEnd(end);
      this.variable(from, listEnd);
      return listEnd;
    }
    if (next !== EQUALS && this.isFieldValue(end)) {
      this.variable(from, end);
      return end;
    }
    if (digits > 0) {
      const isName =
        groups === 1 &&
        colons === 0 &&
        digits <= LONGEST_NAME_DIGITS &&
        letters >= 2 &&
        endingLetters <= LONGEST_NAME_ENDING &&
        otherJoints === 0 &&
        endingLetters < letters &&
        isLetter(text.charCodeAt(from)) &&
        length <= LONGEST_WORD;
      if (isName && length <= LONGEST_FIXED_NAME && FIXED_NAMES.has(text.slice(from, end).toLowerCase())) {
        this.push(hashWithDigits(text, from, end), TOKEN.word, from, end);
      } else if (isName) {
        this.push(hash, TOKEN.word, from, end);
        this.nameDigits[this.count - 1] = nameDigits;
      } else {
        this.variable(from, end);
      }
      return end;
    }
    if (dots > 0 && next === COLON && this.portEnd(end) > 0) {
      const portEnd = this.portEnd(end);
      this.variable(from, portEnd);
      return portEnd;
    }
    const isValue =
      length > LONGEST_WORD ||
      slashes >= 2 ||
      (slashes === 1 && text.charCodeAt(from) === SLASH && length > 1) ||
      backslashes >= 2 ||
      (ats === 1 && text.charCodeAt(from) !== AT && text.charCodeAt(end - 1) !== AT) ||
      (dots >= 2 && next !== OPEN_ROUND && this.count > 0) ||
      (letters === length && hexLetters === letters && letters >= LEAST_HEX_LETTERS) ||
      VALUE_HASHES.has(hash);
    if (isValue) {
      this.variable(from, end);
      return end;
    }
    const last = this.count - 1;
    if (last >= 0 && this.kind[last] === TOKEN.variable && length <= LONGEST_UNIT && this.isPartOfNumber(last, hash)) {
      this.end[last] = end;
      return end;
    }
    if (letters >= 3 && letters === length && length <= 9 && DATE_HASHES.has(hash)) {
      if (last >= 0 && (this.kind[last] === TOKEN.variable || DATE_HASHES.has(this.hash[last] ?? 0))) {
        this.variable(from, end);
        return end;
      }
    }
    this.push(hash, TOKEN.word, from, end);
    return end;
  }

  /** `shop.example.com:8080` */
  private portEnd(colon: number): number {
    let at = colon + 1;
    while (at <= colon + 5 && isDigit(this.text.charCodeAt(at))) {
      at += 1;
    }
    return at > colon + 2 && !isWordCharacter(this.text.charCodeAt(at)) ? at : 0;
  }

  /** `prod,eu` in a sentence; not `first,then go`, where a comma stands without its space. */
  private isGluedList(comma: number): boolean {
    const end = this.gluedListEnd(comma);
    const after = end < this.limit ? this.text.charCodeAt(end) : SPACE;
    const next = this.text.charCodeAt(end + 1);
    return end > comma + 1 && after !== COLON && after !== EQUALS && after !== COMMA && next !== EQUALS;
  }

  private gluedListEnd(comma: number): number {
    const { text, limit } = this;
    let at = comma;
    while (at < limit && text.charCodeAt(at) === COMMA && isWordCharacter(text.charCodeAt(at + 1))) {
      at += 1;
      while (at < limit) {
        const kind = characterClass(text.charCodeAt(at));
        if (kind !== CHARACTER.letter && kind !== CHARACTER.digit && kind !== CHARACTER.joint) {
          break;
        }
        at += 1;
      }
    }
    return at;
  }

  /** The value of `…, key: value, …`: one word between a key of a list of fields and the next comma. */
  private isFieldValue(end: number): boolean {
    const { count, kind, text } = this;
    if (count < 3 || kind[count - 1] !== TOKEN.mark || kind[count - 2] === TOKEN.variable) {
      return false;
    }
    if (text.charCodeAt(this.start[count - 1] ?? 0) !== COLON || kind[count - 3] !== TOKEN.mark) {
      return false;
    }
    const before = text.charCodeAt(this.start[count - 3] ?? 0);
    const next = end < this.limit ? text.charCodeAt(end) : COMMA;
    return (before === COMMA || before === SEMICOLON) && (next === COMMA || next === SEMICOLON);
  }

  /** Dots and the like that fill a line end a word; `xn--a` and `a//b` go on. */
  private isRun(code: number, at: number): boolean {
    if (code === SLASH || code === BACKSLASH) {
      return false;
    }
    return (code !== HYPHEN && code !== UNDERSCORE) || !isWordCharacter(this.text.charCodeAt(at + 2));
  }

  /** A unit after any value, the phrase of a status after three digits: "5.8 KB", "404 NOT_FOUND". */
  private isPartOfNumber(value: number, hash: number): boolean {
    if (UNIT_HASHES.has(hash)) {
      return true;
    }
    const start = this.start[value] ?? 0;
    return (this.end[value] ?? 0) - start === 3 && isDigit(this.text.charCodeAt(start)) && STATUS_HASHES.has(hash);
  }

  private hashAgain(from: number, end: number): number {
    let hash = 0;
    let inDigits = false;
    for (let at = from; at < end; at += 1) {
      const code = this.text.charCodeAt(at);
      const digit = isDigit(code);
      if (!digit || !inDigits) {
        hash = (Math.imul(hash ^ (digit ? DIGITS_CODE : code), 0x01000193) + 0x3d4d51cb) | 0;
      }
      inDigits = digit;
    }
    return hash;
  }

  /** `10.0.0.1:80`, `12:30:01`, `fe80::1`, `aa:bb:cc`, `https://…`, `C:\…`; not `key:value`. */
  private goesOnAfterColon(from: number, at: number, numeric: number): boolean {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === SLASH && text.charCodeAt(at + 2) === SLASH) {
      return true;
    }
    if (at === from + 1 && isLetter(text.charCodeAt(from)) && (next === BACKSLASH || next === SLASH)) {
      return true;
    }
    const beforeIsHex = isHexCharacter(text.charCodeAt(at - 1));
    if (numeric > 0 && isDigit(next)) {
      return true;
    }
    if (next === COLON && beforeIsHex && numeric > 0) {
      return isHexCharacter(text.charCodeAt(at + 2)) || !isWordCharacter(text.charCodeAt(at + 2));
    }
    if (text.charCodeAt(at - 1) === COLON) {
      return isHexCharacter(next);
    }
    if (numeric > 1 && isHexCharacter(next)) {
      let group = at + 2;
      while (group < at + 5 && isHexCharacter(text.charCodeAt(group))) {
        group += 1;
      }
      if (text.charCodeAt(group) === COLON) {
        return true;
      }
    }
    // Two hexadecimal digits on both sides, as in hardware addresses.
    return (
      beforeIsHex &&
      at - from >= 2 &&
      isHexCharacter(text.charCodeAt(at - 2)) &&
      (at - from === 2 || text.charCodeAt(at - 3) === COLON) &&
      isHexCharacter(next) &&
      isHexCharacter(text.charCodeAt(at + 2)) &&
      !isWordCharacter(text.charCodeAt(at + 3))
    );
  }

  private address(from: number, colon: number): number {
    const { text, limit } = this;
    let at = colon + 1;
    for (; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (
        kind === CHARACTER.space ||
        kind === CHARACTER.quote ||
        code === LESS ||
        code === GREATER ||
        code === COMMA ||
        code === CLOSE_ROUND ||
        code === CLOSE_SQUARE ||
        code === CLOSE_CURLY
      ) {
        break;
      }
    }
    while (at > colon + 1 && (text.charCodeAt(at - 1) === DOT || text.charCodeAt(at - 1) === COLON)) {
      at -= 1;
    }
    this.variable(from, at);
    return at;
  }

  /** Several of the same mark are one: `...`, `*****`, `----`. */
  private run(from: number, code: number): number {
    let at = from + 1;
    while (at < this.limit && this.text.charCodeAt(at) === code) {
      at += 1;
    }
    this.push(Math.imul(MARK_SEED, code | 1) ^ code, TOKEN.mark, from, at);
    return at;
  }

  private mark(at: number, code: number): number {
    const { text } = this;
    if (at === this.openQuoteEnd) {
      return at + 1;
    }
    if (code === LESS) {
      if (text.charCodeAt(at + 1) === STAR && text.charCodeAt(at + 2) === GREATER) {
        this.variable(at, at + 3);
        return at + 3;
      }
      if (isDigit(text.charCodeAt(at + 1))) {
        // "<1 sec"
        return at + 1;
      }
    }
    if (code === OPEN_SQUARE || code === OPEN_CURLY) {
      if (code === OPEN_SQUARE && text.startsWith(SECRET_MARK, at)) {
        const close = this.closing(at, OPEN_SQUARE);
        if (close > 0) {
          this.variable(at, close);
          return close;
        }
      }
      const listEnd = this.wordList(at + 1, code === OPEN_SQUARE ? CLOSE_SQUARE : CLOSE_CURLY);
      if (listEnd >= 0) {
        this.push(Math.imul(MARK_SEED, code | 1) ^ code, TOKEN.mark, at, at + 1);
        this.variable(at + 1, listEnd);
        return listEnd;
      }
    }
    return this.run(at, code);
  }

  /** The end of `a, b, c]` or of nothing at all; -1 where something else or a single word stands in the brackets. */
  private wordList(from: number, close: number): number {
    const { text } = this;
    const limit = Math.min(this.limit, from + BRACKET_REACH);
    let commas = 0;
    let wordsInItem = 0;
    let before = SPACE;
    for (let at = from; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      if (code === close) {
        return at === from || (commas > 0 && wordsInItem === 1) ? at : -1;
      }
      const kind = characterClass(code);
      if (kind === CHARACTER.letter || kind === CHARACTER.digit || kind === CHARACTER.joint) {
        wordsInItem += before === SPACE || before === COMMA ? 1 : 0;
        if (wordsInItem > 1) {
          return -1;
        }
      } else if (code === COMMA) {
        if (wordsInItem !== 1) {
          return -1;
        }
        commas += 1;
        wordsInItem = 0;
      } else if (code !== SPACE) {
        return -1;
      }
      before = code;
    }
    return -1;
  }

  private quoted(at: number, quote: number): number {
    const { text } = this;
    if (at === this.openQuoteEnd) {
      return at + 1;
    }
    const close = this.closingQuote(at, quote);
    if (close < 0) {
      return this.run(at, quote);
    }
    const after = text.charCodeAt(close + 1);
    const content = close - at - 1;
    if (quote === DOUBLE_QUOTE && after === COLON && content > 0 && content <= LONGEST_WORD && this.isInObject(at)) {
      return this.objectKey(at, close);
    }
    if (this.count === 0 && close + 1 < this.limit && text.lastIndexOf(' ', close) > at) {
      // A message that begins with a quoted sentence and goes on with its fields.
      this.openQuoteEnd = close;
      return at + 1;
    }
    const space = this.methodEnd(at + 1, close);
    if (space > 0) {
      this.push(hashOf(text.slice(at + 1, space)), TOKEN.word, at + 1, space);
      this.variable(space + 1, close);
      return close + 1;
    }
    this.variable(at, close + 1);
    return close + 1;
  }

  private isInObject(at: number): boolean {
    let before = at - 1;
    while (before > 0 && this.text.charCodeAt(before) === SPACE) {
      before -= 1;
    }
    const code = this.text.charCodeAt(before);
    return code === OPEN_CURLY || code === COMMA;
  }

  /** `"GET /orders HTTP/1.1"`: the space after the method, which tells more than the rest. */
  private methodEnd(from: number, close: number): number {
    for (let at = from; at < close && at <= from + LONGEST_METHOD; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === SPACE) {
        return HTTP_METHODS.has(this.text.slice(from, at)) ? at : 0;
      }
      if (code < 0x41 || code > 0x5a) {
        return 0;
      }
    }
    return 0;
  }

  /** `"key":value` of JSON; the sentence under `message` is read as text. */
  private objectKey(at: number, close: number): number {
    const { text } = this;
    const hash = this.hashAgain(at + 1, close);
    this.push(hash, TOKEN.key, at + 1, close);
    const colon = this.run(close + 1, COLON);
    let value = colon;
    while (value < this.limit && text.charCodeAt(value) === SPACE) {
      value += 1;
    }
    if (TEXT_KEY_HASHES.has(hash) && text.charCodeAt(value) === DOUBLE_QUOTE) {
      this.openQuoteEnd = this.closingQuote(value, DOUBLE_QUOTE);
      return value + 1;
    }
    return value;
  }

  private closingQuote(at: number, quote: number): number {
    const { text } = this;
    const bit = quote === DOUBLE_QUOTE ? 1 : quote === SINGLE_QUOTE ? 2 : 4;
    if ((this.noMoreQuotes & bit) !== 0) {
      return -1;
    }
    if (quote !== DOUBLE_QUOTE && at > 0 && isWordCharacter(text.charCodeAt(at - 1))) {
      return -1;
    }
    for (let end = at + 1; end < this.limit; end += 1) {
      const code = text.charCodeAt(end);
      if (code === BACKSLASH) {
        end += 1;
      } else if (code === quote && (quote === DOUBLE_QUOTE || !isWordCharacter(text.charCodeAt(end + 1)))) {
        return end;
      }
    }
    this.noMoreQuotes |= bit;
    return -1;
  }

  /** "key = value": a lonely equals sign after this word. */
  private isSpacedKey(end: number): boolean {
    const { text } = this;
    if (text.charCodeAt(end + 1) !== EQUALS) {
      return false;
    }
    const after = text.charCodeAt(end + 2);
    return after !== EQUALS && after !== GREATER;
  }

  private equals(at: number): number {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    const before = at > 0 ? text.charCodeAt(at - 1) : SPACE;
    if (next === EQUALS || next === GREATER || before === LESS || before === GREATER || before === 0x21) {
      this.push(Math.imul(MARK_SEED, EQUALS) ^ EQUALS, TOKEN.mark, at, at + 1);
      return next === EQUALS || next === GREATER ? at + 2 : at + 1;
    }
    const key = this.count - 1;
    const isText = key >= 0 && this.kind[key] === TOKEN.key && TEXT_KEY_HASHES.has(this.hash[key] ?? 0);
    const after = this.run(at, EQUALS);
    if (isText && next !== SPACE) {
      if (next === DOUBLE_QUOTE) {
        this.openQuoteEnd = this.closingQuote(after, DOUBLE_QUOTE);
        return after + 1;
      }
      return after;
    }
    if (next === SPACE || after >= this.limit) {
      return this.spacedValue(after, before === SPACE);
    }
    const end = this.valueEnd(after);
    this.variable(after, end);
    return end;
  }

  /** After "key = ": the next word, unless that is a key itself; after "key= " nothing: the value is empty. */
  private spacedValue(after: number, spacedBefore: boolean): number {
    const { text, limit } = this;
    let at = after;
    while (at < limit && text.charCodeAt(at) === SPACE) {
      at += 1;
    }
    if (!spacedBefore || at >= limit) {
      this.variable(after, after);
      return at;
    }
    const end = this.valueEnd(at);
    const isKeyItself = text.charCodeAt(end) === EQUALS || (text.charCodeAt(end) === SPACE && this.isSpacedKey(end));
    if (isKeyItself || text.slice(at, end).includes('=')) {
      this.variable(after, after);
      return at;
    }
    this.variable(at, end > at ? end : at);
    return end;
  }

  /** A value reaches to the next space or closing mark; what stands in brackets or quotes glued to it belongs to it. */
  private valueEnd(from: number): number {
    const { text, limit } = this;
    let at = from;
    while (at < limit) {
      const code = text.charCodeAt(at);
      if (code === OPEN_SQUARE || code === OPEN_CURLY || code === OPEN_ROUND) {
        const close = this.closing(at, code);
        at = close > 0 ? close : at + 1;
        continue;
      }
      if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
        const close = at === from ? this.closingQuote(at, code) : -1;
        if (at === this.openQuoteEnd) {
          break;
        }
        at = close > 0 ? close + 1 : at + 1;
        continue;
      }
      if (
        code === CLOSE_SQUARE ||
        code === CLOSE_CURLY ||
        code === CLOSE_ROUND ||
        characterClass(code) === CHARACTER.space
      ) {
        break;
      }
      if ((code === COMMA || code === 0x3b) && !this.listGoesOn(at)) {
        break;
      }
      at += 1;
    }
    while (at > from + 1 && text.charCodeAt(at - 1) === DOT) {
      at -= 1;
    }
    return at;
  }

  /** `1,2,3` is one value; `a=1,b=2` are two. */
  private listGoesOn(comma: number): boolean {
    const { text, limit } = this;
    for (let at = comma + 1; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === CHARACTER.equals || kind === CHARACTER.colon) {
        return false;
      }
      if (kind !== CHARACTER.letter && kind !== CHARACTER.digit && kind !== CHARACTER.joint) {
        return at > comma + 1 && (kind !== CHARACTER.space || text.charCodeAt(at + 1) !== EQUALS);
      }
    }
    return limit > comma + 1;
  }

  /** The place behind the bracket that closes the one at `at`, or 0. */
  private closing(at: number, open: number): number {
    const { text } = this;
    const bit = open === OPEN_ROUND ? 1 : open === OPEN_SQUARE ? 2 : 4;
    if ((this.noMoreBrackets & bit) !== 0) {
      return 0;
    }
    const close = open === OPEN_ROUND ? CLOSE_ROUND : open + 2;
    const limit = Math.min(this.limit, at + BRACKET_REACH);
    let depth = 0;
    for (let place = at; place < limit; place += 1) {
      const code = text.charCodeAt(place);
      if (code === open) {
        depth += 1;
      } else if (code === close) {
        depth -= 1;
        if (depth === 0) {
          return place + 1;
        }
      }
    }
    // Not looked for again in this line: the time stays linear.
    this.noMoreBrackets |= bit;
    return 0;
  }

  private push(hash: number, kind: number, start: number, end: number): void {
    const { count } = this;
    this.hash[count] = hash;
    this.kind[count] = kind;
    this.start[count] = start;
    this.end[count] = end;
    this.nameDigits[count] = 0;
    this.count = count + 1;
  }

  private variable(start: number, end: number): void {
    let count = this.count;
    while (count > 0 && this.kind[count - 1] === TOKEN.word && DATE_HASHES.has(this.hash[count - 1] ?? 0)) {
      count -= 1;
    }
    const begin = count < this.count ? (this.start[count] ?? start) : start;
    let last = count - 1;
    let marks = 0;
    while (last >= 0 && marks < 2 && this.isSeparator(last)) {
      last -= 1;
      marks += 1;
    }
    if (last >= 0 && this.kind[last] === TOKEN.variable) {
      this.end[last] = end;
      this.count = last + 1;
      return;
    }
    this.count = count;
    this.push(VARIABLE_HASH, TOKEN.variable, begin, end);
  }

  private isSeparator(place: number): boolean {
    if (this.kind[place] !== TOKEN.mark) {
      return false;
    }
    const code = this.text.charCodeAt(this.start[place] ?? 0);
    return code < 128 && SEPARATORS[code] === 1;
  }
}

function hashWithDigits(text: string, from: number, end: number): number {
  let hash = 0;
  for (let at = from; at < end; at += 1) {
    hash = (Math.imul(hash ^ text.charCodeAt(at), 0x01000193) + 0x3d4d51cb) | 0;
  }
  return hash;
}

function isLetter(code: number): boolean {
  return characterClass(code) === CHARACTER.letter;
}
