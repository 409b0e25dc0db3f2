import type { ErrorDefinition } from '../catalogue/signature-definition.ts';

type Printer = (told: { type: string; message: string; frames: readonly string[] }) => string;

/** As each runtime prints it. */
const PRINTERS: Readonly<Record<ErrorDefinition['language'], Printer>> = {
  // As the demo's own lines (demo-line.ts).
  node: ({ type, message, frames }) => [`${type}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n'),
  jvm: ({ type, message, frames }) => [`${type}: ${message}`, ...frames.map((frame) => `\tat ${frame}`)].join('\n'),
  python: ({ type, message, frames }) =>
    ['Traceback (most recent call last):', ...frames.map((frame) => `  ${frame}`), `${type}: ${message}`].join('\n'),
  go: ({ message, frames }) =>
    [
      message.startsWith('runtime:') ? `fatal error: ${message}` : `panic: ${message}`,
      '',
      'goroutine 118 [running]:',
      ...frames.flatMap((frame, at) => [`${frame}(0xc000${at}1e2c0)`, `\t${goFile(frame)}:${31 + at * 23} +0x1a4`]),
    ].join('\n'),
  dotnet: ({ type, message, frames }) => [`${type}: ${message}`, ...frames.map((frame) => `   at ${frame}`)].join('\n'),
};

export function stackText(error: ErrorDefinition, message: string): string {
  return PRINTERS[error.language]({ type: error.errorType, message, frames: error.frames });
}

/** `shop.example/auth/internal/session.(*Store).Put` lies in /srv/auth/internal/session/store.go. */
function goFile(frame: string): string {
  const [path = '', receiver = 'main'] = frame.split('.(*');
  const file = receiver.split(')')[0] ?? 'main';
  return `${path.replace('shop.example', '/srv')}/${file.toLowerCase()}.go`;
}
