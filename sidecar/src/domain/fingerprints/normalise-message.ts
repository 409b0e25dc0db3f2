/** Behind this a message is detail. */
const LOOKED_AT = 400;
const VARIABLE = '*';

/** Codes of vendors that name a fault, though they are numbers. */
const CODE = /^(?:ORA|PLS|TNS|SQLSTATE|SQLCODE|DB2|MSB|HRESULT|E|EAI_|ERR_)[-_:[]?[0-9A-F]{3,8}\]?$/;
/** A number behind one of these is a status of HTTP or gRPC: a 404 and a 503 are different faults. */
const STATUS_WORD = /^(?:status|code|statuscode|http|http\/\d(?:\.\d)?)[:=]?$/i;
const STATUS = /^[1-5]\d\d$/;
const SECRET = /\[secret:[\w-]*\]/g;
const URL = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'"`<>)\]}]+/gi;
const QUOTED = /(^|[^\w*])(?:'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|‘[^’\n]*’|“[^”\n]*”|«[^»\n]*»)(?=$|[^\w])/g;
const QUOTES = /['"`‘“«]/;
const OTHER_SPACE = /[^\S ]+/g;
const OPENING = /^[([{<,;]+/;
const CLOSING = /[)\]}>,;:.!?]+$/;

/**
 * A message without what differs each time: numbers, ids, addresses, paths, quoted values, secrets' marks. Any word
 * with a digit is a value unless it is a vendor's code or a status. Words in prose that are names of people or things
 * stay, since nothing tells them from the message's own: that is what templates are for.
 */
export function normaliseMessage(message: string): string {
  const words: string[] = [];
  let before = '';
  for (const word of withoutSpans(firstLine(message)).split(' ')) {
    const kept = isPlainWord(word) ? word : normaliseWord(word, before);
    // Lists of values are as long as they happen to be.
    if (kept !== '' && !(kept === VARIABLE && before === VARIABLE)) {
      words.push(kept);
      before = kept;
    }
  }
  return words.join(' ');
}

function firstLine(message: string): string {
  const lineEnd = message.indexOf('\n');
  return message.slice(0, Math.min(lineEnd === -1 ? LOOKED_AT : lineEnd, LOOKED_AT));
}

/** Values that may have spaces in them; each pattern runs only where its sign is. */
function withoutSpans(line: string): string {
  let text = line.includes('[secret:') ? line.replace(SECRET, VARIABLE) : line;
  text = text.includes('://') ? text.replace(URL, VARIABLE) : text;
  text = QUOTES.test(text) ? text.replace(QUOTED, `$1${VARIABLE}`) : text;
  return text.replace(OTHER_SPACE, ' ');
}

/** Letters only: most words, told without a pattern. */
function isPlainWord(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at) | 0x20;
    if (code < 0x61 || code > 0x7a) {
      return false;
    }
  }
  return true;
}

function normaliseWord(word: string, before: string): string {
  const equals = word.indexOf('=');
  if (equals > 0 && equals < word.length - 1 && /\w/.test(word[equals - 1] ?? '')) {
    return `${word.slice(0, equals).replace(OPENING, '')}=${VARIABLE}`;
  }
  const inner = word.replace(OPENING, '').replace(CLOSING, '');
  if (inner === '' || CODE.test(inner) || (STATUS.test(inner) && STATUS_WORD.test(before))) {
    return inner;
  }
  return inner.includes(VARIABLE) || /\d/.test(inner) || isPath(inner) || isMail(inner) ? VARIABLE : inner;
}

function isPath(word: string): boolean {
  return /^(?:~?\/|\.{1,2}\/|[A-Za-z]:\\|\\\\)\S/.test(word) || (word.match(/[/\\]/g)?.length ?? 0) > 1;
}

function isMail(word: string): boolean {
  const at = word.indexOf('@');
  return at > 0 && word.indexOf('.', at) !== -1;
}

/**
 * What was asked of a value that was not there: `x` of "Cannot read properties of undefined (reading 'x')". It names
 * the fault (another property missing in the same function is another fault), where the name of the variable that held
 * the value does not and changes with every renaming.
 */
export function missingMember(message: string): string | null {
  if (!QUOTES.test(message)) {
    return null;
  }
  const text = message.slice(0, LOOKED_AT);
  for (const form of MEMBER_FORMS) {
    const found = form.exec(text)?.[1];
    if (found !== undefined) {
      return found.slice(found.lastIndexOf('.') + 1);
    }
  }
  return null;
}

const MEMBER_FORMS: readonly RegExp[] = [
  /\((?:reading|setting) '([^']{1,80})'\)/,
  /Cannot (?:read|set) property '([^']{1,80})' of (?:undefined|null)/,
  /has no attribute '([^']{1,80})'/,
  /^Cannot invoke "([^"(]{1,200})\(/,
  /^Cannot (?:read|assign) field "([^"]{1,80})"/,
];
