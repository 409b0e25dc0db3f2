import {
  addMessageLine,
  MAX_EXCEPTIONS,
  splitLineNumber,
  type ExceptionDraft,
  type OwnCode,
  type ParsedStack,
  type StackFrame,
} from '../stack-trace.ts';

/** What a panic of the runtime itself is called; its message says which. */
export const RUNTIME_ERROR = 'runtime error';
const GOROUTINE = /^goroutine \d+ .*\[.+\]:$/;
/** `panic(…)` calls deferred functions: what stands above it recovered, what stands below it panicked. */
const PANIC_FRAME = /^(?:panic|runtime\.gopanic|runtime\.panic\w*|runtime\.goPanic\w*|runtime\.sigpanic)\(/;

/**
 * Panics (each function on one line, its place on the next), what net/http and recovering middleware print of them,
 * and errors that carry stacks (`%+v` of pkg/errors, zap's stacktrace field). Go prints the message of an error, not
 * its type. Of a dump of many goroutines the first is the one that failed.
 */
export function parseGo(lines: readonly string[], isOwn: OwnCode): ParsedStack | null {
  const firstFrame = lines.findIndex((line, at) => readGoFrame(line, lines[at + 1] ?? '') !== null);
  if (firstFrame === -1) {
    return null;
  }
  const goroutine = lines.findIndex((line) => GOROUTINE.test(line.trim()));
  const panic = lines.findIndex((line) => /^(?:panic|fatal error): /.test(line.trim()));
  return goroutine === -1 && panic === -1
    ? parseErrorWithStack(lines, { firstFrame, isOwn })
    : parsePanic(lines, { goroutine, panic, isOwn });
}

function parsePanic(
  lines: readonly string[],
  { goroutine, panic, isOwn }: { goroutine: number; panic: number; isOwn: OwnCode }
): ParsedStack | null {
  const isTold = panic !== -1 && (goroutine === -1 || panic < goroutine);
  const leadLines = isTold ? panic : Math.max(0, goroutine - 1);
  const chain: ExceptionDraft[] = [isTold ? readPanic(lines[panic] ?? '') : readRecovered(lines[goroutine - 1] ?? '')];
  const begin = goroutine === -1 ? panic + 1 : goroutine + 1;
  for (let at = leadLines + 1; at < begin - 1 && isTold; at += 1) {
    const text = (lines[at] ?? '').trim();
    if (text.startsWith('panic: ') && chain.length < MAX_EXCEPTIONS) {
      chain.unshift(readPanic(text));
    } else if (text === 'runtime stack:') {
      break;
    } else if (text !== '' && !text.startsWith('[signal ') && chain[0] !== undefined) {
      addMessageLine(chain[0], text);
    }
  }
  chain.at(-1)?.frames.push(...readGoroutine(lines, begin, isOwn));
  return { exceptions: chain, leadLines };
}

function readGoroutine(lines: readonly string[], begin: number, isOwn: OwnCode): StackFrame[] {
  const frames: StackFrame[] = [];
  for (let at = begin; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (GOROUTINE.test(line.trim())) {
      break;
    }
    const frame = readGoFrame(line, lines[at + 1] ?? '');
    if (frame !== null) {
      at += 1;
      if (PANIC_FRAME.test(line.trim())) {
        frames.length = 0;
      } else {
        frames.push({ ...frame, isOwn: isOwn(frame) });
      }
    }
  }
  return frames;
}

/** `panic: runtime error: index out of range [7] with length 2 [recovered]`, `panic: orders.reason(7)`. */
function readPanic(line: string): ExceptionDraft {
  const text = line.trim();
  const colon = text.indexOf(': ');
  const kind = text.slice(0, colon);
  return splitPanic(text.slice(colon + 2), kind);
}

/** `http: panic serving 127.0.0.1:34590: runtime error: …`, `recovered: …`: what stands before debug.Stack(). */
function readRecovered(line: string): ExceptionDraft {
  const text = line.trim();
  if (text === '') {
    return { type: null, message: '', frames: [] };
  }
  const runtime = text.indexOf(`${RUNTIME_ERROR}: `);
  const serving = /panic serving \S+: /.exec(text);
  if (runtime !== -1) {
    return splitPanic(text.slice(runtime), 'panic');
  }
  return splitPanic(serving === null ? text : text.slice(serving.index + serving[0].length), 'panic');
}

function splitPanic(told: string, kind: string): ExceptionDraft {
  const message = told.replace(/ \[recovered(?:, repanicked)?\]$/, '');
  if (message.startsWith(`${RUNTIME_ERROR}: `)) {
    return { type: RUNTIME_ERROR, message: message.slice(RUNTIME_ERROR.length + 2), frames: [] };
  }
  const typed = /^\(?\*?((?:[\w/-]+\.)?[\w/-]+\.[A-Za-z_]\w*)[({)]/.exec(message);
  return { type: typed?.[1] ?? kind, message, frames: [] };
}

/** Root first: each message above the frames of where it was made. */
function parseErrorWithStack(
  lines: readonly string[],
  { firstFrame, isOwn }: { firstFrame: number; isOwn: OwnCode }
): ParsedStack {
  const printed: ExceptionDraft[] = [];
  let current: ExceptionDraft | null = null;
  const leadLines = Math.max(0, firstFrame - 1);
  for (let at = leadLines; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const frame = readGoFrame(line, lines[at + 1] ?? '');
    if (frame !== null) {
      at += 1;
      current ??= begin(printed);
      current.frames.push({ ...frame, isOwn: isOwn(frame) });
    } else if (line.trim() !== '') {
      if (printed.length >= MAX_EXCEPTIONS) {
        break;
      }
      current = current === null || current.frames.length > 0 ? begin(printed) : current;
      addMessageLine(current, line.trim());
    }
  }
  return { exceptions: printed.toReversed(), leadLines };
}

function begin(printed: ExceptionDraft[]): ExceptionDraft {
  const draft = { type: null, message: '', frames: [] };
  printed.push(draft);
  return draft;
}

/** `github.com/acme/shop/orders.(*Service).Place({0x1, 0x2}, ...)` and below it `\t/srv/orders.go:12 +0x1d`. */
export function readGoFrame(line: string, below: string): Omit<StackFrame, 'isOwn'> | null {
  const place = readGoPlace(below.trim());
  const name = place === null ? null : readGoName(line.trim());
  return place === null || name === null ? null : { ...name, ...place };
}

function readGoName(line: string): { function: string; module: string } | null {
  let name = line.startsWith('created by ') ? line.slice(11) : line;
  const starter = name.indexOf(' in goroutine ');
  name = starter === -1 ? name : name.slice(0, starter);
  const open = name.endsWith(')') ? name.lastIndexOf('(') : -1;
  // `orders.(*Service)` has its bracket behind a dot, arguments theirs behind a name.
  name = open > 0 && name[open - 1] !== '.' ? name.slice(0, open) : name;
  if (name === 'panic') {
    return { function: 'panic', module: 'runtime' };
  }
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  if (dot < 1 || dot === name.length - 1 || name.includes(' ') || name.endsWith(':')) {
    return null;
  }
  return { function: name.slice(dot + 1), module: name.slice(0, dot).replaceAll('%2e', '.') };
}

export function readGoPlace(text: string): { file: string; line: number } | null {
  const space = text.search(/ (?:\+0x|fp=)/);
  const numbered = splitLineNumber(space === -1 ? text : text.slice(0, space));
  if (numbered === null || !/(?:\.go|\.s|\.c|\.cgo|<autogenerated>|\?)$/.test(numbered.before)) {
    return null;
  }
  return { file: numbered.before, line: numbered.line };
}
