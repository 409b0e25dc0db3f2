import { readFileSync } from 'node:fs';
import { Client, UndiciConnection } from '@elastic/elasticsearch';
import { Client as Client8, UndiciConnection as UndiciConnection8 } from 'elasticsearch8';

/** How a cluster is reached; the store and each telemetry source have their own. */
export interface ElasticsearchConnectionOptions {
  readonly urls: readonly string[];
  readonly auth:
    | { readonly kind: 'none' }
    | { readonly kind: 'basic'; readonly username: string; readonly password: string }
    | { readonly kind: 'apiKey'; readonly apiKey: string };
  /** Certificate of the authority that signed the cluster's; the system's authorities otherwise. */
  readonly caFile?: string;
  readonly requestTimeoutSeconds: number;
  /** A cluster of 8 refuses the headers of client 9. */
  readonly majorVersion: 8 | 9;
}

/** Told of every answer, refusals included: how long it was, packed as it came. */
export type OnAnswer = (bytes: number) => void;

export function createClient(options: ElasticsearchConnectionOptions, onAnswer?: OnAnswer): Client {
  const { auth } = options;
  const settings = {
    nodes: [...options.urls],
    ...(auth.kind === 'basic' ? { auth: { username: auth.username, password: auth.password } } : {}),
    ...(auth.kind === 'apiKey' ? { auth: { apiKey: auth.apiKey } } : {}),
    ...(options.caFile === undefined ? {} : { tls: { ca: readFileSync(options.caFile) } }),
    requestTimeout: options.requestTimeoutSeconds * 1000,
    // What is worth trying again is decided in call.ts.
    maxRetries: 0,
    compression: true,
    // Errors travel into logs: neither headers nor bodies go with them.
    redaction: { type: 'remove' as const },
  };
  // Both clients offer the same methods for all that is used here; only the announced version differs.
  return options.majorVersion === 8
    ? (new Client8({ ...settings, ...(onAnswer && { Connection: telling8(onAnswer) }) }) as unknown as Client)
    : new Client({ ...settings, ...(onAnswer && { Connection: telling(onAnswer) }) });
}

function telling(onAnswer: OnAnswer): typeof UndiciConnection {
  return class extends UndiciConnection {
    override async request(...asked: Parameters<UndiciConnection['request']>): Promise<never> {
      return told(await super.request(...asked), onAnswer);
    }
  };
}

function telling8(onAnswer: OnAnswer): typeof UndiciConnection8 {
  return class extends UndiciConnection8 {
    override async request(...asked: Parameters<UndiciConnection8['request']>): Promise<never> {
      return told(await super.request(...asked), onAnswer);
    }
  };
}

/** The clients type what they ask for by overloads; it is handed on as it is. */
function told(answer: { readonly body: unknown }, onAnswer: OnAnswer): never {
  const { body } = answer;
  onAnswer(typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.byteLength(body) : 0);
  return answer as never;
}
