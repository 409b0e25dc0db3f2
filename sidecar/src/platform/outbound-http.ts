import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { guardedLookup, hasForbiddenHost } from './outbound-address.ts';

export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A longer answer is given up. */
  readonly maxBytes: number;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly text: string;
  readonly bytes: number;
  readonly retryAfter: string | null;
}

/** All methods throw where the origin or its address is not allowed, or does not answer. */
export interface Outbound {
  /** The status of the answer, whose content is thrown away. */
  postJson(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<number>;
  ask(asked: OutboundRequest): Promise<OutboundAnswer>;
  close(): Promise<void>;
}

export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/** The one way out of the process besides the stores' own clients: to named origins only, no redirects, bounded waits. */
export function createOutbound({
  origins,
  timeoutSeconds,
  caFile = null,
}: {
  origins: readonly string[];
  timeoutSeconds: number;
  /** Certificate of the authority that signed the other side's; the system's authorities otherwise. */
  caFile?: string | null;
}): Outbound {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  const milliseconds = timeoutSeconds * 1000;
  const dispatcher = new Agent({
    connectTimeout: milliseconds,
    headersTimeout: milliseconds,
    bodyTimeout: milliseconds,
    connections: 4,
    connect: { lookup: guardedLookup, ...(caFile === null ? {} : { ca: readFileSync(caFile) }) },
  });
  const requireAllowed = (url: string): void => {
    if (!allowed.has(new URL(url).origin)) {
      throw new Error('this origin is not configured');
    }
    if (hasForbiddenHost(url)) {
      throw new Error('this address is never asked');
    }
  };
  return {
    postJson: async (url, body, headers = {}) => {
      requireAllowed(url);
      const answer = await request(url, {
        method: 'POST',
        dispatcher,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      await answer.body.dump();
      return answer.statusCode;
    },
    ask: async ({ method, url, headers = {}, body, maxBytes }) => {
      requireAllowed(url);
      const answer = await request(url, {
        method,
        dispatcher,
        // One limit for all of it: an answer that trickles is none.
        signal: AbortSignal.timeout(milliseconds),
        headers: { accept: 'application/json', ...(body === undefined ? {} : JSON_CONTENT), ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const retryAfter = answer.headers['retry-after'];
      const content = await readUpTo(answer.body, maxBytes);
      return {
        status: answer.statusCode,
        text: content.toString('utf8'),
        bytes: content.length,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      };
    },
    close: () => dispatcher.close(),
  };
}

const JSON_CONTENT = { 'content-type': 'application/json' };

async function readUpTo(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new AnswerTooLong(`the answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
