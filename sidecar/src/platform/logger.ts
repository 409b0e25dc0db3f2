import { pino, type DestinationStream, type Logger } from 'pino';

/** JSON lines on standard output. Requests are logged by route and outcome; payloads, headers and queries never are. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { product: 'incident-memory' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: (error: unknown) => describeError(error), req: () => undefined, res: () => undefined },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const MAX_MESSAGE = 300;
const MAX_CAUSES = 5;
const MAX_FRAMES = 7;
const FRAME = /^ {4}at /;

/**
 * Of errors only what is ours to say: messages of drivers may quote the payload they choked on, so they are bounded,
 * and of the stack, which repeats the message, only the frames are told.
 */
function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) {
    return { name: typeof error };
  }
  const hasCause = error.cause !== undefined && depth < MAX_CAUSES;
  const frames = error.stack?.split('\n').filter((line) => FRAME.test(line)) ?? [];
  return {
    name: error.name,
    message: error.message.slice(0, MAX_MESSAGE),
    stack: frames.slice(0, MAX_FRAMES).join('\n'),
    ...(hasCause ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
