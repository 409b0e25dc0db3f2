import { pino, type DestinationStream, type Logger } from 'pino';

/** JSON lines on standard output. Requests are logged by route and outcome; payloads, headers and queries never are. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { product: 'incident-memory' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError, req: () => undefined, res: () => undefined },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Of errors only what is ours to say: messages of drivers may quote the payload they choked on, so they are bounded. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) {
    return { name: typeof error };
  }
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return {
    name: error.name,
    message: error.message.slice(0, 300),
    stack: error.stack?.split('\n').slice(1, 8).join('\n'),
    ...cause,
  };
}
