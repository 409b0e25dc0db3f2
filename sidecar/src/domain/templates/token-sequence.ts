import { DATE_WORDS } from './word-lists.ts';
import { shareA, shareB, TOKEN, VARIABLE_HASH, type MessageScanner } from './message-scanner.ts';

export const VARIABLE_TEXT = '<*>';

export interface Token {
  readonly hash: number;
  readonly kind: number;
  readonly text: string;
  readonly spaceBefore: boolean;
  /** Of the digits in a name (eth0); 0 where there are none. */
  readonly nameDigits: number;
  /** What may stand here though it was never seen here. */
  readonly open: number;
}

export const OPEN = { no: 0, name: 1, anything: 2 } as const;

/** The tokens of a template: what the scanner found, kept. */
export interface TokenSequence {
  readonly tokens: readonly Token[];
  readonly a: number;
  readonly b: number;
}

export function keepSequence(scanner: MessageScanner, message: string): TokenSequence {
  const tokens: Token[] = [];
  for (let place = 0; place < scanner.count; place += 1) {
    const start = scanner.start[place] ?? 0;
    const kind = scanner.kind[place] ?? TOKEN.word;
    const previousEnd = place === 0 ? start : (scanner.end[place - 1] ?? 0);
    tokens.push({
      hash: scanner.hash[place] ?? 0,
      kind,
      // A copy: a slice would keep the whole message alive.
      text: kind === TOKEN.variable ? VARIABLE_TEXT : detached(message.slice(start, scanner.end[place])),
      spaceBefore: place > 0 && hasSpace(message, previousEnd, start),
      nameDigits: scanner.nameDigits[place] ?? 0,
      open: OPEN.no,
    });
  }
  return { tokens, a: scanner.a, b: scanner.b };
}

function hasSpace(message: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (message.charCodeAt(at) <= 0x20) {
      return true;
    }
  }
  return false;
}

function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

export function variableToken({ spaceBefore }: Token, open: number): Token {
  return { hash: VARIABLE_HASH, kind: TOKEN.variable, text: VARIABLE_TEXT, spaceBefore, nameDigits: 0, open };
}

const SEPARATORS = new Set(',;:/-|+.#~&*_');

/** The same with variables that have come to stand beside each other as one, as the scanner would have read it. */
export function collapse(tokens: readonly Token[]): TokenSequence {
  const kept: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== TOKEN.variable) {
      kept.push(token);
      continue;
    }
    let begin = token;
    while (isDate(kept.at(-1))) {
      begin = { ...token, spaceBefore: kept.pop()?.spaceBefore ?? false };
    }
    let last = kept.length - 1;
    for (let marks = 0; marks < 2 && isSeparator(kept[last]); marks += 1) {
      last -= 1;
    }
    const merged = kept[last];
    if (merged?.kind === TOKEN.variable) {
      kept.length = last;
      kept.push({ ...merged, open: Math.max(merged.open, token.open) });
    } else {
      kept.push(begin);
    }
  }
  return sequenceOf(kept);
}

function isSeparator(token: Token | undefined): boolean {
  return token !== undefined && token.kind === TOKEN.mark && SEPARATORS.has(token.text.charAt(0));
}

function isDate(token: Token | undefined): boolean {
  return token !== undefined && token.kind === TOKEN.word && DATE_WORDS.has(token.text);
}

export function sequenceOf(tokens: readonly Token[]): TokenSequence {
  let a = tokens.length;
  let b = tokens.length;
  tokens.forEach(({ hash }, place) => {
    a = (a + shareA(hash, place)) | 0;
    b = (b + shareB(hash, place)) | 0;
  });
  return { tokens, a, b };
}

/** As people read it; digits of names stand where all lines had the same. */
export function textOf(tokens: readonly Token[], digitsVary: (place: number) => boolean): string {
  return tokens
    .map(({ text, spaceBefore, nameDigits }, place) => {
      const shown = nameDigits !== 0 && digitsVary(place) ? generalName(text) : text;
      return spaceBefore ? ` ${shown}` : shown;
    })
    .join('');
}

const NAME_DIGITS = /\d+|<\*>/g;

/** `eth0` as `eth<*>`. */
export function generalName(text: string): string {
  return text.replace(NAME_DIGITS, VARIABLE_TEXT);
}
