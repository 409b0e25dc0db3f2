import { findHeader, readHeader } from '../exception-header.ts';
import {
  addMessageLine,
  indentOf,
  MAX_EXCEPTIONS,
  splitLineNumber,
  type ExceptionDraft,
  type OwnCode,
  type ParsedStack,
  type StackFrame,
} from '../stack-trace.ts';

/**
 * Throwable.printStackTrace and its relatives (logback, log4j, Android's logcat). Frames stand below their exception,
 * causes below that; logback can print the root cause first, each wrapper below as `Wrapped by:`.
 */
export function parseJvm(lines: readonly string[], isOwn: OwnCode): ParsedStack | null {
  const plain = lines.map(withoutLogcat);
  const firstFrame = plain.findIndex((line) => readJvmFrame(line.trimStart()) !== null);
  if (firstFrame === -1) {
    return null;
  }
  const header = findHeader(plain, firstFrame);
  let current: ExceptionDraft = { type: header?.type ?? null, message: header?.message ?? '', frames: [] };
  const chain = [current];
  /** How far in the suppressed exception stands that we are passing; null outside of one. */
  let asideIndent: number | null = null;
  let hasFrames = false;
  const leadLines = header?.at ?? firstFrame;
  for (let at = header === null ? firstFrame : leadLines + 1; at < plain.length; at += 1) {
    const line = plain[at] ?? '';
    const text = line.trimStart();
    const frame = readJvmFrame(text);
    if (frame !== null) {
      hasFrames = true;
      if (asideIndent === null) {
        current.frames.push({ ...frame, isOwn: isOwn(frame) });
      }
      continue;
    }
    const indent = indentOf(line);
    const next = /^(Caused by|Wrapped by|Suppressed): (.*)$/.exec(text);
    if (next === null) {
      if (!hasFrames && asideIndent === null && !text.startsWith('... ')) {
        addMessageLine(current, text);
      } else if (indent === 0 && (readHeader(text)?.strength ?? 0) > 1) {
        break;
      }
      continue;
    }
    const [, relation, rest = ''] = next;
    if (relation === 'Suppressed') {
      asideIndent ??= indent;
    } else if (asideIndent === null || indent === 0 || indent < asideIndent) {
      asideIndent = null;
      if (rest.startsWith('[CIRCULAR REFERENCE') || chain.length >= MAX_EXCEPTIONS) {
        break;
      }
      const named = readHeader(rest);
      current = { type: named?.type ?? null, message: named?.message ?? rest, frames: [] };
      hasFrames = false;
      if (relation === 'Wrapped by') {
        chain.unshift(current);
      } else {
        chain.push(current);
      }
    }
  }
  return { exceptions: chain, leadLines };
}

/** `E/AndroidRuntime( 123): \tat …` and `… E AndroidRuntime: \tat …` */
function withoutLogcat(line: string): string {
  const at = line.indexOf('AndroidRuntime');
  const end = at === -1 ? -1 : line.indexOf(': ', at);
  return end === -1 ? line : line.slice(end + 2);
}

/** `at [loader//][module@version/]class.method(File.java:12) ~[jar:version]`; `text` begins at the word `at`. */
export function readJvmFrame(text: string): Omit<StackFrame, 'isOwn'> | null {
  if (!text.startsWith('at ')) {
    return null;
  }
  const open = text.indexOf('(');
  const close = text.indexOf(')', open);
  if (open < 6 || close === -1 || text[open - 1] === ' ') {
    return null;
  }
  const place = text.slice(open + 1, close);
  const numbered = splitLineNumber(place);
  const file = numbered?.before ?? place;
  if (!isJvmFile(file)) {
    return null;
  }
  const name = withoutModule(text.slice(3, open));
  const dot = name.lastIndexOf('.');
  if (dot < 1 || dot === name.length - 1 || name.includes(' ')) {
    return null;
  }
  return { function: name.slice(dot + 1), module: name.slice(0, dot), file, line: numbered?.line ?? null };
}

function isJvmFile(file: string): boolean {
  return (
    /\.(?:java|kt|kts|scala|groovy|clj|cljc|sc)$/.test(file) ||
    /^(?:Native Method|Unknown Source|SourceFile|<generated>|PG|r8-map-id-\w+|[\w.$-]*\.(?:jar|xtend|aj|ceylon))$/.test(
      file
    )
  );
}

/** Names of hidden classes have a slash of their own: `Orders$$Lambda/0x0001.accept`. */
function withoutModule(name: string): string {
  const hidden = name.indexOf('$$Lambda');
  const slash = name.lastIndexOf('/', hidden === -1 ? name.length : hidden);
  return name.slice(slash + 1);
}
