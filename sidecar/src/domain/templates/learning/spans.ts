import { shareA, shareB, TOKEN, VARIABLE_HASH } from '../reading/token-hash.ts';
import { endingsOf } from './endings.ts';
import { OPEN, type Token, type TokenSequence } from './token-sequence.ts';
import { isMark, placeFactor, tellingWords } from './token-weight.ts';

/** A span of a sequence that may be a value, how much it tells, and the sums of the sequence with a variable there. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** What may stand there when it is found variable. */
  readonly open: number;
  readonly a: number;
  readonly b: number;
}

export type Extent = Pick<Span, 'from' | 'to' | 'weight' | 'open'>;

const LONGEST_NAME = 4;
const NAME_OF_SEVERAL = 0.8;
/** Verb forms and states are no part of a name. */
const LEAST_NAME_WEIGHT = 0.17;
/** Longer sequences are looked at word by word only: more would cost the square of their length. */
const LONGEST_FOR_SPANS = 48;

export function spansOf(sequence: TokenSequence): Span[] {
  const { tokens } = sequence;
  const spans: Span[] = [];
  const telling = tellingWords(tokens);
  tokens.forEach((token, place) => {
    const weight = token.weight === 0 ? 0 : token.weight * placeFactor(tokens, place, telling);
    if (weight > 0) {
      spans.push({ from: place, to: place + 1, weight, open: OPEN.name, ...sumsAt(sequence, place, token.hash) });
    }
  });
  if (tokens.length > LONGEST_FOR_SPANS) {
    return spans;
  }
  const several = [...namesOfSeveral(tokens, telling)].map((extent) => ({ ...extent, ...sumsWithout(tokens, extent) }));
  const endings = endingsOf(tokens, telling).map((extent) => ({ ...extent, ...sumsWithout(tokens, extent) }));
  const isEnding = ({ from, to }: Span) => endings.some((ending) => ending.from === from && ending.to === to);
  return [...spans.filter((span) => !isEnding(span)), ...several.filter((span) => !isEnding(span)), ...endings];
}

/** Names of several words, or glued of several: "customer Maria del Mar accepted", "task reindex:orders". */
function* namesOfSeveral(tokens: readonly Token[], telling: number): Generator<Extent> {
  for (let from = 0; from < tokens.length; from += 1) {
    let weight = 1;
    for (let to = from + 1; to <= Math.min(tokens.length, from + LONGEST_NAME); to += 1) {
      const token = tokens[to - 1];
      if (to > from + 1 && isGlue(tokens, to - 1)) {
        continue;
      }
      const isGlued = tokens[to - 2]?.kind === TOKEN.mark && token?.spaceBefore === false;
      if (token === undefined || (token.kind !== TOKEN.word && !(isGlued && token.kind === TOKEN.variable))) {
        break;
      }
      weight = token.kind === TOKEN.word ? Math.min(weight, token.weight) : weight;
      if (weight < LEAST_NAME_WEIGHT) {
        break;
      }
      // Beside a variable the words would vanish in it.
      const isBeside = tokens[from - 1]?.kind === TOKEN.variable || tokens[to]?.kind === TOKEN.variable;
      if (to > from + 1 && !isBeside) {
        yield { from, to, weight: weight * NAME_OF_SEVERAL * placeFactor(tokens, from, telling), open: OPEN.name };
      }
    }
  }
}

/** A colon with nothing around it. */
export function isGlue(tokens: readonly Token[], place: number): boolean {
  const token = tokens[place];
  return isMark(token, ':') && token?.spaceBefore === false && tokens[place + 1]?.spaceBefore === false;
}

function sumsAt({ a, b }: TokenSequence, place: number, hash: number): { a: number; b: number } {
  return {
    a: (a + shareA(VARIABLE_HASH, place) - shareA(hash, place)) | 0,
    b: (b + shareB(VARIABLE_HASH, place) - shareB(hash, place)) | 0,
  };
}

function sumsWithout(tokens: readonly Token[], { from, to }: Extent): { a: number; b: number } {
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
