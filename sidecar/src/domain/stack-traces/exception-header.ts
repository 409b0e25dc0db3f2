/** The line that names an exception: `java.lang.IllegalStateException: no stock`, `TypeError [ERR_X]: bad`. */
export interface ExceptionHeader {
  readonly type: string;
  readonly message: string;
  /** How sure it is that this is one: 3 ends like an exception, 2 is a qualified class, 1 is a word that could be. */
  readonly strength: number;
}

const MAX_TYPE_LENGTH = 200;
const TYPE = /^[A-Za-z_$][\w$.`+<>[\],-]*$/;
/** Node puts a code behind the name, .NET a number: `Error [ERR_X]`, `SqlException (0x80131904)`. */
const CODE = / (?:\[[\w.-]{1,60}\]|\((?:0x[0-9A-Fa-f]{1,16}|-?\d{1,12})\))$/;
const SUFFIX = /(?:Exception|Error|Throwable|Warning|Interrupt|Exit|Failure|Fault)(?:`\d+(?:\[[\w.,`]*\])?)?$/;
const QUALIFIED = /\.[A-Z][\w$`+]*$/;
const PREFIXES = ['Uncaught ', 'Unhandled exception. ', 'Unhandled Exception: ', 'Unhandled ', '['];

export function readHeader(line: string): ExceptionHeader | null {
  let text = line.trim();
  if (text.startsWith('Exception in thread "')) {
    text = text.slice(text.indexOf('" ', 21) + 2);
  }
  for (const prefix of PREFIXES) {
    if (text.startsWith(prefix)) {
      // `[AggregateError: all failed] {` is how util.inspect shows an error without frames.
      text = prefix === '[' ? text.slice(1).replace(/\](?: \{)?$/, '') : text.slice(prefix.length);
      break;
    }
  }
  return splitHeader(text);
}

function splitHeader(text: string): ExceptionHeader | null {
  const colon = text.indexOf(':');
  const end = colon === -1 ? text.length : colon;
  if (end > MAX_TYPE_LENGTH + 60 || (colon !== -1 && colon + 1 < text.length && text[colon + 1] !== ' ')) {
    return null;
  }
  const named = text.slice(0, end);
  const type = named.replace(CODE, '').trimEnd();
  const strength = strengthOf(type);
  return strength === 0 ? null : { type, message: colon === -1 ? '' : text.slice(colon + 1).trim(), strength };
}

function strengthOf(type: string): number {
  if (type.length === 0 || type.length > MAX_TYPE_LENGTH || !TYPE.test(type)) {
    return 0;
  }
  if (SUFFIX.test(type)) {
    return 3;
  }
  return QUALIFIED.test(type) ? 2 : /^[A-Z][\w$]+$/.test(type) ? 1 : 0;
}

export interface FoundHeader extends ExceptionHeader {
  /** The line it is on. */
  readonly at: number;
  /** What the logger said on the same line before it. */
  readonly before: string;
}

/** The header in front of the first frame: the first of the surest among `lines` before `end`. */
export function findHeader(lines: readonly string[], end: number): FoundHeader | null {
  let best: FoundHeader | null = null;
  for (let at = Math.max(0, end - MAX_HEADER_LINES); at < end; at += 1) {
    const header = readHeader(lines[at] ?? '');
    if (header !== null && header.strength > (best?.strength ?? 0)) {
      best = { ...header, at, before: '' };
    }
  }
  return best !== null && best.strength > 1 ? best : (findInside(lines, end - 1) ?? best);
}

/** Messages of more lines than this hide their header. */
const MAX_HEADER_LINES = 60;

/** `2026-01-01 ERROR c.s.Orders - failed java.io.IOException: reset`: the logger's line goes on with the exception. */
function findInside(lines: readonly string[], at: number): FoundHeader | null {
  const line = lines[at] ?? '';
  for (let start = line.indexOf(' '); start !== -1; start = line.indexOf(' ', start + 1)) {
    const wordEnd = line.indexOf(' ', start + 1);
    const word = line.slice(start + 1, wordEnd === -1 ? line.length : wordEnd);
    if (word.length < MAX_TYPE_LENGTH && (word.endsWith(':') || wordEnd === -1)) {
      const header = splitHeader(line.slice(start + 1));
      if (header !== null && header.strength === 3) {
        return { ...header, at, before: line.slice(0, start).trim() };
      }
    }
  }
  return null;
}
