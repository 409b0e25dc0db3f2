import {
  addMessageLine,
  indentOf,
  MAX_EXCEPTIONS,
  type ExceptionDraft,
  type OwnCode,
  type ParsedStack,
  type StackFrame,
} from '../stack-trace.ts';

interface GroupDraft extends ExceptionDraft {
  /** The chain of a group's first member, outermost first. */
  members?: ExceptionDraft[];
}

const TRACEBACK = 'Traceback (most recent call last):';
const BETWEEN = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const MEMBER = /^\+-\+?-+ (\d+|\.\.\.) -+$/;
const GROUP_END = /^\+-{10,}$/;
const HEADER = /^([A-Za-z_][\w.<>]*)(?:: (.*)|:)?$/;

/**
 * A traceback prints the oldest call first and the exception below; causes stand above what they caused. Groups (3.11)
 * indent their members behind bars. Lines of source and carets hold names of variables and are passed over.
 */
export function parsePython(lines: readonly string[], isOwn: OwnCode): ParsedStack | null {
  const leadLines = lines.findIndex(
    (line) => line.trimEnd().endsWith(TRACEBACK) || readPythonFrame(line.trim()) !== null
  );
  if (leadLines === -1) {
    return null;
  }
  const reader = new TracebackReader(isOwn);
  for (let at = leadLines; at < lines.length; at += 1) {
    reader.read(lines[at] ?? '', lines[at + 1] ?? '');
  }
  const exceptions = reader.chain().slice(0, MAX_EXCEPTIONS);
  return exceptions.length === 0 ? null : { exceptions, leadLines };
}

class TracebackReader {
  private readonly isOwn: OwnCode;
  private readonly levels: GroupDraft[][] = [[]];
  private current: GroupDraft | null = null;
  private state: 'outside' | 'member' | 'frames' | 'message' = 'outside';
  private indent = 0;
  /** The line before was a frame whose sender trims lines, so that only its place tells source from a header. */
  private isAfterTrimmedFrame = false;
  /** Column of the separator behind which all members but the first are passed over. */
  private passedColumn: number | null = null;

  constructor(isOwn: OwnCode) {
    this.isOwn = isOwn;
  }

  read(line: string, next: string): void {
    const text = line.trim();
    if (text.startsWith('+-') && this.readSeparator(text, line.indexOf('+'))) {
      return;
    }
    if (this.passedColumn !== null) {
      return;
    }
    const [plain, indent] = withoutBars(line);
    if (plain.endsWith(TRACEBACK)) {
      this.begin(indent);
      return;
    }
    const frame = readPythonFrame(plain);
    if (frame !== null && this.state !== 'message') {
      if (this.state === 'outside' || this.state === 'member') {
        this.begin(Math.max(0, indent - 2));
      }
      this.current?.frames.push({ ...frame, isOwn: this.isOwn(frame) });
      this.isAfterTrimmedFrame = indent <= this.indent;
    } else if (this.state === 'frames' || this.state === 'member') {
      // A member that was never raised has a header and no traceback.
      if (this.state === 'member') {
        this.begin(indent);
      }
      this.readBelowFrame(plain, { indent, isLast: withoutBars(next)[0] === '' });
    } else if (this.state === 'message' && this.current !== null) {
      this.state = BETWEEN.test(plain) ? 'outside' : 'message';
      if (this.state === 'message' && plain !== '') {
        addMessageLine(this.current, plain);
      }
    }
  }

  /** Outermost first, the chain of a group's first member behind the group. */
  chain(): ExceptionDraft[] {
    while (this.levels.length > 1) {
      this.closeGroup();
    }
    return flattened(this.levels[0] ?? []);
  }

  private begin(indent: number): void {
    this.current = { type: null, message: '', frames: [] };
    this.levels.at(-1)?.push(this.current);
    this.indent = indent;
    this.state = 'frames';
    this.isAfterTrimmedFrame = false;
  }

  private readBelowFrame(plain: string, { indent, isLast }: { indent: number; isLast: boolean }): void {
    const isSource = indent > this.indent || (this.isAfterTrimmedFrame && !isLast);
    this.isAfterTrimmedFrame = false;
    if (this.current === null || isSource || plain === '' || plain.startsWith('[Previous line repeated')) {
      return;
    }
    if (/^[~^ ]+$/.test(plain)) {
      return;
    }
    const header = HEADER.exec(plain);
    this.current.type = header?.[1] ?? null;
    this.current.message = header === null ? plain : (header[2] ?? '');
    this.state = 'message';
  }

  private readSeparator(text: string, column: number): boolean {
    const member = MEMBER.exec(text);
    if (member === null && !GROUP_END.test(text)) {
      return false;
    }
    if (this.passedColumn !== null && column > this.passedColumn) {
      return true;
    }
    this.passedColumn = null;
    if (member === null) {
      this.closeGroup();
    } else if (member[1] === '1') {
      this.levels.push([]);
      this.state = 'member';
    } else {
      this.passedColumn = column;
    }
    return true;
  }

  private closeGroup(): void {
    const members = this.levels.length > 1 ? this.levels.pop() : undefined;
    const group = this.levels.at(-1)?.at(-1);
    if (members !== undefined && group !== undefined) {
      group.members = flattened(members);
      this.current = group;
      this.state = 'message';
    }
  }
}

function flattened(printed: readonly GroupDraft[]): ExceptionDraft[] {
  return printed.toReversed().flatMap((one) => [{ ...one, frames: one.frames.toReversed() }, ...(one.members ?? [])]);
}

/** Groups stand behind `  | ` and begin with `  + `. */
function withoutBars(line: string): [string, number] {
  const start = indentOf(line);
  const mark = line[start];
  if ((mark === '|' || mark === '+') && (line.length === start + 1 || line[start + 1] === ' ')) {
    const inner = line.slice(start + 2);
    return [inner.trim(), start + 2 + indentOf(inner)];
  }
  return [line.trim(), start];
}

/** `File "path", line 12, in name`; an error of syntax says no name. */
export function readPythonFrame(text: string): Omit<StackFrame, 'isOwn'> | null {
  if (!text.startsWith('File "')) {
    return null;
  }
  const end = text.indexOf('", line ', 6);
  const numbered = end === -1 ? null : /^(\d{1,9})(?:, in (.+))?$/.exec(text.slice(end + 8));
  if (numbered === null) {
    return null;
  }
  return { function: numbered[2] ?? null, module: null, file: text.slice(6, end), line: Number(numbered[1]) };
}
