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

/** How a cause begins: util.inspect's form, and that of pino and its like. */
const CAUSE = /^(?:\[cause\]|caused by|Caused by): (.*)$/;
const ERRORS = '[errors]: [';

/**
 * V8's Error.stack, alone or as util.inspect shows it with its cause, the errors of an AggregateError and its other
 * properties; what Node prints of an uncaught error before it dies; also bundles and `file:` and `webpack:` paths.
 */
export function parseNode(lines: readonly string[], isOwn: OwnCode): ParsedStack | null {
  const firstFrame = lines.findIndex((line) => readNodeFrame(line.trimStart()) !== null);
  if (firstFrame === -1) {
    return null;
  }
  const header = findNodeHeader(lines, firstFrame);
  let current: ExceptionDraft = { type: header?.type ?? null, message: header?.message ?? '', frames: [] };
  const chain = [current];
  const leadLines = header?.at ?? firstFrame;
  /** Whether what follows is the message's next lines. */
  let isHead = true;
  /** Where the first of an AggregateError's errors stands in; its second ends the chain. */
  let memberIndent: number | null = null;
  const begin = (text: string) => {
    const named = readHeader(text);
    current = { type: named?.type ?? null, message: named?.message ?? text, frames: [] };
    chain.push(current);
    isHead = true;
  };
  for (let at = header === null ? firstFrame : leadLines + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const text = line.trimStart();
    const frame = readNodeFrame(text);
    if (frame !== null) {
      isHead = false;
      current.frames.push({ ...frame, isOwn: isOwn(frame) });
      continue;
    }
    const cause = CAUSE.exec(text);
    if (chain.length >= MAX_EXCEPTIONS) {
      break;
    }
    if (cause !== null) {
      begin(cause[1] ?? '');
    } else if (text === ERRORS) {
      memberIndent = indentOf(lines[at + 1] ?? '');
      begin((lines[at + 1] ?? '').trimStart());
      at += 1;
    } else if (isHead && !text.startsWith('... ')) {
      addMessageLine(current, text);
    } else if (isNextError(line, memberIndent)) {
      break;
    }
  }
  return { exceptions: chain, leadLines };
}

/** Node prints the source line with a caret before the header of what nobody caught. */
function findNodeHeader(lines: readonly string[], firstFrame: number): ReturnType<typeof findHeader> {
  const errors = lines.findIndex((line, at) => at < firstFrame && line.trim() === ERRORS);
  const found = findHeader(lines, errors === -1 ? firstFrame : errors);
  return found ?? findHeader(lines, firstFrame);
}

/** Another error than the chain's: the second of a group, or one that is none of this trace. */
function isNextError(line: string, memberIndent: number | null): boolean {
  const indent = indentOf(line);
  const strength = readHeader(line)?.strength ?? 0;
  return memberIndent === null ? indent === 0 && strength > 1 : indent <= memberIndent && strength > 0;
}

const EVAL = '(eval at ';

/** `at async new Cart (path:1:2)`, `at path:1:2`, `at eval (eval at run (path:1:2), <anonymous>:1:1)`. */
export function readNodeFrame(text: string): Omit<StackFrame, 'isOwn'> | null {
  if (!text.startsWith('at ')) {
    return null;
  }
  let rest = text.slice(3).trimEnd();
  // The last frame of an error that util.inspect shows with its properties.
  rest = rest.endsWith(' {') ? rest.slice(0, -2) : rest;
  rest = rest.startsWith('async ') ? rest.slice(6) : rest;
  if (!rest.endsWith(')')) {
    const place = readPlace(rest);
    return place === null ? null : { function: null, module: null, ...place };
  }
  const open = rest.indexOf(' (');
  if (open < 1) {
    return null;
  }
  const place = readPlace(innermostPlace(rest.slice(open + 2, -1)));
  return place === null ? null : { function: rest.slice(0, open), module: null, ...place };
}

/** Of code made by eval: the place that called eval. */
function innermostPlace(place: string): string {
  const nested = `(${place}`.lastIndexOf(EVAL);
  if (nested === -1) {
    return place;
  }
  const open = place.indexOf('(', nested + EVAL.length - 1);
  const close = open === -1 ? -1 : place.indexOf(')', open);
  return close === -1 ? place : place.slice(open + 1, close);
}

function readPlace(place: string): { file: string; line: number | null } | null {
  const column = splitLineNumber(place);
  if (column === null) {
    return /^(?:<anonymous>|native|index \d+|node:[\w/]+|native:.*)$/.test(place) ? { file: place, line: null } : null;
  }
  const line = splitLineNumber(column.before);
  return line === null ? null : { file: withoutScheme(line.before), line: line.line };
}

/** `file:///srv/x.js`, `webpack-internal:///./src/x.ts`, `webpack://shop/./src/x.ts`, `https://host/x.js?v=1`. */
function withoutScheme(file: string): string {
  const scheme = file.indexOf('://');
  if (scheme === -1) {
    return withoutQuery(file);
  }
  const path = file.slice(scheme + 3);
  const slash = path.indexOf('/');
  const kept = slash === 0 && file.startsWith('file:') ? path : path.slice(slash + 1);
  return withoutQuery(kept.startsWith('(') ? kept.slice(kept.indexOf('/') + 1) : kept);
}

function withoutQuery(path: string): string {
  const query = path.indexOf('?');
  return query === -1 ? path : path.slice(0, query);
}
