import type { OwnCodeSettings } from '../stack-traces/own-code.ts';
import { parseStack } from '../stack-traces/parse-stack.ts';
import type { StackException, StackFrame, StackTrace } from '../stack-traces/stack-trace.ts';
import { fingerprintOf } from './fingerprint.ts';
import { frameName } from './frame-name.ts';

export interface TellingOfError {
  readonly message: string;
  readonly errorType: string | null;
  readonly stack: string | null;
}

/** An error as one message: what happened, apart from where. */
export interface FoldedError {
  readonly errorType: string | null;
  /** One line where the stack stood in the message: what the logger said, type and message, no frames. */
  readonly message: string;
  readonly stack: string | null;
  readonly fingerprint: string | null;
  /** The top functions of our own code with their places, from the root cause outward. */
  readonly ownFrames: readonly string[];
}

const SHOWN_FRAMES = 5;
const MAX_FRAME_LENGTH = 300;
const NONE: readonly string[] = [];
/** rsyslog writes control characters of a message as `#` and three octal digits. */
const RSYSLOG_NEWLINE = '#012';

/**
 * Reads what a line said of its error. Most lines say nothing and cost one look for a line break. To be called with
 * redacted text, before texts are cut to what is kept: a fingerprint must not be a digest of a secret that can be
 * guessed, and the root cause of a long trace stands at its end.
 */
export function readError(told: TellingOfError, settings?: OwnCodeSettings): FoldedError {
  const { message, errorType, stack } = told;
  if (stack === null && message.indexOf('\n') === -1 && message.indexOf(RSYSLOG_NEWLINE) === -1) {
    const fingerprint = errorType === null ? null : fingerprintOf(null, { errorType, message });
    return { errorType, message, stack, fingerprint, ownFrames: NONE };
  }
  return stack === null || stack === '' ? readInline(told, settings) : readApart({ ...told, stack }, settings);
}

/** A stack of its own beside the message, as OpenTelemetry and ECS tell it. */
function readApart(told: TellingOfError & { readonly stack: string }, settings?: OwnCodeSettings): FoldedError {
  const { errorType, stack } = told;
  const trace = parseStack(stack, settings);
  const outermost = trace?.exceptions[0];
  // Some loggers print the stack into the message as well.
  const inline = told.message.includes('\n') ? splitInline(told.message, settings) : null;
  const message =
    inline?.message ?? (told.message === '' && outermost !== undefined ? headline(outermost) : told.message);
  const type = errorType ?? outermost?.type ?? null;
  const fingerprint = fingerprintOf(trace, { errorType: type, message });
  return { errorType: type, message, stack, fingerprint, ownFrames: shownFrames(trace) };
}

function readInline(told: TellingOfError, settings?: OwnCodeSettings): FoldedError {
  const { errorType } = told;
  const text = told.message.includes('\n') ? told.message : unescaped(told.message);
  const split = splitInline(text, settings);
  if (split === null) {
    const fingerprint = errorType === null ? null : fingerprintOf(null, { errorType, message: told.message });
    return { errorType, message: told.message, stack: null, fingerprint, ownFrames: NONE };
  }
  const { trace, message, stack } = split;
  const type = errorType ?? trace.exceptions[0].type;
  const fingerprint = fingerprintOf(trace, { errorType: type, message });
  return { errorType: type, message, stack, fingerprint, ownFrames: shownFrames(trace) };
}

function splitInline(
  text: string,
  settings?: OwnCodeSettings
): { trace: StackTrace; message: string; stack: string } | null {
  const trace = parseStack(text, settings);
  if (trace === null) {
    return null;
  }
  const lines = text.split('\n');
  const said = saidBefore(lines.slice(0, trace.leadLines));
  const header = headline(trace.exceptions[0]);
  const lead = said.join(' ');
  const message = lead === '' ? header : header === '' ? lead : `${withoutColon(lead)}: ${header}`;
  return {
    trace,
    message: message === '' ? text.slice(0, Math.max(0, text.indexOf('\n'))) : message,
    stack: lines.slice(trace.leadLines).join('\n'),
  };
}

/** What a logger said before the trace; not the source line that Node prints, nor what Go's runtime says of itself. */
function saidBefore(lead: readonly string[]): string[] {
  const caret = lead.findLastIndex((line) => /^ *\^+$/.test(line));
  return lead
    .filter((_, at) => caret < 2 || at < caret - 2 || at > caret)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('runtime: '));
}

/** Without the colons and spaces at its end: a pattern for them would take the square of the spaces inside. */
function withoutColon(text: string): string {
  let end = text.length;
  while (end > 0 && /[:\s]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

function headline({ type, message }: StackException): string {
  const text = message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
  return type === null || text.startsWith(type) ? text : text === '' ? type : `${type}: ${text}`;
}

function unescaped(message: string): string {
  return message.replaceAll(RSYSLOG_NEWLINE, '\n').replaceAll('#011', '\t');
}

function shownFrames(trace: StackTrace | null): readonly string[] {
  const shown = new Map<string, string>();
  for (const { frames } of trace?.exceptions.toReversed() ?? []) {
    for (const frame of frames) {
      const name = trace !== null && frame.isOwn ? frameName(trace.language, frame) : null;
      if (name !== null && !shown.has(name.name)) {
        shown.set(name.name, `${name.name}${placeOf(frame)}`.slice(0, MAX_FRAME_LENGTH));
      }
      if (shown.size === SHOWN_FRAMES) {
        return [...shown.values()];
      }
    }
  }
  return [...shown.values()];
}

function placeOf({ file, line }: StackFrame): string {
  const base = file?.split(/[/\\]/).at(-1);
  return base === undefined ? '' : ` (${base}${line === null ? '' : `:${line}`})`;
}
