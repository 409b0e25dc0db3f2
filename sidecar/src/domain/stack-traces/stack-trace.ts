/**
 * Stack traces: what a program prints when it fails, read into one shape whatever the language. A trace is a chain of
 * exceptions, from the one that was thrown at us to the one that began it, each with the functions that were running,
 * the failing one first. What matters most of a frame is whether it is our own code: libraries and runtimes change
 * under a fault that stays the same, and people fix what they wrote. (The idea of own frames is that of Sentry's
 * "in app", Bugsnag's "in project" and Elastic APM's grouping key.)
 *
 * Traces are written by whoever makes a program fail, and come cut, doubled and interleaved: the parsers promise
 * linear time, bounds on all they keep, and never to throw; what they cannot read they leave out.
 */
export type StackLanguage = 'jvm' | 'python' | 'node' | 'go' | 'dotnet';

export interface StackFrame {
  /** As printed, without arguments: `place`, `new Cart`, `(*Service).Place`; null where it has no name. */
  readonly function: string | null;
  /** Class or package, as printed: `com.shop.OrderService`, `github.com/acme/shop/orders`. */
  readonly module: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly isOwn: boolean;
}

export interface StackException {
  /** Null where the trace does not say: it was cut, or the language prints messages only (Go's errors). */
  readonly type: string | null;
  readonly message: string;
  /** The failing function first. Frames that a cause shares with what it caused stand there only, as printed. */
  readonly frames: readonly StackFrame[];
}

export interface StackTrace {
  readonly language: StackLanguage;
  /**
   * From what was thrown at us to the root cause; never empty. Suppressed exceptions, other goroutines and all members
   * of a group but the first happened beside the chain and are left out.
   */
  readonly exceptions: readonly [StackException, ...StackException[]];
  /** How many lines of the text stand before the trace: what the logger said. */
  readonly leadLines: number;
}

/** What a parser of one language fills. */
export interface ExceptionDraft {
  type: string | null;
  message: string;
  frames: StackFrame[];
}

export interface ParsedStack {
  readonly exceptions: readonly ExceptionDraft[];
  readonly leadLines: number;
}

/** Says of a frame whether it is our own code. */
export type OwnCode = (frame: Omit<StackFrame, 'isOwn'>) => boolean;

/** A gigabyte of trace says no more than this; both ends are read, since languages differ in where the fault stands. */
export const MAX_LOOKED_AT = 64 * 1024;
/** Longer lines are data, not frames. */
export const MAX_LINE_LENGTH = 2000;
export const MAX_EXCEPTIONS = 32;
export const MAX_FRAMES = 256;
/** Names of functions, modules and files: patterns run over these, so that none may be long. */
export const MAX_NAME_LENGTH = 300;
export const MAX_MESSAGE_LENGTH = 2000;
/** Where something was left out. */
export const CUT_MARK = '… [cut]';

/** The beginning and the end of a text that is too long, parted where lines end. */
export function cutStack(text: string, maxLength: number): string {
  if (text.length <= maxLength) {
    return text;
  }
  const room = maxLength - CUT_MARK.length - 2;
  const headEnd = text.lastIndexOf('\n', Math.floor(room / 2));
  const head = text.slice(0, headEnd > 0 ? headEnd : Math.floor(room / 2));
  const tailRoom = text.length - (room - head.length);
  const tailStart = text.indexOf('\n', tailRoom) + 1;
  const tail = text.slice(tailStart > 0 && tailStart < text.length ? tailStart : tailRoom);
  return `${head}\n${CUT_MARK}\n${tail}`.toWellFormed();
}

export function linesOf(text: string): string[] {
  return cutStack(text, MAX_LOOKED_AT)
    .split('\n')
    .map((line) => (line.length > MAX_LINE_LENGTH ? line.slice(0, MAX_LINE_LENGTH) : line).trimEnd());
}

export function addMessageLine(draft: ExceptionDraft, line: string): void {
  if (draft.message.length + line.length < MAX_MESSAGE_LENGTH) {
    draft.message = draft.message === '' ? line : `${draft.message}\n${line}`;
  }
}

/** How far a line stands in; a tab counts as one. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The number at the end of `text`, after its last colon, and what stands before; null where there is none. */
export function splitLineNumber(text: string): { before: string; line: number } | null {
  const colon = text.lastIndexOf(':');
  const digits = text.length - colon - 1;
  if (colon < 1 || digits < 1 || digits > 9) {
    return null;
  }
  for (let at = colon + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) {
      return null;
    }
  }
  return { before: text.slice(0, colon), line: Number(text.slice(colon + 1)) };
}
