import { TOKEN } from '../reading/token-hash.ts';
import { isGlue } from './spans.ts';
import { collapse, OPEN, variableToken, type Token, type TokenSequence } from './token-sequence.ts';

/** So many tokens more than one may be a name. */
const LONGEST_NAME = 4;

/** The tokens with a variable in the place of some of them. */
export function withVariable(tokens: readonly Token[], span: { from: number; to: number; open: number }): Token[] {
  const first = tokens[span.from];
  return first === undefined
    ? [...tokens]
    : [...tokens.slice(0, span.from), variableToken(first, span.open), ...tokens.slice(span.to)];
}

/** What two forms of one length have in common: a variable wherever they differ. Null where marks or keys differ. */
export function join(one: readonly Token[], other: readonly Token[]): Token[] | null {
  const joined = one.map((left, place) => {
    const right = other[place];
    if (right === undefined || left.hash === right.hash) {
      return right === undefined || left.open >= right.open ? left : right;
    }
    return isFixed(left) || isFixed(right) ? null : variableToken(left, Math.max(left.open, right.open, OPEN.name));
  });
  return one.length === other.length && joined.every((token) => token !== null) ? joined : null;
}

function isFixed({ kind }: Token): boolean {
  return kind === TOKEN.mark || kind === TOKEN.key;
}

/** Whether the places of a general form are those of the tokens, one by one. */
export function covers(form: readonly Token[], tokens: readonly Token[]): boolean {
  return (
    form.length === tokens.length &&
    form.every(({ hash, open }, place) => open !== OPEN.no || hash === tokens[place]?.hash)
  );
}

/** Whether a line is one of a general form: equal but for its open places, of which one may hold several tokens. */
export function fits(form: readonly Token[], tokens: readonly Token[]): boolean {
  const more = tokens.length - form.length;
  if (more < 0) {
    return false;
  }
  let shift = 0;
  for (let place = 0; place < form.length; place += 1) {
    const wanted = form[place];
    const found = tokens[place + shift];
    if (wanted === undefined || found === undefined) {
      return false;
    }
    if (wanted.open === OPEN.no) {
      if (wanted.hash !== found.hash) {
        return false;
      }
    } else if (shift === more || form[place + 1]?.hash === tokens[place + 1]?.hash) {
      if (!canStand(found, wanted.open)) {
        return false;
      }
    } else if (canHold(wanted.open, tokens, place, more)) {
      shift = more;
    } else {
      return false;
    }
  }
  return shift === more;
}

// eslint-disable-next-line max-params -- the inner half of `fits`, once for each unknown sequence and form
function canHold(open: number, tokens: readonly Token[], place: number, more: number): boolean {
  if (open === OPEN.anything) {
    return true;
  }
  if (more > LONGEST_NAME) {
    return false;
  }
  for (let at = place; at <= place + more; at += 1) {
    const part = tokens[at];
    if (part === undefined || !(canStand(part, open) || (at > place && isGlue(tokens, at)))) {
      return false;
    }
  }
  return true;
}

function canStand(token: Token, open: number): boolean {
  return open === OPEN.anything || token.kind === TOKEN.variable || token.weight > 0;
}

/**
 * The form that leads from one template to the general one it was merged into, for those who know only the two: the
 * places where they differ. Null where more than that changed.
 */
export function formBetween(from: TokenSequence, into: TokenSequence): readonly Token[] | null {
  const { tokens } = from;
  if (tokens.length === into.tokens.length) {
    const form = join(into.tokens, tokens);
    return form !== null && leadsTo(form, into) ? form : null;
  }
  let first = 0;
  while (first < into.tokens.length && tokens[first]?.hash === into.tokens[first]?.hash) {
    first += 1;
  }
  for (let begin = first; begin >= 0 && begin >= first - 1; begin -= 1) {
    for (let end = tokens.length; end > begin; end -= 1) {
      const open = end - begin > LONGEST_NAME ? OPEN.anything : OPEN.name;
      const form = withVariable(tokens, { from: begin, to: end, open });
      if (leadsTo(form, into)) {
        return form;
      }
    }
  }
  return null;
}

function leadsTo(form: readonly Token[], { a, b }: TokenSequence): boolean {
  const sequence = collapse(form);
  return sequence.a === a && sequence.b === b;
}
