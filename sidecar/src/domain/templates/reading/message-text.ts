import {
  CHARACTER,
  characterClass,
  CODE,
  isDigit,
  isHexCharacter,
  isLetter,
  isWordCharacter,
  isWordPart,
} from './character-classes.ts';
import { HTTP_METHODS } from './word-lists.ts';

/** Beyond is not read. */
export const MAX_CHARACTERS = 4096;
/** How far the end of a bracket is looked for. */
const BRACKET_REACH = 200;
const LONGEST_METHOD = 7;
const LONGEST_PORT = 5;
const LONGEST_TYPE = 48;

/**
 * Where things end in one message. Every search is bounded or its failure is remembered, so that all of them together
 * take time in proportion to the length of the message.
 */
export class MessageText {
  text = '';
  limit = 0;
  private noMoreQuotes = 0;
  private noMoreBrackets = 0;

  set(text: string): void {
    this.text = text;
    this.limit = text.length < MAX_CHARACTERS ? text.length : MAX_CHARACTERS;
    this.noMoreQuotes = 0;
    this.noMoreBrackets = 0;
  }

  /** The character, or a space at the end. */
  code(at: number): number {
    return at < this.limit ? this.text.charCodeAt(at) : CODE.space;
  }

  /** `<*>` */
  isVariableText(at: number): boolean {
    const { text } = this;
    return (
      text.charCodeAt(at) === CODE.less &&
      text.charCodeAt(at + 1) === CODE.star &&
      text.charCodeAt(at + 2) === CODE.greater
    );
  }

  /** The closing quote, or -1. Within words a single quote is an apostrophe. */
  closingQuote(at: number, quote: number): number {
    const { text, limit } = this;
    const bit = quote === CODE.doubleQuote ? 1 : quote === CODE.singleQuote ? 2 : 4;
    const isDouble = quote === CODE.doubleQuote;
    if ((this.noMoreQuotes & bit) !== 0 || (!isDouble && at > 0 && isWordCharacter(text.charCodeAt(at - 1)))) {
      return -1;
    }
    for (let end = at + 1; end < limit; end += 1) {
      const code = text.charCodeAt(end);
      if (code === CODE.backslash) {
        end += 1;
      } else if (code === quote && (isDouble || !isWordCharacter(text.charCodeAt(end + 1)))) {
        return end;
      }
    }
    this.noMoreQuotes |= bit;
    return -1;
  }

  /** The place behind the bracket that closes the one at `at`, or 0. */
  behindBracket(at: number): number {
    const { text } = this;
    const open = text.charCodeAt(at);
    const bit = open === CODE.openRound ? 1 : open === CODE.openSquare ? 2 : 4;
    if ((this.noMoreBrackets & bit) !== 0) {
      return 0;
    }
    const close = open === CODE.openRound ? CODE.closeRound : open + 2;
    const limit = Math.min(this.limit, at + BRACKET_REACH);
    let depth = 0;
    for (let place = at; place < limit; place += 1) {
      const code = text.charCodeAt(place);
      depth += code === open ? 1 : code === close ? -1 : 0;
      if (depth === 0) {
        return place + 1;
      }
    }
    this.noMoreBrackets |= bit;
    return 0;
  }

  /** The end of `a, b, c]`, or of nothing at all; -1 where something else or a single word stands in the brackets. */
  wordListEnd(from: number, close: number): number {
    const limit = Math.min(this.limit, from + BRACKET_REACH);
    let commas = 0;
    let words = 0;
    let before: number = CODE.space;
    for (let at = from; at < limit; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === close) {
        return at === from || (commas > 0 && words === 1) ? at : -1;
      }
      if (isWordPart(code)) {
        words += before === CODE.space || before === CODE.comma ? 1 : 0;
      } else if (code === CODE.comma && words === 1) {
        commas += 1;
        words = 0;
      } else if (code !== CODE.space) {
        return -1;
      }
      if (words > 1) {
        return -1;
      }
      before = code;
    }
    return -1;
  }

  /** The end of `prod,eu` in a sentence, or 0; not of `first,then go`, where a comma merely lacks its space. */
  gluedListEnd(comma: number): number {
    const { text, limit } = this;
    let at = comma;
    while (at < limit && text.charCodeAt(at) === CODE.comma && isWordCharacter(text.charCodeAt(at + 1))) {
      at += 1;
      while (at < limit && isWordPart(text.charCodeAt(at))) {
        at += 1;
      }
    }
    const after = this.code(at);
    const isList = after !== CODE.colon && after !== CODE.equals && after !== CODE.comma;
    return isList && text.charCodeAt(at + 1) !== CODE.equals && at > comma + 1 ? at : 0;
  }

  /** The end of `Map<string, Order>`, whose `<` is at the given place; or 0. */
  typeEnd(less: number): number {
    if (characterClass(this.text.charCodeAt(less + 1)) !== CHARACTER.letter) {
      return 0;
    }
    const limit = Math.min(this.limit, less + LONGEST_TYPE);
    for (let at = less + 1; at < limit; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === CODE.greater) {
        return at + 1;
      }
      if (code !== CODE.comma && code !== CODE.space && !isWordPart(code)) {
        return 0;
      }
    }
    return 0;
  }

  /** A value reaches to the next space or closing mark; what stands in brackets or quotes glued to it belongs to it. */
  valueEnd(from: number, stop: number): number {
    const { text, limit } = this;
    let at = from;
    while (at < limit && at !== stop) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === CHARACTER.quote) {
        const close = at === from ? this.closingQuote(at, code) : -1;
        at = close > 0 ? close + 1 : at + 1;
      } else if (code === CODE.openSquare || code === CODE.openCurly || code === CODE.openRound) {
        at = this.behindBracket(at) || at + 1;
      } else if (kind === CHARACTER.space || isClosing(code) || (isListMark(code) && !this.listGoesOn(at))) {
        break;
      } else {
        at += 1;
      }
    }
    while (at > from + 1 && text.charCodeAt(at - 1) === CODE.dot) {
      at -= 1;
    }
    return at;
  }

  /** "key = value": a lonely equals sign behind the space at `space`. */
  isSpacedKey(space: number): boolean {
    const after = this.text.charCodeAt(space + 2);
    return this.text.charCodeAt(space + 1) === CODE.equals && after !== CODE.equals && after !== CODE.greater;
  }

  /** `"GET /orders HTTP/1.1"`: the space after the method, which tells more than the rest; or 0. */
  methodEnd(from: number, close: number): number {
    for (let at = from; at < close && at <= from + LONGEST_METHOD; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === CODE.space) {
        return HTTP_METHODS.has(this.text.slice(from, at)) ? at : 0;
      }
      if (code < 0x41 || code > 0x5a) {
        return 0;
      }
    }
    return 0;
  }

  /** The end of the address whose scheme or drive ends at the colon. */
  addressEnd(colon: number): number {
    const { text, limit } = this;
    let at = colon + 1;
    let open = 0;
    for (; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      // `http://[::1]:80/`, and the mark of a redacted password.
      open += code === CODE.openSquare ? 1 : code === CODE.closeSquare ? -1 : 0;
      const isOut = code === CODE.less || code === CODE.greater || code === CODE.comma || open < 0;
      const isEnd = code === CODE.closeRound || code === CODE.closeCurly;
      if (isOut || isEnd || kind === CHARACTER.space || kind === CHARACTER.quote) {
        break;
      }
    }
    while (at > colon + 1 && (text.charCodeAt(at - 1) === CODE.dot || text.charCodeAt(at - 1) === CODE.colon)) {
      at -= 1;
    }
    return at;
  }

  /** The end of the port in `shop.example.com:8080`, or 0; hosts have no capitals, as names of fields may have. */
  portEnd(from: number, colon: number): number {
    for (let at = from; at < colon; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code >= 0x41 && code <= 0x5a) {
        return 0;
      }
    }
    let at = colon + 1;
    while (at <= colon + LONGEST_PORT && isDigit(this.text.charCodeAt(at))) {
      at += 1;
    }
    return at > colon + 2 && !isWordCharacter(this.text.charCodeAt(at)) ? at : 0;
  }

  isScheme(colon: number): boolean {
    return this.text.charCodeAt(colon + 1) === CODE.slash && this.text.charCodeAt(colon + 2) === CODE.slash;
  }

  /** `C:\…` */
  isDrive(from: number, colon: number): boolean {
    const next = this.text.charCodeAt(colon + 1);
    return (
      colon === from + 1 && isLetter(this.text.charCodeAt(from)) && (next === CODE.backslash || next === CODE.slash)
    );
  }

  /** `10.0.0.1:80`, `12:30:01`, `fe80::1`, `aa:bb:cc` go on after their colons; `key:value` does not. */
  goesOnAfterColon(from: number, colon: number, numeric: number): boolean {
    const { text } = this;
    const next = text.charCodeAt(colon + 1);
    const isHexBefore = isHexCharacter(text.charCodeAt(colon - 1));
    if (numeric > 0 && isDigit(next)) {
      return true;
    }
    if (next === CODE.colon && isHexBefore && numeric > 0) {
      const beyond = text.charCodeAt(colon + 2);
      return isHexCharacter(beyond) || !isWordCharacter(beyond);
    }
    if (text.charCodeAt(colon - 1) === CODE.colon) {
      return isHexCharacter(next);
    }
    return (numeric > 1 && this.isHexGroup(colon + 1)) || this.isPairOfHexPairs(from, colon);
  }

  /** Up to four hexadecimal digits and another colon: inside of an IPv6 address. */
  private isHexGroup(from: number): boolean {
    let at = from;
    while (at < from + 4 && isHexCharacter(this.text.charCodeAt(at))) {
      at += 1;
    }
    return at > from && this.text.charCodeAt(at) === CODE.colon;
  }

  /** Two hexadecimal digits on both sides: inside of a hardware address. */
  private isPairOfHexPairs(from: number, colon: number): boolean {
    const { text } = this;
    return (
      colon - from >= 2 &&
      isHexCharacter(text.charCodeAt(colon - 1)) &&
      isHexCharacter(text.charCodeAt(colon - 2)) &&
      (colon - from === 2 || text.charCodeAt(colon - 3) === CODE.colon) &&
      isHexCharacter(text.charCodeAt(colon + 1)) &&
      isHexCharacter(text.charCodeAt(colon + 2)) &&
      !isWordCharacter(text.charCodeAt(colon + 3))
    );
  }

  /** `1,2,3` is one value; `a=1,b=2` are two. */
  private listGoesOn(comma: number): boolean {
    let at = comma + 1;
    while (at < this.limit && isWordPart(this.text.charCodeAt(at))) {
      at += 1;
    }
    const kind = characterClass(this.code(at));
    const isSpaced = kind === CHARACTER.space && this.text.charCodeAt(at + 1) === CODE.equals;
    const isKey = kind === CHARACTER.equals || kind === CHARACTER.colon || isSpaced;
    return at > comma + 1 && !isKey;
  }
}

function isClosing(code: number): boolean {
  return code === CODE.closeRound || code === CODE.closeSquare || code === CODE.closeCurly;
}

function isListMark(code: number): boolean {
  return code === CODE.comma || code === CODE.semicolon;
}
