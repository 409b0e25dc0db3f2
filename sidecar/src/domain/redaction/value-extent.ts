import { afterMark } from './secret-kinds.ts';

/** Where the value begins and ends that follows `password=`, in JSON, logfmt, headers, query strings or plain text. */
export interface ValueExtent {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

export type Reach = 'word' | 'credentials' | 'cookie';

const BACKSLASH = 0x5c;
const NEW_LINE = 0x0a;
const ENDS_WORD = /[\s&"'`<>]/;
/** After a comma or semicolon with this behind it another pair begins. */
const NEXT_PAIR = /[,;]\s{0,3}["']?[A-Za-z_][\w.-]{0,40}["']?\s?[=:]/y;
const TRAILING = /[,;)}\].]/;
const SCHEME = /[A-Za-z][\w-]{2,20}[ \t]{1,3}(?=[^\s])/y;
const COOKIE_PAIR = /[\w.-]{1,64}=/y;
const SEVERAL_PARTS = /^(?:digest|aws4-hmac-sha256|signature|hawk)/i;
const ENDS_LINE = /["\n\r]/g;
const MAX_LIST_LENGTH = 1000;

/**
 * Finds values in one text, asked from left to right. Values may overlap (a key inside of a value), so ends that were
 * found are kept: no part of the text is read more than once for the same question.
 */
export class ValueFinder {
  private readonly text: string;
  private line = { from: -1, end: -1 };
  private word = { from: -1, end: -1, trimmed: -1 };

  constructor(text: string) {
    this.text = text;
  }

  find(start: number, reach: Reach): ValueExtent {
    const { text } = this;
    const quote = openingQuote(text, start);
    if (quote !== null) {
      return { start: quote.end, end: closingQuote(text, quote), quoted: true };
    }
    if (text[start] === '[' && afterMark(text, start) === start) {
      return { start: start + 1, end: this.listEnd(start + 1), quoted: false };
    }
    return { start, end: this.plainEnd(start, reach), quoted: false };
  }

  private plainEnd(start: number, reach: Reach): number {
    if (reach === 'cookie' && fitsAt(COOKIE_PAIR, this.text, start) !== null) {
      return this.lineEnd(start);
    }
    const scheme = reach === 'credentials' ? fitsAt(SCHEME, this.text, start) : null;
    if (scheme !== null) {
      return SEVERAL_PARTS.test(scheme) ? this.lineEnd(start) : this.wordEnd(start + scheme.length);
    }
    return this.wordEnd(start);
  }

  private lineEnd(start: number): number {
    if (start < this.line.from || start > this.line.end) {
      ENDS_LINE.lastIndex = start;
      this.line = { from: start, end: ENDS_LINE.exec(this.text)?.index ?? this.text.length };
    }
    return this.line.end;
  }

  private listEnd(start: number): number {
    const marked = afterMark(this.text, start);
    if (marked !== start) {
      return marked;
    }
    const close = this.text.slice(start, start + MAX_LIST_LENGTH).indexOf(']');
    return close === -1 ? this.wordEnd(start) : start + close;
  }

  private wordEnd(start: number): number {
    if (start < this.word.from || start > this.word.end) {
      const end = rawWordEnd(this.text, start);
      this.word = { from: start, end, trimmed: trimmedEnd(this.text, start, end) };
    }
    return Math.max(afterMark(this.text, start), this.word.trimmed);
  }
}

function fitsAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

interface Quote {
  readonly end: number;
  readonly code: number;
  readonly backslashes: number;
}

/** A quote, or one inside of a quoted text: `\"`. */
function openingQuote(text: string, start: number): Quote | null {
  let at = start;
  while (at < start + 8 && text.charCodeAt(at) === BACKSLASH) {
    at += 1;
  }
  const code = text.charCodeAt(at);
  const isQuote = code === 0x22 || code === 0x27 || code === 0x60;
  return isQuote ? { end: at + 1, code, backslashes: at - start } : null;
}

/** The closing quote carries as many backslashes as the opening one; without any the line ends the value. */
function closingQuote(text: string, quote: Quote): number {
  let backslashes = 0;
  for (let at = quote.end; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEW_LINE) {
      return at;
    }
    if (code === quote.code && closes(backslashes, quote.backslashes)) {
      return at - Math.min(backslashes, quote.backslashes);
    }
    backslashes = code === BACKSLASH ? backslashes + 1 : 0;
  }
  return text.length;
}

function closes(found: number, opening: number): boolean {
  return opening === 0 ? found % 2 === 0 : found <= opening;
}

function rawWordEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length && !ENDS_WORD.test(text.charAt(at)); at += 1) {
    const code = text.charCodeAt(at);
    if ((code === 0x2c || code === 0x3b) && fitsAt(NEXT_PAIR, text, at) !== null) {
      break;
    }
  }
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && TRAILING.test(text.charAt(at - 1)) && afterMark(text, text.lastIndexOf('[', at - 1)) !== at) {
    at -= 1;
  }
  return at;
}
