import { TOKEN } from './message-scanner.ts';
import { OPEN, variableToken, type Token } from './token-sequence.ts';
import { wordWeight } from './token-weight.ts';

/** More tokens than that are no name. */
const LONGEST_NAME = 5;

/** The tokens with a span of them as one variable. */
export function withVariable(tokens: readonly Token[], span: { from: number; to: number; open: number }): Token[] {
  const first = tokens[span.from];
  return first === undefined
    ? [...tokens]
    : [...tokens.slice(0, span.from), variableToken(first, span.open), ...tokens.slice(span.to)];
}

/** What two forms of one length have in common: a variable wherever they differ. Null where marks or keys differ. */
export function join(one: readonly Token[], other: readonly Token[]): Token[] | null {
  if (one.length !== other.length) {
    return null;
  }
  const joined: Token[] = [];
  for (let place = 0; place < one.length; place += 1) {
    const left = one[place];
    const right = other[place];
    if (left === undefined || right === undefined) {
      return null;
    }
    if (left.hash === right.hash) {
      joined.push(left.open >= right.open ? left : right);
    } else if (isFixed(left) || isFixed(right)) {
      return null;
    } else {
      joined.push(variableToken(left, Math.max(left.open, right.open, OPEN.name)));
    }
  }
  return joined;
}

function isFixed({ kind }: Token): boolean {
  return kind === TOKEN.mark || kind === TOKEN.key;
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
    } else if (shift === more || goesOn(form, tokens, place)) {
      if (!canStand(found, wanted.open)) {
        return false;
      }
    } else {
      if (!canHold(wanted, tokens, place, more)) {
        return false;
      }
      shift = more;
    }
  }
  return shift === more;
}

/** The surplus is not here: one token, and then the form goes on. */
function goesOn(form: readonly Token[], tokens: readonly Token[], place: number): boolean {
  const next = form[place + 1];
  return next !== undefined && next.hash === tokens[place + 1]?.hash;
}

function canHold({ open }: Token, tokens: readonly Token[], place: number, more: number): boolean {
  if (open === OPEN.anything) {
    return true;
  }
  if (more >= LONGEST_NAME) {
    return false;
  }
  for (let at = place; at <= place + more; at += 1) {
    const part = tokens[at];
    const isGlue = part?.kind === TOKEN.mark && part.text === ':' && !part.spaceBefore && at > place;
    if (part === undefined || !(isGlue || canStand(part, open))) {
      return false;
    }
  }
  return true;
}

function canStand(token: Token, open: number): boolean {
  return open === OPEN.anything || token.kind === TOKEN.variable || wordWeight(token) > 0;
}
