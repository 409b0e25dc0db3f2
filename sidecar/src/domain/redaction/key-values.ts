import { afterMark, MARK_SOURCE, secretMark, type SecretKind } from './secret-kinds.ts';
import { ValueFinder, type Reach } from './value-extent.ts';

/** Secrets that are known by the name before them: `password=…`, `"client_secret": "…"`, `Authorization: Basic …`. */
interface KeyRule {
  readonly kind: SecretKind;
  readonly source: string;
  readonly reach: Reach;
  /** The word may be the end of another word (`bypass`, `insid`), so it must begin one. */
  readonly beginsWord: boolean;
  /** In prose before a colon ("Unexpected token: end"), so a word after `: ` must look like a secret. */
  readonly alsoProse: boolean;
}

function rule(kind: SecretKind, source: string, more: Partial<KeyRule> = {}): KeyRule {
  return { kind, source, reach: 'word', beginsWord: false, alsoProse: false, ...more };
}

const KEYS = 'access|account|api|auth|client|encryption|master|private|secret|shared|signing|subscription|storage';
const RULES: readonly KeyRule[] = [
  rule('password', 'pass(?:w(?:or)?d|phrase|code)s?'),
  rule('password', 'pass', { beginsWord: true }),
  rule('password', 'pwd'),
  rule('token', 'secret[_.-]?access[_.-]?key'),
  rule('token', `(?:${KEYS})[_.-]?key`),
  rule('token', 'secrets?', { alsoProse: true }),
  rule('token', 'token', { alsoProse: true }),
  rule('token', 'signature', { alsoProse: true }),
  rule('token', 'sig', { beginsWord: true, alsoProse: true }),
  rule('token', 'otp', { beginsWord: true, alsoProse: true }),
  rule('credential', 'credentials?', { alsoProse: true }),
  rule('credential', 'cv[vc]', { beginsWord: true }),
  rule('credential', 'ssn', { beginsWord: true }),
  rule('credential', 'card[_.-]?number'),
  rule('authorization', 'authorization', { reach: 'credentials', alsoProse: true }),
  rule('cookie', 'cookie', { reach: 'cookie', alsoProse: true }),
  rule('cookie', 'session[_.-]?(?:id|key)', {}),
  rule('cookie', '[jp]h?p?sess(?:ion)?id', {}),
];
const NAME_RULES: readonly KeyRule[] = [
  rule('name', '(?:first|last|full|sur|family|given|customer|user|display|login)[_.-]?name', { beginsWord: true }),
  rule('name', '(?:user|login)', { beginsWord: true }),
];

const AFTER_WORD = '(?:[_.-]?(?:value|hash|base64|plain|text|header|\\d{1,3}))?\\\\{0,8}["\'`]?\\]?';
const SEPARATOR = '(?:\\s{0,4}(?:=>|:=|={1,2}|:)\\s{0,4}|>|\\s{1,3}(?=[^\\s:=-]))';

function keyPattern(rules: readonly KeyRule[]): RegExp {
  const words = rules.map(({ source }) => `(${source})`).join('|');
  return new RegExp(`${MARK_SOURCE}|(?:${words})${AFTER_WORD}(${SEPARATOR})`, 'gi');
}

const SECRET_KEY = keyPattern(RULES);
const NAME_KEY = keyPattern(NAME_RULES);

const NOTHING_SECRET =
  /^(?:null|nil|none|undefined|true|false|\*+|x{3,}|[<[({]?(?:redacted|hidden|masked|filtered|empty)[>\])}]?|\$\{[^}]{0,80}\}?|%[sdv]|\{\}|\?)$/i;
const LIKE_A_SECRET = /\d|=|[a-z][A-Z]|^\S{16}/;
const KNOWN_SCHEME = /^(?:bearer|basic|digest|token|apikey|negotiate|ntlm|aws4-hmac-sha256|signature|hawk)\s/i;
const SMALL_NUMBER = /^\d{1,3}$/;
const OPTION = /--[\w-]{0,40}$/;
const OPTION_LOOK_BACK = 48;

export function redactKeyValues(text: string): string {
  return redactPairs(text, SECRET_KEY, RULES);
}

export function redactNames(text: string): string {
  return redactPairs(text, NAME_KEY, NAME_RULES);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
}

function redactPairs(text: string, pattern: RegExp, rules: readonly KeyRule[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, kind } of joined(secretSpans(text, pattern, rules))) {
    if (afterMark(text, start) !== end) {
      result += text.slice(from, start) + secretMark(kind);
      from = end;
    }
  }
  return from === 0 ? text : result + text.slice(from);
}

/** A value never hides the key inside of it (`password= token: x`): the search goes on behind the separator. */
function secretSpans(text: string, pattern: RegExp, rules: readonly KeyRule[]): Span[] {
  const values = new ValueFinder(text);
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const word = match.findIndex((group, index) => index > 0 && group !== undefined);
    const found = rules[word - 1];
    const separator = match.at(-1);
    if (found === undefined || separator === undefined) {
      continue;
    }
    if (!mayBeKey(text, { start: match.index, found, separator })) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    const { start, end, quoted } = values.find(pattern.lastIndex, found.reach);
    const isHeaderLike = separator.startsWith(':') && separator.length > 1 && !quoted;
    if (isSecret(text.slice(start, end), found, isHeaderLike)) {
      spans.push({ start, end, kind: found.kind });
    }
  }
  return spans;
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.start < last.end) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    } else {
      result.push(span);
    }
  }
  return result;
}

function mayBeKey(text: string, key: { start: number; found: KeyRule; separator: string }): boolean {
  const { start, found, separator } = key;
  if (found.beginsWord && start > 0 && !beginsWord(text, start)) {
    return false;
  }
  if (separator === '>') {
    const before = text.slice(Math.max(0, start - OPTION_LOOK_BACK), start);
    return /<[^<>/\s]{0,40}$/.test(before);
  }
  return separator.trim() !== '' || OPTION.test(text.slice(Math.max(0, start - OPTION_LOOK_BACK), start));
}

function beginsWord(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  const isCamelHump = /[a-z]/.test(before) && /[A-Z]/.test(text.charAt(start)) && /[a-z]/.test(text.charAt(start + 1));
  return isCamelHump || !/[A-Za-z]/.test(before);
}

function isSecret(value: string, found: KeyRule, isHeaderLike: boolean): boolean {
  if (value === '' || NOTHING_SECRET.test(value)) {
    return false;
  }
  if (!found.alsoProse || (found.reach === 'credentials' && KNOWN_SCHEME.test(value))) {
    return true;
  }
  return isHeaderLike ? LIKE_A_SECRET.test(value) : !SMALL_NUMBER.test(value);
}
