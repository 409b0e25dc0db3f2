import type { RawLine } from '../signals/raw-line.ts';
import { readGoFrame } from './languages/go-stack.ts';
import { readPythonFrame } from './languages/python-stack.ts';
import { isTraceback, isUncaught, shapeOf, type LineShape } from './line-shape.ts';
import { MAX_LOOKED_AT } from './stack-trace.ts';

const MAX_LINES = 1024;
/** The lines of one trace are printed at once; what comes later belongs to another. */
const MAX_APART_MS = 5000;
/** What the logger said and the exception below it are one call. */
const LEAD_APART_MS = 1000;
/** Other lines of the service that may stand between those of a trace: threads print at the same moment. */
const MAX_BETWEEN = 4;
/** Lines of a message between an exception's header and its first frame. */
const MAX_MESSAGE_LINES = 8;
/** What begins a record of its own: a time, a bracket, a JSON object, a level. */
const RECORD = /^(?:\d{2}|\[|\{|<\d|(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b)/;
const CAUSE = /^\s*(?:Caused by|Wrapped by|caused by|\[cause\]): |^\s*---> /;
/** Exception groups stand behind bars. */
const BAR = /^\s*\|/;
/** Node prints one above the header of what nobody caught, Python below frames. */
const CARET = /^\s*[~^]/;
const PYTHON_HEADER = /^[A-Za-z_][\w.]*(?:: .*)?$/;

export interface SequenceOfLines {
  readonly lines: readonly RawLine[];
  readonly texts: readonly string[];
  readonly shapes: readonly LineShape[];
  /** Lines that stood between those of an earlier trace may begin one of their own; those of it may not. */
  readonly taken: ReadonlySet<number>;
}

/** The lines of the trace that may begin at one line of a service, found from its shape and what stands below it. */
export class TraceOfLines {
  private readonly sequence: SequenceOfLines;
  private readonly start: number;
  private readonly joined: number[];
  private length: number;
  private traceId: string | null;
  private last = '';
  private between = 0;
  private isPython = false;
  /** Whether Python's header was read, below which only the next traceback of the chain can follow. */
  private isEnded = false;
  /** Between the header of a cause and its first frame. */
  private isInMessage = false;
  /** Within the properties that Node shows of an error. */
  private isInProperties = false;

  constructor(sequence: SequenceOfLines, start: number) {
    this.sequence = sequence;
    this.start = start;
    this.joined = [start];
    this.length = this.text(start).length;
    this.traceId = sequence.lines[start]?.traceId ?? null;
  }

  join(): readonly number[] {
    const head = this.sequence.lines[this.start];
    if (head === undefined || head.stack !== null || head.errorType !== null) {
      return this.joined;
    }
    const body = this.beginningOfBody();
    if (body === null) {
      return this.joined;
    }
    for (let at = this.start + 1; at < body; at += 1) {
      this.take(at);
    }
    this.note(this.text(body - 1));
    for (let at = body; at < this.sequence.lines.length && this.between <= MAX_BETWEEN; at += 1) {
      if (this.sequence.taken.has(at)) {
        continue;
      }
      if (!this.mayTake(at)) {
        break;
      }
      if (this.goesOnWith(at)) {
        this.take(at);
      } else if (this.shape(at) === 'start') {
        break;
      } else {
        this.between += 1;
      }
    }
    return this.joined;
  }

  /** Where the lines end that are known only by the frame that follows them; null where none follows. */
  private beginningOfBody(): number | null {
    const shape = this.shape(this.start);
    const below = this.shape(this.start + 1);
    if (shape === 'frame' || (shape === 'link' && !CARET.test(this.text(this.start)))) {
      return this.start + 1;
    }
    if (shape === 'start' && (isTraceback(this.text(this.start)) || this.text(this.start).startsWith('panic: '))) {
      return below === 'none' && this.text(this.start + 1) !== '' ? null : this.start + 1;
    }
    if (
      below === 'frame' ||
      (below === 'link' && (shape === 'start' || this.text(this.start + 1).startsWith('goroutine ')))
    ) {
      return this.mayTake(this.start + 1) ? this.start + 1 : null;
    }
    const header = shape === 'start' ? this.start : below === 'start' && this.isLead() ? this.start + 1 : null;
    return header === null ? null : this.firstFrameBelow(header);
  }

  /** Whether the first line is what a logger said of the exception on the second. */
  private isLead(): boolean {
    const [lead, header] = [this.sequence.lines[this.start], this.sequence.lines[this.start + 1]];
    const apart = Math.abs((lead?.at ?? 0) - (header?.at ?? 0));
    const isTimed = lead?.at !== null && header?.at !== null;
    return (
      !isUncaught(this.text(this.start + 1)) && this.mayTake(this.start + 1) && (!isTimed || apart <= LEAD_APART_MS)
    );
  }

  private firstFrameBelow(header: number): number | null {
    if (isTraceback(this.text(header))) {
      return header + 1;
    }
    for (let at = header + 1; at <= header + MAX_MESSAGE_LINES && this.mayTake(at); at += 1) {
      const shape = this.shape(at);
      if (shape === 'frame' || shape === 'link') {
        return at;
      }
      if (shape === 'start' || RECORD.test(this.text(at))) {
        return null;
      }
    }
    return null;
  }

  private goesOnWith(at: number): boolean {
    const text = this.text(at);
    const shape = this.shape(at);
    if (this.isEnded) {
      return shape === 'link' || (isTraceback(text) && /above exception/.test(this.last)) || this.isBlankInside(at);
    }
    if (shape === 'frame' || shape === 'link') {
      return true;
    }
    // The rest is known by what it follows: nothing may stand between.
    if (this.between > 0) {
      return false;
    }
    const isSource = readPythonFrame(this.last.trim()) !== null && !RECORD.test(text);
    const isMessage = this.isInMessage && this.firstFrameBelow(at - 1) !== null;
    const isBehindBar = this.isPython && BAR.test(text) && (BAR.test(this.last) || /^\s*\+/.test(this.last));
    const isPythonHeader = this.isPython && PYTHON_HEADER.test(text);
    const isGo = readGoFrame(text, this.text(at + 1)) !== null || /^\s+panic: /.test(text);
    return (
      isSource || isMessage || isBehindBar || isPythonHeader || isGo || this.isInProperties || this.isBlankInside(at)
    );
  }

  /** An empty line between parts of one trace. */
  private isBlankInside(at: number): boolean {
    const below = this.text(at + 1);
    return (
      this.text(at) === '' &&
      (this.shape(at + 1) === 'link' || isTraceback(below) || readGoFrame(below, this.text(at + 2)) !== null)
    );
  }

  private mayTake(at: number): boolean {
    const line = this.sequence.lines[at];
    const head = this.sequence.lines[this.start];
    if (line === undefined || line.stack !== null || line.errorType !== null || this.sequence.taken.has(at)) {
      return false;
    }
    const isApart = line.at !== null && head?.at != null && Math.abs(line.at - head.at) > MAX_APART_MS;
    const isOther = line.traceId !== null && this.traceId !== null && line.traceId !== this.traceId;
    return !isApart && !isOther && this.joined.length < MAX_LINES && this.length + line.message.length < MAX_LOOKED_AT;
  }

  private take(at: number): void {
    const text = this.text(at);
    this.joined.push(at);
    this.length += text.length + 1;
    this.traceId ??= this.sequence.lines[at]?.traceId ?? null;
    this.note(text);
  }

  private note(text: string): void {
    this.between = 0;
    if (text === '') {
      return;
    }
    const isFrame = readPythonFrame(text.trim()) !== null;
    const isSource = readPythonFrame(this.last.trim()) !== null;
    if (isFrame || isTraceback(text)) {
      this.isPython = true;
      this.isEnded = false;
    } else if (this.isPython && !isSource && PYTHON_HEADER.test(text)) {
      this.isEnded = true;
    }
    this.isInMessage = CAUSE.test(text) || (this.isInMessage && shapeOf(text) === 'none');
    this.isInProperties = text.endsWith(' {') || (this.isInProperties && text !== '}');
    this.last = text;
  }

  private shape(at: number): LineShape {
    return this.sequence.shapes[at] ?? 'none';
  }

  private text(at: number): string {
    return this.sequence.texts[at] ?? '';
  }
}
