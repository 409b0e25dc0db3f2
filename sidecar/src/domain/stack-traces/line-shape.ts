import { readHeader } from './exception-header.ts';
import { readGoPlace } from './languages/go-stack.ts';
import { languageOfFrame } from './parse-stack.ts';

/**
 * What a single line of a log can be to a stack trace: a frame; a link between exceptions; the start of one (a header,
 * a panic, a traceback's first line); or nothing that the line alone could tell.
 */
export type LineShape = 'frame' | 'link' | 'start' | 'none';

const TRACEBACK = 'Traceback (most recent call last):';
const LINK =
  /^(?:Caused by: |Wrapped by: |Suppressed: |\.\.\. \d+ |---> |--- End of |\[cause\]: |caused by: |\[errors\]: \[|goroutine \d+ .*:$|created by \S+|\[signal SIG|\[Previous line repeated|During handling of the above|The above exception was the|[~^][~^ ]*$|\+-[+-]*|\[CIRCULAR )/;
const STARTS = ['Exception in thread "', 'panic: ', 'fatal error: ', 'Unhandled exception. '];
/** Characters that a frame or link begins with. */
const FIRST = new Set([...' \t#.-+|~^aCcDFGgSTW'].map((character) => character.charCodeAt(0)));

/** rsyslog keeps the space behind its tag and writes tabs as `#011`; Docker keeps the line's end. */
export function plainText(message: string): string {
  const text = message.includes('#011') ? message.replaceAll('#011', '\t') : message;
  return text.trimEnd();
}

export function shapeOf(text: string): LineShape {
  const trimmed = text.trimStart();
  if (isTraceback(trimmed)) {
    return 'start';
  }
  if (languageOfFrame(text, '') !== null || (trimmed.length < text.length && readGoPlace(trimmed) !== null)) {
    return 'frame';
  }
  if (LINK.test(trimmed)) {
    return 'link';
  }
  return STARTS.some((start) => trimmed.startsWith(start)) || (readHeader(text)?.strength ?? 0) > 1 ? 'start' : 'none';
}

/** Quick look at a line: no batch without one of these has anything to fold. */
export function mayBeFrame(message: string): boolean {
  if (!FIRST.has(message.charCodeAt(0))) {
    return false;
  }
  const shape = shapeOf(plainText(message));
  return shape === 'frame' || shape === 'link';
}

export function isTraceback(text: string): boolean {
  return text.endsWith(TRACEBACK);
}

/** Starts that are said by no logger: they never belong to the line before. */
export function isUncaught(text: string): boolean {
  return STARTS.some((start) => text.startsWith(start));
}
