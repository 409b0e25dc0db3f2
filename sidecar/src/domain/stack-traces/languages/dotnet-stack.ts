import { findHeader, readHeader } from '../exception-header.ts';
import {
  addMessageLine,
  MAX_EXCEPTIONS,
  type ExceptionDraft,
  type OwnCode,
  type ParsedStack,
  type StackFrame,
} from '../stack-trace.ts';

const INNER = '---> ';
const PARAMETERS = /^[\w`.&[\],*<>+ ?=]*$/;
const END_OF_INNER = '--- End of inner exception stack trace ---';

/**
 * Exception.ToString(): the headers of all exceptions from the outermost in, then the frames of the innermost, the end
 * of it, the frames of the next. Of an AggregateException the first inner exception is the chain's, the others
 * (`---> (Inner Exception #1) … <---`) are passed over.
 */
export function parseDotnet(lines: readonly string[], isOwn: OwnCode): ParsedStack | null {
  const firstFrame = lines.findIndex((line) => readDotnetFrame(line.trimStart()) !== null);
  if (firstFrame === -1) {
    return null;
  }
  const firstInner = lines.findIndex((line, at) => at < firstFrame && line.trimStart().startsWith(INNER));
  const header = findHeader(lines, firstInner === -1 ? firstFrame : firstInner);
  const outermost: ExceptionDraft = { type: header?.type ?? null, message: '', frames: [] };
  const chain = [outermost];
  const open = [outermost];
  let isAside = false;
  const begin = (text: string) => {
    const named = readHeader(text);
    const draft: ExceptionDraft = { type: named?.type ?? null, message: named?.message ?? text, frames: [] };
    chain.push(draft);
    open.push(draft);
  };
  // The framework before Core prints all headers on one line.
  const [message = '', ...inners] = (header?.message ?? '').split(` ${INNER}`);
  outermost.message = message;
  inners.slice(0, MAX_EXCEPTIONS).forEach(begin);
  const leadLines = header?.at ?? firstFrame;
  for (let at = header === null ? firstFrame : leadLines + 1; at < lines.length; at += 1) {
    const text = (lines[at] ?? '').trim();
    const frame = readDotnetFrame(text);
    const current = open.at(-1) ?? outermost;
    if (isAside) {
      isAside = !text.endsWith('<---');
    } else if (frame !== null) {
      current.frames.push({ ...frame, isOwn: isOwn(frame) });
    } else if (text.startsWith(`${INNER}(Inner Exception #`)) {
      isAside = !text.endsWith('<---');
    } else if (text.startsWith(INNER) && chain.length < MAX_EXCEPTIONS) {
      text.slice(INNER.length).split(` ${INNER}`).forEach(begin);
    } else if (text === END_OF_INNER) {
      open.pop();
    } else if (current.frames.length === 0 && !text.startsWith('--- ') && chain.at(-1) === current) {
      addMessageLine(current, text);
    } else if (open.length <= 1 && (readHeader(lines[at] ?? '')?.strength ?? 0) > 1) {
      break;
    }
  }
  return { exceptions: chain, leadLines };
}

/** `at Shop.Orders.Place(String id, Int32 n) in /src/Orders.cs:line 12`, also Mono's `Place (System.String id) [0x0]`. */
export function readDotnetFrame(text: string): Omit<StackFrame, 'isOwn'> | null {
  if (!text.startsWith('at ')) {
    return null;
  }
  // Names of lambdas and generics have no bracket; the folder of the file may.
  const open = text.indexOf('(');
  const close = text.indexOf(')', open);
  if (open < 5 || close === -1) {
    return null;
  }
  const isMono = text[open - 1] === ' ';
  const name = text.slice(3, isMono ? open - 1 : open);
  const rest = text.slice(close + 1);
  const isTail = isMono ? rest.startsWith(' [0x') : rest === '' || rest.startsWith(' in ');
  if (!isTail || !/^[^\s.]+(?:\.\S+)?$/.test(name) || !PARAMETERS.test(text.slice(open + 1, close))) {
    return null;
  }
  // `Type..ctor` has its dot doubled.
  const dot = name.endsWith('..ctor') ? name.length - 6 : name.lastIndexOf('.');
  const at = rest.indexOf(' in ');
  const numbered = at === -1 ? null : /^(.*):line (\d{1,9})$/.exec(rest.slice(at + 4));
  return {
    function: dot < 1 ? name : name.slice(dot + 1),
    module: dot < 1 ? name : name.slice(0, dot),
    file: numbered?.[1] ?? null,
    line: numbered === null ? null : Number(numbered[2]),
  };
}
