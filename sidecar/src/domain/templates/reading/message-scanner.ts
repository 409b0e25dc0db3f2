import { CHARACTER, characterClass, CODE, isDigit } from './character-classes.ts';
import { MessageText } from './message-text.ts';
import { isDateHash, TokenBuffer } from './token-buffer.ts';
import { hashOf, MAX_TOKENS, shareA, shareB, TOKEN } from './token-hash.ts';
import { FIXED_NAMES, STATUS_PHRASES, TEXT_KEYS, UNITS, VALUE_WORDS } from './word-lists.ts';
import { LONGEST_WORD, WordShape } from './word-shape.ts';

const LONGEST_FIXED_NAME = 7;
const LONGEST_UNIT = 24;
const SECRET_MARK = '[secret:';

const hashes = (words: Iterable<string>): ReadonlySet<number> => new Set([...words].map(hashOf));
const VALUES = hashes(VALUE_WORDS);
const TEXT_KEY = hashes(TEXT_KEYS);
const UNIT = hashes([...UNITS].flatMap((unit) => [unit, unit.toUpperCase(), capitalised(unit), likeKilobytes(unit)]));
const STATUS = hashes(STATUS_PHRASES);

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** kB, Kb */
function likeKilobytes(word: string): string {
  return word.charAt(0) + word.slice(1).toUpperCase();
}

/**
 * Reads a message once into words, marks and one variable for each value. What is a value is told by its kind: numbers,
 * addresses, paths, identifiers, quoted text, what stands after `key=`. By hand and without patterns, since this is done
 * for each line. Values beside each other become one, so lists of any length look the same. A name with a number in it
 * (eth0) stays a word whose digits do not count.
 */
export class MessageScanner {
  readonly tokens = new TokenBuffer();
  /** Two independent sums over the tokens. */
  a = 0;
  b = 0;
  private readonly source = new MessageText();
  private readonly shape = new WordShape();
  /** Where a quoted text ends that is read as text. */
  private quoteEnd = -1;

  scan(text: string): void {
    const { source, tokens } = this;
    source.set(text);
    tokens.clear(text);
    this.quoteEnd = -1;
    let at = 0;
    while (at < source.limit && tokens.count < MAX_TOKENS) {
      at = this.next(at);
    }
    if (at < text.length) {
      tokens.variable(at, text.length);
    }
    let a = tokens.count;
    let b = tokens.count;
    for (let place = 0; place < tokens.count; place += 1) {
      const hash = tokens.hash[place] ?? 0;
      a = (a + shareA(hash, place)) | 0;
      b = (b + shareB(hash, place)) | 0;
    }
    this.a = a;
    this.b = b;
  }

  /** Takes one token in; where the next may begin. */
  private next(at: number): number {
    const code = this.source.text.charCodeAt(at);
    if (at === this.quoteEnd) {
      return at + 1;
    }
    switch (characterClass(code)) {
      case CHARACTER.space:
        return at + 1;
      case CHARACTER.letter:
      case CHARACTER.digit:
      case CHARACTER.joint:
        return this.word(at);
      case CHARACTER.quote:
        return this.quoted(at);
      case CHARACTER.equals:
        return this.equals(at);
      default:
        return this.mark(at);
    }
  }

  private word(from: number): number {
    const { shape, source, tokens } = this;
    shape.read(source, from);
    if (shape.addressEnd > 0) {
      return this.value(from, shape.addressEnd);
    }
    if (shape.letters + shape.digits === 0) {
      return this.joints(from, shape.end);
    }
    const { end, hash } = shape;
    const next = source.code(end);
    if (this.isKey(end, next)) {
      if (shape.isEncoded() && end + 1 >= source.limit) {
        return this.value(from, end + 1);
      }
      if (shape.letters > 0 && !isDigit(source.text.charCodeAt(from))) {
        tokens.key(hash, from, end);
        tokens.numbered[tokens.count - 1] = shape.digits > 0 ? 1 : 0;
        return end;
      }
    }
    const typeEnd = next === CODE.less ? source.typeEnd(end) : 0;
    if (typeEnd > 0) {
      return this.value(from, typeEnd);
    }
    const listEnd = next === CODE.comma && tokens.count > 0 ? source.gluedListEnd(end) : 0;
    if (listEnd > 0) {
      return this.value(from, listEnd);
    }
    if (isFieldEnd(next, end >= source.limit) && tokens.endsWithFieldKey()) {
      return this.value(from, end);
    }
    return shape.digits > 0 ? this.wordWithDigits(from, end) : this.plainWord(from, next);
  }

  private isKey(end: number, next: number): boolean {
    const { source } = this;
    return next === CODE.equals
      ? source.text.charCodeAt(end + 1) !== CODE.equals
      : next === CODE.space && source.isSpacedKey(end);
  }

  private wordWithDigits(from: number, end: number): number {
    const { shape, source, tokens } = this;
    if (!shape.isName()) {
      return this.value(from, end);
    }
    const text = shape.length <= LONGEST_FIXED_NAME ? source.text.slice(from, end) : '';
    if (text !== '' && FIXED_NAMES.has(text.toLowerCase())) {
      tokens.word(hashOf(text), from, end);
    } else {
      tokens.name(shape.hash, from, end);
    }
    return end;
  }

  private plainWord(from: number, next: number): number {
    const { shape, source, tokens } = this;
    const { end, hash, length } = shape;
    if (shape.hasDots() && next === CODE.colon) {
      const portEnd = source.portEnd(from, end);
      if (portEnd > 0) {
        return this.value(from, portEnd);
      }
    }
    if (shape.isValueWithoutDigits(next, tokens.count === 0) || VALUES.has(hash)) {
      return this.value(from, end);
    }
    if (tokens.endsWithVariable() && length <= LONGEST_UNIT) {
      if (UNIT.has(hash) || (STATUS.has(hash) && tokens.endsWithStatusNumber())) {
        tokens.stretch(end);
        return end;
      }
    }
    if (isDateHash(hash) && (tokens.endsWithVariable() || tokens.endsWithDate())) {
      return this.value(from, end);
    }
    tokens.word(hash, from, end);
    return end;
  }

  /** A lonely hyphen behind a value stands where another one is missing; other joints alone are marks. */
  private joints(from: number, end: number): number {
    const { source, tokens } = this;
    const isLone = end === from + 1 && source.code(end) === CODE.space;
    if (isLone && source.text.charCodeAt(from) === CODE.hyphen && tokens.endsWithVariable()) {
      tokens.stretch(end);
      return end;
    }
    if (isFieldEnd(source.code(end), end >= source.limit) && tokens.endsWithFieldKey()) {
      return this.value(from, end);
    }
    return this.run(from);
  }

  private value(from: number, end: number): number {
    this.tokens.variable(from, end);
    return end;
  }

  /** Several of the same mark are one: `...`, `*****`, `----`. */
  private run(from: number): number {
    const { source } = this;
    const { text, limit } = source;
    const code = text.charCodeAt(from);
    let at = from + 1;
    while (at < limit && text.charCodeAt(at) === code && !source.isVariableText(at)) {
      at += 1;
    }
    this.tokens.mark(code, from, at);
    return at;
  }

  private mark(at: number): number {
    const { source, tokens } = this;
    const { text } = source;
    const code = text.charCodeAt(at);
    if (code === CODE.less) {
      if (source.isVariableText(at)) {
        return this.value(at, at + 3);
      }
      if (isDigit(text.charCodeAt(at + 1))) {
        // "<1 sec"
        return at + 1;
      }
    }
    if (code === CODE.openSquare && text.startsWith(SECRET_MARK, at)) {
      const behind = source.behindBracket(at);
      if (behind > 0) {
        return this.value(at, behind);
      }
    }
    if (code === CODE.openSquare || code === CODE.openCurly) {
      const listEnd = source.wordListEnd(at + 1, code + 2);
      if (listEnd >= 0) {
        tokens.mark(code, at, at + 1);
        return this.value(at + 1, listEnd);
      }
    }
    const end = this.run(at);
    if (code === CODE.closeSquare || code === CODE.closeCurly) {
      tokens.unwrapValue();
    }
    return end;
  }

  private quoted(at: number): number {
    const { source, tokens } = this;
    const { text } = source;
    const quote = text.charCodeAt(at);
    const close = source.closingQuote(at, quote);
    if (close < 0) {
      return this.run(at);
    }
    const length = close - at - 1;
    const isDouble = quote === CODE.doubleQuote;
    if (
      isDouble &&
      text.charCodeAt(close + 1) === CODE.colon &&
      length > 0 &&
      length <= LONGEST_WORD &&
      this.isInObject(at)
    ) {
      return this.objectKey(at, close);
    }
    if (tokens.count === 0 && close + 1 < source.limit && text.lastIndexOf(' ', close) > at) {
      // A message that begins with a quoted sentence and goes on with its fields.
      this.quoteEnd = close;
      return at + 1;
    }
    const space = source.methodEnd(at + 1, close);
    if (space > 0) {
      tokens.word(hashOf(text.slice(at + 1, space)), at + 1, space);
      this.value(space + 1, close);
      return close + 1;
    }
    return this.value(at, close + 1);
  }

  private isInObject(at: number): boolean {
    let before = at - 1;
    while (before > 0 && this.source.text.charCodeAt(before) === CODE.space) {
      before -= 1;
    }
    const code = this.source.text.charCodeAt(before);
    return code === CODE.openCurly || code === CODE.comma;
  }

  /** `"key":value` of JSON; the sentence under `message` is read as text. */
  private objectKey(at: number, close: number): number {
    const { source, tokens } = this;
    const hash = hashOf(source.text.slice(at + 1, close));
    tokens.key(hash, at + 1, close);
    let value = this.run(close + 1);
    while (value < source.limit && source.text.charCodeAt(value) === CODE.space) {
      value += 1;
    }
    return TEXT_KEY.has(hash) ? this.beginText(value) : value;
  }

  /** What follows is read as text, quoted or not. */
  private beginText(at: number): number {
    const { source } = this;
    if (source.code(at) !== CODE.doubleQuote) {
      return at;
    }
    this.quoteEnd = source.closingQuote(at, CODE.doubleQuote);
    return at + 1;
  }

  private equals(at: number): number {
    const { source, tokens } = this;
    const { text } = source;
    const next = source.code(at + 1);
    const before = at > 0 ? text.charCodeAt(at - 1) : CODE.space;
    const isComparison = before === CODE.less || before === CODE.greater || before === CODE.exclamation;
    if (next === CODE.equals || next === CODE.greater || isComparison) {
      const end = next === CODE.equals || next === CODE.greater ? at + 2 : at + 1;
      tokens.mark(CODE.equals, at, end);
      return end;
    }
    const key = tokens.count - 1;
    const isText = key >= 0 && tokens.kind[key] === TOKEN.key && TEXT_KEY.has(tokens.hash[key] ?? 0);
    const after = this.run(at);
    if (isText && next !== CODE.space) {
      return this.beginText(after);
    }
    if (next === CODE.space) {
      return this.spacedValue(after, before === CODE.space);
    }
    return this.value(after, source.valueEnd(after, this.quoteEnd));
  }

  /** After "key = ": the next word, unless that is a key itself. After "key= ": nothing, the value is empty. */
  private spacedValue(after: number, isSpacedBefore: boolean): number {
    const { source } = this;
    let at = after;
    while (at < source.limit && source.text.charCodeAt(at) === CODE.space) {
      at += 1;
    }
    const end = isSpacedBefore && at < source.limit ? source.valueEnd(at, this.quoteEnd) : at;
    const isKey = this.isKey(end, source.code(end)) || source.text.slice(at, end).includes('=');
    if (end === at || isKey) {
      this.value(after, after);
      return at;
    }
    return this.value(at, end);
  }
}

function isFieldEnd(next: number, isEnd: boolean): boolean {
  return isEnd || next === CODE.comma || next === CODE.semicolon;
}
