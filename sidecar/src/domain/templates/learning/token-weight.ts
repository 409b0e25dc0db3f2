import { TOKEN } from '../reading/token-hash.ts';
import { FUNCTION_WORDS, LEADING_WORDS, NAMING_WORDS, STATE_NOUNS, STATE_WORDS } from '../reading/word-lists.ts';
import type { Token } from './token-sequence.ts';

/**
 * How much one more word at a place tells that values stand there; at 1 in sum the place becomes variable. So two names
 * with numbers do, three identifiers, four plain words. A word like a verb form tells next to nothing, and one that
 * tells a state nothing: "link up" and "link down" stay two templates. Settled on the sets of `test/templates/tuned`.
 */
const WEIGHT = { numbered: 0.5, identifier: 0.34, plain: 0.25, capitals: 0.17, inflected: 0.1, state: 0 } as const;
/** A value of a known kind was seen at this very place. */
export const VALUE_SEEN = 0.75;
/** A word that was found to be a value at another place. */
export const VALUE_WORD = 0.5;

const INFLECTED = /(?:ed|ing|ly|tion|sion|ment|able|ible|ness|ity|ure|ance|ence)$/;
const INNER = /[._\-/\\@$%#+~*&]|[a-z][A-Z]/;
const CAPITALS = /^[A-Z](?:[A-Z_]+)?$/;

export function wordWeight({ kind, text, numbered }: Pick<Token, 'kind' | 'text' | 'numbered'>): number {
  if (kind !== TOKEN.word) {
    return WEIGHT.state;
  }
  if (numbered) {
    return WEIGHT.numbered;
  }
  const lower = text.toLowerCase();
  const isLetter = text.length === 1 && text !== lower;
  // "The Grinch": with a capital a function word may begin a name.
  if ((STATE_WORDS.has(lower) && !isLetter) || FUNCTION_WORDS.has(text)) {
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

/** By the number of words around: with none of them two lines have nothing in common. */
const CONTEXT = [0, 0.6, 0.9, 1, 1, 1, 1.25] as const;
/** The first word tells what a message is about. */
const FIRST_PLACE = 0.5;
/** "12 packets": a word beside a value says what it is. */
const BESIDE_VALUE = 0.75;
/** "timeout: …" names a field. */
const BEFORE_COLON = 0.4;
/** "unknown[10.0.0.1]", "nginx[812]": an instance and its number. */
const BEFORE_NUMBER = 2.5;
/** "in state RUNNING", "state changed from ready": whatever the word, it tells a state. */
const NEAR_STATE = 0.3;
const NEAR = 3;
/** "user alice" */
const NAMED = 2;
/** "by alice", "to staging" */
const LED = 1.5;
/** "[scheduler-main] started": who speaks. */
const IN_FIRST_BRACKETS = 2;
/** "type:create" */
const BEHIND_COLON = 1.5;

/** How much a word tells at this place, by what stands around; `telling` words are in the whole sequence. */
export function placeFactor(tokens: readonly Token[], place: number, telling: number): number {
  const words = telling - (tokens[place]?.isTelling === true ? 1 : 0);
  const context = CONTEXT[Math.min(words, CONTEXT.length - 1)] ?? 1;
  return context * (place === 0 ? FIRST_PLACE : 1) * neighbourFactor(tokens, place) * namingFactor(tokens, place);
}

function neighbourFactor(tokens: readonly Token[], place: number): number {
  const previous = tokens[place - 1];
  const next = tokens[place + 1];
  const isNumbered = tokens[place]?.numbered === true;
  const isBeside = previous?.kind === TOKEN.variable || next?.kind === TOKEN.variable;
  const isLed = previous?.kind === TOKEN.word && LEADING_WORDS.has(previous.text);
  const isKey = isMark(next, ':') && !isNumbered && !isLed;
  const isInstance = isMark(next, '[') && next?.spaceBefore === false && tokens[place + 2]?.kind === TOKEN.variable;
  if (isKey) {
    return isBeside ? 0 : BEFORE_COLON;
  }
  const isPlain = (tokens[place]?.weight ?? 0) < WEIGHT.identifier;
  return (isBeside && isPlain ? BESIDE_VALUE : 1) * (isInstance ? BEFORE_NUMBER : 1);
}

function namingFactor(tokens: readonly Token[], place: number): number {
  for (let near = Math.max(0, place - NEAR); near < place; near += 1) {
    const token = tokens[near];
    if (token?.kind === TOKEN.word && STATE_NOUNS.has(token.text.toLowerCase())) {
      return NEAR_STATE;
    }
  }
  const previous = tokens[place - 1];
  if (previous?.kind === TOKEN.word) {
    return NAMING_WORDS.has(previous.text.toLowerCase()) ? NAMED : LEADING_WORDS.has(previous.text) ? LED : 1;
  }
  if (place === 1 && isMark(previous, '[') && isMark(tokens[2], ']')) {
    return IN_FIRST_BRACKETS;
  }
  return isMark(previous, ':') && tokens[place]?.spaceBefore === false ? BEHIND_COLON : 1;
}

export function tellingWords(tokens: readonly Token[]): number {
  const words = tokens.reduce((count, token) => count + (token.isTelling ? 1 : 0), 0);
  const variables = tokens.reduce((count, { kind }) => count + (kind === TOKEN.variable ? 1 : 0), 0);
  return words + Math.min(Math.floor(variables / 2), MOST_FOR_VARIABLES);
}

/** A line that is mostly values has its form from them: two count as one word. */
const MOST_FOR_VARIABLES = 2;

/** Words that carry meaning, and keys. */
export function isTelling({ kind, text }: Pick<Token, 'kind' | 'text'>): boolean {
  return kind === TOKEN.key || (kind === TOKEN.word && !FUNCTION_WORDS.has(text.toLowerCase()));
}

export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === TOKEN.mark && token.text === text;
}
