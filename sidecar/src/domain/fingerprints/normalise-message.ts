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
/** `user=bob`, `user: bob` stays, since prose has colons too. */
const ASSIGNED = /([\w.-]+)=[^\s,;)\]}]+/g;
const OPENING = /^[([{<,;]+/;
const CLOSING = /[)\]}>,;:.!?]+$/;

/**
 * A message without what differs each time: numbers, ids, addresses, paths, quoted values, secrets' marks. Any word
 * with a digit is a value unless it is a vendor's code or a status. Words in prose that are names of people or things
 * stay, since nothing tells them from the message's own: that is what templates are for.
 */
export function normaliseMessage(message: string): string {
  const lineEnd = message.indexOf('\n');
  const text = message
    .slice(0, Math.min(lineEnd === -1 ? LOOKED_AT : lineEnd, LOOKED_AT))
    .replace(SECRET, VARIABLE)
    .replace(URL, VARIABLE)
    .replace(QUOTED, `$1${VARIABLE}`)
    .replace(ASSIGNED, `$1=${VARIABLE}`);
  const words: string[] = [];
  for (const word of text.split(/\s+/)) {
    const kept = normaliseWord(word, words.at(-1) ?? '');
    // Lists of values are as long as they happen to be.
    if (kept !== '' && !(kept === VARIABLE && words.at(-1) === VARIABLE)) {
      words.push(kept);
    }
  }
  return words.join(' ');
}

function normaliseWord(word: string, before: string): string {
  const inner = word.replace(OPENING, '').replace(CLOSING, '');
  if (inner === '') {
    return '';
  }
  if (CODE.test(inner) || (STATUS.test(inner) && STATUS_WORD.test(before))) {
    return inner;
  }
  if (inner.endsWith(`=${VARIABLE}`)) {
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
