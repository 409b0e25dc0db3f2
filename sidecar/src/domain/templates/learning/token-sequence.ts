import type { MessageScanner } from '../reading/message-scanner.ts';
import { SEPARATORS } from '../reading/token-buffer.ts';
import { shareA, shareB, TOKEN, VARIABLE_HASH } from '../reading/token-hash.ts';
import { DATE_WORDS } from '../reading/word-lists.ts';
import { isTelling, wordWeight } from './token-weight.ts';

export const VARIABLE_TEXT = '<*>';
/** What may stand at a place though it was never seen there. */
export const OPEN = { no: 0, name: 1, anything: 2 } as const;

export interface Token {
  readonly hash: number;
  readonly kind: number;
  readonly text: string;
  readonly spaceBefore: boolean;
  /** A name with digits that do not count: eth0. */
  readonly numbered: boolean;
  readonly open: number;
  /** How much it tells as one of several words at its place (token-weight.ts). */
  readonly weight: number;
  /** Whether it carries meaning for what stands around it. */
  readonly isTelling: boolean;
}

/** The tokens of a template: what the scanner found, kept. */
export interface TokenSequence {
  readonly tokens: readonly Token[];
  readonly a: number;
  readonly b: number;
}

export function keepSequence({ tokens: found, a, b }: MessageScanner, message: string): TokenSequence {
  const tokens: Token[] = [];
  for (let place = 0; place < found.count; place += 1) {
    const start = found.start[place] ?? 0;
    const kind = found.kind[place] ?? TOKEN.word;
    const text = kind === TOKEN.variable ? VARIABLE_TEXT : detached(message.slice(start, found.end[place]));
    const numbered = found.numbered[place] === 1;
    const shown = numbered ? generalName(text) : text;
    tokens.push({
      hash: found.hash[place] ?? 0,
      kind,
      text: shown,
      spaceBefore: place > 0 && hasSpace(message, found.end[place - 1] ?? 0, start),
      numbered,
      open: OPEN.no,
      weight: wordWeight({ kind, text: shown, numbered }),
      isTelling: isTelling({ kind, text: shown }),
    });
  }
  return { tokens, a, b };
}

/** A copy: a slice would keep the whole message alive. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

function hasSpace(message: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (message.charCodeAt(at) <= 0x20) {
      return true;
    }
  }
  return false;
}

const DIGITS = /\d+/g;

/** `eth0` as `eth<*>`. */
function generalName(text: string): string {
  return text.replace(DIGITS, VARIABLE_TEXT);
}

const VARIABLE = {
  hash: VARIABLE_HASH,
  kind: TOKEN.variable,
  text: VARIABLE_TEXT,
  numbered: false,
  weight: 0,
  isTelling: false,
} as const;

export function variableToken({ spaceBefore }: Token, open: number): Token {
  return { ...VARIABLE, spaceBefore, open };
}

/** With variables that have come to stand beside each other as one, as the scanner would read the text. */
export function collapse(tokens: readonly Token[]): TokenSequence {
  const kept: Token[] = [];
  for (const token of tokens) {
    if (token.kind === TOKEN.variable) {
      keepVariable(kept, token);
      continue;
    }
    kept.push(token);
    const value = wrappedValue(kept);
    if (value !== null) {
      kept.length -= 3;
      keepVariable(kept, value);
    }
  }
  return sequenceOf(kept);
}

function keepVariable(kept: Token[], token: Token): void {
  let { spaceBefore } = token;
  while (isDate(kept.at(-1))) {
    spaceBefore = kept.pop()?.spaceBefore ?? false;
  }
  let last = kept.length - 1;
  for (let marks = 0; marks < 2 && isSeparator(kept[last]); marks += 1) {
    last -= 1;
  }
  const before = kept[last];
  if (before?.kind === TOKEN.variable) {
    kept.length = last;
    kept.push({ ...before, open: Math.max(before.open, token.open) });
  } else {
    kept.push({ ...token, spaceBefore });
  }
}

/** `: [<*>]` and `: {<*>}` at the end of what is kept: the value, else null. */
function wrappedValue(kept: readonly Token[]): Token | null {
  const [colon, open, value, close] = kept.slice(-4);
  const isWrapped =
    close?.kind === TOKEN.mark && (close.text === ']' || close.text === '}') && open?.kind === TOKEN.mark;
  const isValue = colon?.kind === TOKEN.mark && colon.text === ':' && value?.kind === TOKEN.variable;
  return isWrapped && isValue ? { ...value, spaceBefore: open.spaceBefore } : null;
}

function isSeparator(token: Token | undefined): boolean {
  return token !== undefined && token.kind === TOKEN.mark && SEPARATORS.includes(token.text.charAt(0));
}

function isDate(token: Token | undefined): boolean {
  return token !== undefined && token.kind === TOKEN.word && DATE_WORDS.has(token.text);
}

function sequenceOf(tokens: readonly Token[]): TokenSequence {
  let a = tokens.length;
  let b = tokens.length;
  tokens.forEach(({ hash }, place) => {
    a = (a + shareA(hash, place)) | 0;
    b = (b + shareB(hash, place)) | 0;
  });
  return { tokens, a, b };
}

/** As people read it. Read by the scanner again it gives the same tokens: so a variable never touches a word. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text, kind, spaceBefore }, place) => {
      const before = tokens[place - 1];
      const touches = kind === TOKEN.variable && (before?.kind === TOKEN.word || before?.kind === TOKEN.key);
      return spaceBefore || touches ? ` ${text}` : text;
    })
    .join('');
}
