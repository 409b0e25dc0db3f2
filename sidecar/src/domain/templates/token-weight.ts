import { TOKEN } from './message-scanner.ts';
import type { Token } from './token-sequence.ts';
import { FUNCTION_WORDS, LEADING_WORDS, NAMING_WORDS, STATE_NOUNS, STATE_WORDS } from './word-lists.ts';

/**
 * How much one more word at a place tells that names stand there: at 1 in sum the place becomes variable. A word that
 * looks like an identifier tells more than one of plain language, one that looks like a verb form tells next to nothing,
 * and a word that tells a state never.
 */
const WEIGHT = { numbered: 0.5, identifier: 0.34, plain: 0.25, capitals: 0.17, inflected: 0.1, state: 0 } as const;
/** A value of a known kind was seen at this very place. */
export const VALUE_SEEN = 0.75;
/** A word that was found to be a value at another place. */
export const VALUE_WORD = 0.5;

const NAMED_BEFORE = 2;
const FIRST_PLACE = 0.5;
const BEFORE_COLON = 0.4;
const KEY_AND_COLON = 1.5;
const LED = 1.5;
const BEFORE_BRACKET = 2.5;
const NEAR_STATE = 0.3;
/** "12 packets": a word beside a value says what it is. */
const BESIDE_VALUE = 0.75;
const NEAR = 3;

const INFLECTED = /(?:ed|ing|ly|tion|sion|ment|able|ible|ness|ity|ure|ance|ence)$/;
const INNER = /[._\-/\\@$%#+~*&]|[a-z][A-Z]/;
const CAPITALS = /^[A-Z][A-Z_]+$/;

export function wordWeight(token: Token): number {
  const { text, nameDigits } = token;
  if (token.kind !== TOKEN.word) {
    return 0;
  }
  if (nameDigits !== 0) {
    return WEIGHT.numbered;
  }
  if (text.length === 1 && text >= 'A' && text <= 'Z') {
    return WEIGHT.capitals;
  }
  const lower = text.toLowerCase();
  if (STATE_WORDS.has(lower) || FUNCTION_WORDS.has(lower)) {
    return WEIGHT.state;
  }
  if (CAPITALS.test(text)) {
    return WEIGHT.capitals;
  }
  if (INNER.test(text)) {
    return WEIGHT.identifier;
  }
  return INFLECTED.test(lower) ? WEIGHT.inflected : WEIGHT.plain;
}

/** By what stands around the place. */
export function placeFactor(tokens: readonly Token[], place: number): number {
  const words = contextWords(tokens, place);
  let factor = words === 0 ? 0 : words === 1 ? 0.6 : words === 2 ? 0.9 : words < 6 ? 1 : 1.25;
  factor *= place === 0 ? FIRST_PLACE : 1;
  const next = tokens[place + 1];
  const isBeside = tokens[place - 1]?.kind === TOKEN.variable || next?.kind === TOKEN.variable;
  factor *= isBeside && tokens[place]?.nameDigits === 0 ? BESIDE_VALUE : 1;
  const isLed = tokens[place - 1]?.kind === TOKEN.word && LEADING_WORDS.has(tokens[place - 1]?.text ?? '');
  const isKey = next?.kind === TOKEN.mark && next.text === ':' && tokens[place]?.nameDigits === 0 && !isLed;
  factor *= isKey ? (isBeside ? 0 : BEFORE_COLON) : 1;
  const beyond = tokens[place + 2];
  const isOpening = next?.kind === TOKEN.mark && next.text === '[' && !next.spaceBefore;
  factor *= isOpening && beyond?.kind === TOKEN.variable ? BEFORE_BRACKET : 1;
  for (let near = Math.max(0, place - NEAR); near < place; near += 1) {
    const token = tokens[near];
    if (token?.kind === TOKEN.word && STATE_NOUNS.has(token.text.toLowerCase())) {
      return factor * NEAR_STATE;
    }
  }
  const previous = tokens[place - 1];
  if (previous?.kind === TOKEN.word && NAMING_WORDS.has(previous.text.toLowerCase())) {
    factor *= NAMED_BEFORE;
  } else if (previous?.kind === TOKEN.word && LEADING_WORDS.has(previous.text)) {
    factor *= LED;
  } else if (previous?.kind === TOKEN.mark && previous.text === ':' && tokens[place]?.spaceBefore === false) {
    factor *= KEY_AND_COLON;
  }
  return factor;
}

/** Words of the rest that carry meaning: with none of them two lines have nothing in common. */
function contextWords(tokens: readonly Token[], place: number): number {
  let count = 0;
  tokens.forEach((token, at) => {
    const counts =
      token.kind === TOKEN.key || (token.kind === TOKEN.word && !FUNCTION_WORDS.has(token.text.toLowerCase()));
    count += at !== place && counts ? 1 : 0;
  });
  return count;
}
