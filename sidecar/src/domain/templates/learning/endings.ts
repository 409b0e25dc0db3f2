import { TOKEN } from '../reading/token-hash.ts';
import type { Extent } from './spans.ts';
import { OPEN, type Token } from './token-sequence.ts';
import { isMark, placeFactor } from './token-weight.ts';

/**
 * How many different texts make a place variable where anything may stand, by the words before: "note: …" is a text of
 * its own for long, "payment 77 declined by stripe: …" gives a reason.
 */
const DIFFERENT_TEXTS = [Infinity, 20, 5, 3, 3, 3] as const;
const VARIABLE_AS_WORD = 0.5;
/** "usb 1-2: …" names who speaks; with more words before it a value tells something. */
const WORDS_OF_A_SENTENCE = 4;
const WORDS_BEFORE_BRACKET = 2;
/** Before a text that has colons itself. */
const WORDS_BEFORE_COLONS = 3;
const LONGEST_TEXT = 24;
const LIST_WEIGHT = 0.4;
const LONGEST_LIST = 32;
/** Where every fourth token is a key, it is a list of fields. */
const TOKENS_A_FIELD = 4;

const ENDS_LIST = new Set([';', '.', ')', ']', '}']);
const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** Texts behind a colon or in brackets that may be anything: reasons, what somebody typed, lists of counts. */
export function endingsOf(tokens: readonly Token[], telling: number): Extent[] {
  const endings: Extent[] = [];
  let words = 0;
  tokens.forEach((token, place) => {
    words += token.kind === TOKEN.variable ? VARIABLE_AS_WORD : token.isTelling ? 1 : 0;
    if (token.kind === TOKEN.mark && OPENING.has(token.text) && words >= WORDS_BEFORE_BRACKET) {
      endings.push(...inBrackets(tokens, place, words));
    } else if (isMark(token, ':')) {
      endings.push(...behindColon(tokens, place, { words, telling }));
    }
  });
  return endings;
}

function inBrackets(tokens: readonly Token[], bracket: number, words: number): Extent[] {
  const from = bracket + 1;
  const to = textEnd(tokens, from);
  const isClosed = tokens[to]?.kind === TOKEN.mark && CLOSING.has(tokens[to].text);
  const isWord = to === from + 1 && (tokens[from]?.weight ?? 0) > 0;
  if (!isClosed || isWord || to <= from || to - from >= LONGEST_TEXT) {
    return [];
  }
  return [{ from, to, weight: weightOf(words), open: OPEN.anything }];
}

interface Counted {
  /** Before the colon. */
  readonly words: number;
  /** In the whole message. */
  readonly telling: number;
}

function behindColon(tokens: readonly Token[], colon: number, { words, telling }: Counted): Extent[] {
  const from = colon + 1;
  const extents: Extent[] = [];
  const list = listEnd(tokens, from);
  if (list > from) {
    extents.push({ from, to: list, weight: LIST_WEIGHT, open: OPEN.anything });
  }
  const to = textEnd(tokens, from);
  const isIdentity = tokens[colon - 1]?.kind === TOKEN.variable && words < WORDS_OF_A_SENTENCE;
  const told = Math.floor(words) - (isIdentity ? 1 : 0);
  const hasColons = hasOuterColon(tokens, from, to);
  if (to <= from || to === list || to - from > LONGEST_TEXT || (hasColons && told < WORDS_BEFORE_COLONS)) {
    return extents;
  }
  const first = tokens[from];
  // A single word behind the colon tells as a word, too.
  const alone = first === undefined || to !== from + 1 ? 0 : first.weight * placeFactor(tokens, from, telling);
  const weight = Math.max(weightOf(told), alone);
  return weight > 0 ? [...extents, { from, to, weight, open: OPEN.anything }] : extents;
}

function weightOf(words: number): number {
  return 1 / (DIFFERENT_TEXTS[Math.min(Math.max(Math.floor(words), 0), DIFFERENT_TEXTS.length - 1)] ?? Infinity);
}

function hasOuterColon(tokens: readonly Token[], from: number, to: number): boolean {
  let depth = 0;
  for (const token of tokens.slice(from, to)) {
    const text = token.kind === TOKEN.mark ? token.text : '';
    depth += OPENING.has(text) ? 1 : CLOSING.has(text) ? -1 : 0;
    if (depth === 0 && text === ':' && !token.spaceBefore) {
      return true;
    }
  }
  return false;
}

/** To the bracket that closes around it, or to the end; a list of fields is no text. */
function textEnd(tokens: readonly Token[], from: number): number {
  let depth = 0;
  let keys = 0;
  let end = from;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end];
    keys += token?.kind === TOKEN.key ? 1 : 0;
    const text = token?.kind === TOKEN.mark ? token.text : '';
    depth += OPENING.has(text) ? 1 : CLOSING.has(text) ? -1 : 0;
    if (depth < 0) {
      break;
    }
  }
  end = end === tokens.length && isMark(tokens.at(-1), '.') ? end - 1 : end;
  return keys <= 1 || keys * TOKENS_A_FIELD < end - from ? end : from;
}

/** `3 running, 2 waiting`: counts with their nouns, as many as there are. */
function listEnd(tokens: readonly Token[], from: number): number {
  let words = 0;
  let place = from;
  for (; place < tokens.length && place - from < LONGEST_LIST; place += 1) {
    const kind = tokens[place]?.kind;
    const isComma = isMark(tokens[place], ',') && tokens[place + 1]?.kind === TOKEN.variable;
    words += kind === TOKEN.word ? 1 : 0;
    if (kind !== TOKEN.word && kind !== TOKEN.variable && !isComma) {
      break;
    }
  }
  const stop = tokens[place];
  const ends = stop === undefined || (stop.kind === TOKEN.mark && ENDS_LIST.has(stop.text));
  return tokens[from]?.kind === TOKEN.variable && words > 0 && ends ? place : from;
}
