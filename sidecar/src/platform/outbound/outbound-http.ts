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
  /** Ends it before its time. */
  readonly signal?: AbortSignal;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly text: string;
  readonly bytes: number;
  readonly retryAfter: string | null;
}

export interface OutboundStreamRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request and the stream, which then throws. */
  readonly signal: AbortSignal;
  /** A stream that says nothing for longer is dead. */
  readonly silentSeconds: number;
}

export interface OutboundStream {
  readonly status: number;
  readonly retryAfter: string | null;
  /** Must be read to its end or left by `break`, which ends the connection. */
  readonly body: AsyncIterable<Buffer>;
}

/** What both sides of a TLS connection show. */
export interface OutboundTls {
  /** Certificates of the authorities that may have signed the other side's; the system's otherwise. */
  readonly ca?: string | Buffer;
  /** Ours, with its key, where the other side knows us by it. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /** The name in the other side's certificate, where it is not the one of the address. */
  readonly servername?: string;
}

/** All methods throw where the origin or its address is not allowed, or does not answer. */
export interface Outbound {
  /** The status of the answer, whose content is thrown away. */
  postJson(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<number>;
  ask(asked: OutboundRequest): Promise<OutboundAnswer>;
  /** An answer that is read as it comes, for as long as it comes. */
  stream(asked: OutboundStreamRequest): Promise<OutboundStream>;
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
  tls = {},
  connections = 4,
}: {
  origins: readonly string[];
  timeoutSeconds: number;
  /** Certificate of the authority that signed the other side's; the system's authorities otherwise. */
  caFile?: string | null;
  tls?: OutboundTls;
  /** To one origin at once; a stream holds one for itself. */
  connections?: number;
}): Outbound {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  const milliseconds = timeoutSeconds * 1000;
  const dispatcher = new Agent({
    connectTimeout: milliseconds,
    headersTimeout: milliseconds,
    bodyTimeout: milliseconds,
    connections,
    connect: { lookup: guardedLookup, ...(caFile === null ? {} : { ca: readFileSync(caFile) }), ...tls },
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
    ask: async ({ method, url, headers = {}, body, maxBytes, signal }) => {
      requireAllowed(url);
      const answer = await request(url, {
        method,
        dispatcher,
        // One limit for all of it: an answer that trickles is none.
        signal: AbortSignal.any([AbortSignal.timeout(milliseconds), ...(signal === undefined ? [] : [signal])]),
        headers: { accept: 'application/json', ...(body === undefined ? {} : JSON_CONTENT), ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const content = await readUpTo(answer.body, maxBytes);
      return {
        status: answer.statusCode,
        text: content.toString('utf8'),
        bytes: content.length,
        retryAfter: textOf(answer.headers['retry-after']),
      };
    },
    stream: async ({ url, headers = {}, signal, silentSeconds }) => {
      requireAllowed(url);
      const answer = await request(url, { dispatcher, signal, headers, bodyTimeout: silentSeconds * 1000 });
      return { status: answer.statusCode, retryAfter: textOf(answer.headers['retry-after']), body: answer.body };
    },
    close: () => dispatcher.close(),
  };
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
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
