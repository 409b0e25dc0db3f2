import { shareA, shareB, TOKEN, VARIABLE_HASH } from './message-scanner.ts';
import { OPEN, type Token, type TokenSequence } from './token-sequence.ts';
import { placeFactor, wordWeight } from './token-weight.ts';
import { FUNCTION_WORDS } from './word-lists.ts';

/** A span of a sequence that may be a value, how much it tells, and the sums of the sequence without it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** What may stand there when it is found variable. */
  readonly open: number;
  readonly a: number;
  readonly b: number;
}

const LONGEST_NAME = 4;
const NAME_OF_SEVERAL = 0.8;
/** Longer sequences are looked at word by word only: what is left out would cost the square of their length. */
const LONGEST_FOR_SPANS = 48;
const LONGEST_TAIL = 14;
/** How many different endings make an ending variable, by the words before it. */
const ENDINGS = [Infinity, 25, 8, 5, 4, 3] as const;
const LEAST_NAME_WEIGHT = 0.17;
const LIST_WEIGHT = 0.4;
const LONGEST_LIST = 32;
const VARIABLE_AS_WORD = 0.5;
/** "usb 1-2: …" names who speaks, "job 7 of alice failed on node 3: …" tells something. */
const WORDS_OF_A_SENTENCE = 4;
const WORDS_BEFORE_BRACKET = 2;
/** Before a text that has colons itself. */
const WORDS_BEFORE_COLONS = 3;
/** Where every fourth token is a key, it is a list of fields. */
const TOKENS_A_FIELD = 4;

/** Words that were found to be values elsewhere. */
export type KnownValues = ReadonlySet<number>;

export function spansOf({ tokens, a, b }: TokenSequence): Span[] {
  const spans: Span[] = [];
  for (let place = 0; place < tokens.length; place += 1) {
    const token = tokens[place];
    const weight = token === undefined ? 0 : wordWeight(token) * placeFactor(tokens, place);
    if (token !== undefined && weight > 0) {
      spans.push({
        from: place,
        to: place + 1,
        weight,
        open: OPEN.name,
        a: (a + shareA(VARIABLE_HASH, place) - shareA(token.hash, place)) | 0,
        b: (b + shareB(VARIABLE_HASH, place) - shareB(token.hash, place)) | 0,
      });
    }
  }
  if (tokens.length <= LONGEST_FOR_SPANS) {
    addNames(tokens, spans);
    addTail(tokens, spans);
  }
  return spans;
}

/** Names of several words, or glued of several: "customer Maria del Mar accepted", "task reindex:orders". */
function addNames(tokens: readonly Token[], spans: Span[]): void {
  for (let from = 0; from < tokens.length; from += 1) {
    let weight = 1;
    for (let to = from + 1; to <= Math.min(tokens.length, from + LONGEST_NAME); to += 1) {
      const token = tokens[to - 1];
      const isGlue =
        token?.kind === TOKEN.mark &&
        token.text === ':' &&
        !token.spaceBefore &&
        to > from + 1 &&
        tokens[to]?.spaceBefore === false;
      if (isGlue) {
        continue;
      }
      const isGlued = tokens[to - 2]?.kind === TOKEN.mark && token?.spaceBefore === false;
      if (token === undefined || (token.kind !== TOKEN.word && !(isGlued && token.kind === TOKEN.variable))) {
        break;
      }
      weight = token.kind === TOKEN.word ? Math.min(weight, wordWeight(token)) : weight;
      if (weight < LEAST_NAME_WEIGHT) {
        break;
      }
      const isBeside = tokens[from - 1]?.kind === TOKEN.variable || tokens[to]?.kind === TOKEN.variable;
      if (to > from + 1 && !isBeside) {
        const sums = sumsWithout(tokens, from, to);
        spans.push({
          from,
          to,
          weight: weight * NAME_OF_SEVERAL * placeFactor(tokens, from),
          open: OPEN.name,
          ...sums,
        });
      }
    }
  }
}

/** What follows a colon that has enough words before it: a reason, what somebody typed, a list of counts. */
function addTail(tokens: readonly Token[], spans: Span[]): void {
  let words = 0;
  for (let place = 0; place < tokens.length - 1; place += 1) {
    const token = tokens[place];
    if (token?.kind === TOKEN.word || token?.kind === TOKEN.key) {
      words += FUNCTION_WORDS.has(token.text.toLowerCase()) ? 0 : 1;
    }
    words += token?.kind === TOKEN.variable ? VARIABLE_AS_WORD : 0;
    if (token?.kind === TOKEN.mark && OPENING.has(token.text) && words >= WORDS_BEFORE_BRACKET) {
      const close = tailEnd(tokens, place + 1);
      const told = Math.min(Math.floor(words), ENDINGS.length - 1);
      if (
        close > place + 1 &&
        close < tokens.length &&
        close - place <= LONGEST_TAIL &&
        CLOSING.has(tokens[close]?.text ?? '')
      ) {
        const weight = 1 / (ENDINGS[told] ?? Infinity);
        const same = spans.some((span) => span.from === place + 1 && span.to === close);
        if (!same) {
          spans.push({
            from: place + 1,
            to: close,
            weight,
            open: OPEN.anything,
            ...sumsWithout(tokens, place + 1, close),
          });
        }
      }
    }
    if (token?.kind !== TOKEN.mark || token.text !== ':') {
      continue;
    }
    const from = place + 1;
    const list = listEnd(tokens, from);
    if (list > from) {
      spans.push({ from, to: list, weight: LIST_WEIGHT, open: OPEN.anything, ...sumsWithout(tokens, from, list) });
    }
    const to = tailEnd(tokens, from);
    if (to <= from || to - from > LONGEST_TAIL || to === list) {
      continue;
    }
    const isIdentity = tokens[place - 1]?.kind === TOKEN.variable && words < WORDS_OF_A_SENTENCE;
    const told = Math.floor(words) - (isIdentity ? 1 : 0);
    if (
      told < WORDS_BEFORE_COLONS &&
      tokens.slice(from, to).some(({ text, spaceBefore }) => text === ':' && !spaceBefore)
    ) {
      continue;
    }
    const weight = 1 / (ENDINGS[Math.min(Math.max(told, 0), ENDINGS.length - 1)] ?? Infinity);
    const sums = sumsWithout(tokens, from, to);
    const same = spans.findIndex((span) => span.from === from && span.to === to);
    if (same !== -1) {
      spans.splice(same, 1, {
        from,
        to,
        weight: Math.max(weight, spans[same]?.weight ?? 0),
        open: OPEN.anything,
        ...sums,
      });
    } else if (weight > 0) {
      spans.push({ from, to, weight, open: OPEN.anything, ...sums });
    }
  }
}

/** To the bracket that closes around it, or to the end. Fields are no tail. */
function tailEnd(tokens: readonly Token[], from: number): number {
  let depth = 0;
  let keys = 0;
  for (let place = from; place < tokens.length; place += 1) {
    const token = tokens[place];
    keys += token?.kind === TOKEN.key ? 1 : 0;
    if (token?.kind === TOKEN.mark) {
      depth += OPENING.has(token.text) ? 1 : 0;
      if (CLOSING.has(token.text)) {
        if (depth === 0) {
          return keys <= 1 || keys * TOKENS_A_FIELD < place - from ? place : from;
        }
        depth -= 1;
      }
    }
  }
  const last = tokens.at(-1);
  const end = last?.kind === TOKEN.mark && last.text === '.' ? tokens.length - 1 : tokens.length;
  return keys <= 1 || keys * TOKENS_A_FIELD < end - from ? end : from;
}

const ENDS_LIST = new Set([';', '.', ')', ']', '}']);
const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** `3 running, 2 waiting`: counts with their nouns, as many as there are. */
function listEnd(tokens: readonly Token[], from: number): number {
  if (tokens[from]?.kind !== TOKEN.variable) {
    return from;
  }
  let words = 0;
  let place = from;
  for (; place < tokens.length && place - from < LONGEST_LIST; place += 1) {
    const token = tokens[place];
    if (token?.kind === TOKEN.word) {
      words += 1;
    } else if (token?.kind === TOKEN.mark && token.text === ',' && tokens[place + 1]?.kind === TOKEN.variable) {
      continue;
    } else if (token?.kind !== TOKEN.variable) {
      break;
    }
  }
  const stop = tokens[place];
  const ends = stop === undefined || (stop.kind === TOKEN.mark && ENDS_LIST.has(stop.text));
  return words > 0 && ends ? place : from;
}

function sumsWithout(tokens: readonly Token[], from: number, to: number): { a: number; b: number } {
  const count = tokens.length - (to - from) + 1;
  let a = count;
  let b = count;
  for (let place = 0; place < count; place += 1) {
    const hash = place === from ? VARIABLE_HASH : (tokens[place < from ? place : place + to - from - 1]?.hash ?? 0);
    a = (a + shareA(hash, place)) | 0;
    b = (b + shareB(hash, place)) | 0;
  }
  return { a, b };
}
