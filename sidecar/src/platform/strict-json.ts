import { isUtf8 } from 'node:buffer';
import { fail, succeed, type Result } from '../domain/result.ts';

/**
 * JSON from strangers. JSON.parse decides what is well formed; before it one pass over the text finds what JSON.parse
 * lets through silently: keys that are there twice, keys that reach for an object's prototype, halves of surrogate
 * pairs, numbers that become Infinity, and nesting that costs far more memory than text.
 */
export interface JsonProblem {
  /** Completes "The request body could not be read: …"; carries nothing of the content. */
  readonly problem: string;
  /** Such as `resourceLogs[0].scopeLogs[1]`; empty at the root. */
  readonly path: string;
}

export const DEFAULT_MAX_DEPTH = 64;
/** An object of a million keys costs seconds to read; nobody sends one. */
const MAX_KEYS = 10_000;

export function readJsonBytes(bytes: Uint8Array, maxDepth: number = DEFAULT_MAX_DEPTH): Result<unknown, JsonProblem> {
  if (!isUtf8(bytes)) {
    return fail({ problem: 'it is not UTF-8', path: '' });
  }
  return readJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), maxDepth);
}

export function readJson(text: string, maxDepth: number = DEFAULT_MAX_DEPTH): Result<unknown, JsonProblem> {
  const concern = new JsonScan(text, maxDepth).firstProblem();
  if (concern !== null) {
    return fail(concern);
  }
  try {
    const value: unknown = JSON.parse(text);
    return succeed(value);
  } catch (error) {
    const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = position === undefined ? '' : ` (near character ${position})`;
    return fail({ problem: `it is not well-formed JSON${where}`, path: '' });
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = 0xfeff;

/** Up to here comparing with each earlier key is quicker than a Set. */
const KEYS_COMPARED_ONE_BY_ONE = 12;
/** The largest finite double has 309 digits; a shorter number without an exponent is finite. */
const SURELY_FINITE_LENGTH = 300;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

interface OpenContainer {
  isObject: boolean;
  /** The key or index that is being read. */
  key: string;
  index: number;
  /** Of the keys so far the first few; behind `keyCount` stand those of a container that was closed. */
  readonly keys: string[];
  keyCount: number;
  keySet: Set<string> | null;
}

/** Tolerant of malformed text, which JSON.parse refuses afterwards; on well-formed text it misses nothing. */
class JsonScan {
  private readonly text: string;
  private readonly maxDepth: number;
  /** One for each depth that was reached, used again for the next container there: most requests hold thousands. */
  private readonly containers: OpenContainer[] = [];
  private depth = 0;
  private container: OpenContainer | undefined;
  /** Of surrogate pairs: such as they are, or written as `\uD83D`. */
  private readonly mayHaveHalves: boolean;
  private position = 0;
  private expectsKey = false;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
    this.mayHaveHalves = !text.isWellFormed() || text.includes('\\u');
  }

  firstProblem(): JsonProblem | null {
    if (this.text.charCodeAt(0) === BYTE_ORDER_MARK) {
      return this.problem('it begins with a byte order mark');
    }
    const { text } = this;
    while (this.position < text.length) {
      const code = text.charCodeAt(this.position);
      const problem = this.readToken(code);
      if (problem !== null) {
        return this.problem(problem);
      }
    }
    return null;
  }

  private readToken(code: number): string | null {
    if (code === QUOTE) {
      return this.readString();
    }
    if (code === MINUS || (code >= 0x30 && code <= 0x39)) {
      return this.readNumber();
    }
    this.position += 1;
    if (code <= SPACE || code === COLON) {
      return null;
    }
    const { container } = this;
    switch (code) {
      case COMMA:
        if (container !== undefined) {
          container.index += 1;
          this.expectsKey = container.isObject;
        }
        return null;
      case OPEN_OBJECT:
        if (container?.isObject === true && container.key === 'constructor') {
          return 'the key could change how objects behave';
        }
        return this.enter(true);
      case OPEN_ARRAY:
        return this.enter(false);
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.leave();
        return null;
      default:
        return null;
    }
  }

  private enter(isObject: boolean): string | null {
    if (this.depth >= this.maxDepth) {
      return `it is nested deeper than ${this.maxDepth} levels`;
    }
    const container = this.containers[this.depth] ?? newContainer();
    container.isObject = isObject;
    container.key = '';
    container.index = 0;
    container.keyCount = 0;
    container.keySet = null;
    this.containers[this.depth] = container;
    this.container = container;
    this.depth += 1;
    this.expectsKey = isObject;
    return null;
  }

  private leave(): void {
    this.depth = Math.max(0, this.depth - 1);
    this.container = this.depth === 0 ? undefined : this.containers[this.depth - 1];
    this.expectsKey = false;
  }

  private readString(): string | null {
    const { text } = this;
    const start = this.position + 1;
    const end = this.endOfString(start);
    this.position = end + 1;
    const isKey = this.expectsKey;
    this.expectsKey = false;
    if (!isKey && !this.mayHaveHalves) {
      return null;
    }
    const raw = text.slice(start, end);
    const escaped = raw.includes('\\');
    const content = escaped ? unescaped(raw) : raw;
    if (isKey) {
      const problem = this.takeKey(content);
      if (problem !== null) {
        return problem;
      }
    }
    return this.mayHaveHalves && LONE_SURROGATE.test(content) ? 'it has half of a surrogate pair' : null;
  }

  /** Looked for from quote to quote, since most strings are long and have no quote inside. */
  private endOfString(start: number): number {
    const { text } = this;
    let at = text.indexOf('"', start);
    while (at !== -1 && this.backslashesBefore(at, start) % 2 === 1) {
      at = text.indexOf('"', at + 1);
    }
    return at === -1 ? text.length : at;
  }

  private backslashesBefore(at: number, start: number): number {
    let first = at;
    while (first > start && this.text.charCodeAt(first - 1) === BACKSLASH) {
      first -= 1;
    }
    return at - first;
  }

  private takeKey(key: string): string | null {
    const { container } = this;
    if (container === undefined) {
      return null;
    }
    container.key = key;
    if (key === '__proto__') {
      return 'the key could change how objects behave';
    }
    const { keys, keyCount } = container;
    if (container.keySet === null) {
      for (let index = 0; index < keyCount; index += 1) {
        if (keys[index] === key) {
          return 'the key is there twice';
        }
      }
      keys[keyCount] = key;
      container.keyCount = keyCount + 1;
      container.keySet = keyCount >= KEYS_COMPARED_ONE_BY_ONE ? new Set(keys.slice(0, keyCount + 1)) : null;
      return null;
    }
    if (container.keySet.has(key)) {
      return 'the key is there twice';
    }
    container.keySet.add(key);
    return container.keySet.size > MAX_KEYS ? `an object has more than ${MAX_KEYS} keys` : null;
  }

  private readNumber(): string | null {
    const { text } = this;
    const start = this.position;
    let hasExponent = false;
    let at = start + 1;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x65 || code === 0x45) {
        hasExponent = true;
      } else if (!((code >= 0x30 && code <= 0x39) || code === 0x2e || code === 0x2b || code === MINUS)) {
        break;
      }
    }
    this.position = at;
    if (hasExponent || at - start > SURELY_FINITE_LENGTH) {
      const value = Number(text.slice(start, at));
      return Math.abs(value) === Infinity ? 'the number is out of range' : null;
    }
    return null;
  }

  private problem(problem: string): JsonProblem {
    return { problem, path: this.containers.slice(0, this.depth).reduce(pathStep, '') };
  }
}

function newContainer(): OpenContainer {
  return { isObject: false, key: '', index: 0, keys: [], keyCount: 0, keySet: null };
}

function unescaped(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return String(value);
  } catch {
    return raw;
  }
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]{0,60}$/;
const SHOWN_KEY_LENGTH = 40;
const MAX_PATH_LENGTH = 400;

function pathStep(path: string, container: OpenContainer): string {
  if (path.length > MAX_PATH_LENGTH || (container.isObject && container.keyCount === 0 && container.key === '')) {
    return path;
  }
  return container.isObject ? keyPath(path, container.key) : `${path}[${container.index}]`;
}

/** The path of a key below a path; strange keys are quoted and cut. */
export function keyPath(path: string, key: string): string {
  if (PLAIN_KEY.test(key)) {
    return path === '' ? key : `${path}.${key}`;
  }
  return `${path}[${JSON.stringify(key.slice(0, SHOWN_KEY_LENGTH).toWellFormed())}]`;
}
