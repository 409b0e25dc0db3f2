import { ownCode, type OwnCodeSettings } from './own-code.ts';
import { parseDotnet, readDotnetFrame } from './languages/dotnet-stack.ts';
import { parseGo, readGoFrame } from './languages/go-stack.ts';
import { parseJvm, readJvmFrame } from './languages/jvm-stack.ts';
import { parseNode, readNodeFrame } from './languages/node-stack.ts';
import { parsePython, readPythonFrame } from './languages/python-stack.ts';
import {
  linesOf,
  MAX_EXCEPTIONS,
  MAX_FRAMES,
  MAX_MESSAGE_LENGTH,
  MAX_NAME_LENGTH,
  type ExceptionDraft,
  type OwnCode,
  type ParsedStack,
  type StackException,
  type StackFrame,
  type StackLanguage,
  type StackTrace,
} from './stack-trace.ts';

const PARSERS: Record<StackLanguage, (lines: readonly string[], isOwn: OwnCode) => ParsedStack | null> = {
  jvm: parseJvm,
  python: parsePython,
  node: parseNode,
  go: parseGo,
  dotnet: parseDotnet,
};

/** The trace in a text, or null where there is none in a language we read. Linear time; never throws. */
export function parseStack(text: string, settings: OwnCodeSettings = {}): StackTrace | null {
  const lines = linesOf(text);
  const language = languageOf(lines);
  const parsed = language === null ? null : PARSERS[language](lines, ownCode(language, settings));
  const [first, ...others] = (parsed?.exceptions ?? []).slice(0, MAX_EXCEPTIONS).map(bounded);
  if (language === null || parsed === null || first === undefined) {
    return null;
  }
  return { language, exceptions: [first, ...others], leadLines: parsed.leadLines };
}

function bounded({ type, message, frames }: ExceptionDraft): StackException {
  return {
    type,
    message: message.trim().slice(0, MAX_MESSAGE_LENGTH),
    frames: frames.slice(0, MAX_FRAMES).map(withShortNames),
  };
}

function withShortNames(frame: StackFrame): StackFrame {
  const { function: name, module, file } = frame;
  const length = Math.max(name?.length ?? 0, module?.length ?? 0, file?.length ?? 0);
  return length <= MAX_NAME_LENGTH
    ? frame
    : {
        ...frame,
        function: name?.slice(0, MAX_NAME_LENGTH) ?? null,
        module: module?.slice(0, MAX_NAME_LENGTH) ?? null,
        // The end of a path tells more than its beginning.
        file: file?.slice(-MAX_NAME_LENGTH) ?? null,
      };
}

/** The language of the first line that can only be a frame. */
export function languageOf(lines: readonly string[]): StackLanguage | null {
  for (let at = 0; at < lines.length; at += 1) {
    const language = languageOfFrame(lines[at] ?? '', lines[at + 1] ?? '');
    if (language !== null) {
      return language;
    }
  }
  return null;
}

export function languageOfFrame(line: string, below: string): StackLanguage | null {
  const at = frameStart(line);
  if (at !== -1) {
    const text = line.slice(at);
    return readJvmFrame(text) !== null
      ? 'jvm'
      : readNodeFrame(text) !== null
        ? 'node'
        : readDotnetFrame(text) !== null
          ? 'dotnet'
          : null;
  }
  if (line.includes('File "') && readPythonFrame(line.slice(line.indexOf('File "'))) !== null) {
    return 'python';
  }
  if (line.endsWith('Traceback (most recent call last):')) {
    return 'python';
  }
  return below.includes(':') && readGoFrame(line, below) !== null ? 'go' : null;
}

/** Where `at …` begins: at the line's beginning, or behind logcat's prefix. */
function frameStart(line: string): number {
  const start = line.length - line.trimStart().length;
  if (line.startsWith('at ', start)) {
    return start;
  }
  const logcat = line.indexOf('AndroidRuntime');
  const behind = logcat === -1 ? -1 : line.indexOf('at ', logcat);
  return behind !== -1 && /: \s*$/.test(line.slice(logcat, behind)) ? behind : -1;
}
