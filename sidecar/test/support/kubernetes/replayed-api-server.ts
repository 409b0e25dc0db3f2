import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecure, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

interface KubernetesObject {
  readonly metadata: { readonly uid: string; readonly [name: string]: unknown };
  readonly [name: string]: unknown;
}

interface Entry {
  readonly version: number;
  readonly type: string;
  readonly object: unknown;
}

interface Watching {
  readonly path: string;
  readonly response: ServerResponse;
}

/**
 * The part of Kubernetes' API that a watch sees, over real HTTP: lists in pages, watches from a version, bookmarks, a
 * history that is forgotten, and everything that goes wrong with them. Written after the API's documentation ("Kubernetes
 * API Concepts"); it is no cluster.
 */
export class ReplayedApiServer {
  readonly requests: string[] = [];
  readonly authorizations: Array<string | undefined> = [];
  /** Answers these before anything else, one a request. */
  readonly refusals: Array<{ status: number; reason?: string; headers?: Record<string, string> }> = [];
  /** How long each answer is in coming. */
  delayMs = 0;
  /** Paths that are always forbidden. */
  readonly forbidden = new Set<string>();
  private readonly objects = new Map<string, Map<string, KubernetesObject>>();
  private readonly history = new Map<string, Entry[]>();
  private readonly watching = new Set<Watching>();
  private readonly server: ReturnType<typeof createPlain>;
  private readonly scheme: string;
  private version = 100;

  constructor(tls?: ServerOptions) {
    const listener: RequestListener = (request, response) =>
      void setTimeout(() => this.answer(request, response), this.delayMs);
    this.server = tls === undefined ? createPlain(listener) : createSecure(tls, listener);
    this.scheme = tls === undefined ? 'http' : 'https';
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get watches(): number {
    return this.watching.size;
  }

  /** Puts an object there, new or changed, and tells whoever watches; under a path such as `/api/v1/events`. */
  put(path: string, object: KubernetesObject): void {
    const known = this.objects.get(path) ?? new Map<string, KubernetesObject>();
    const type = known.has(object.metadata.uid) ? 'MODIFIED' : 'ADDED';
    const versioned = { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.version) } };
    this.objects.set(path, known.set(object.metadata.uid, versioned));
    this.tell(path, { version: this.version, type, object: versioned });
  }

  bookmark(path: string): void {
    this.version += 1;
    const object = { kind: 'Event', metadata: { resourceVersion: String(this.version) } };
    this.tell(path, { version: this.version, type: 'BOOKMARK', object });
  }

  /** What happened is forgotten, as etcd does after minutes; and those who watch are told so in the stream. */
  forget(path: string, { tellWatchers }: { tellWatchers: boolean }): void {
    this.version += 1000;
    this.history.set(path, [{ version: this.version, type: 'FORGOTTEN', object: null }]);
    if (tellWatchers) {
      this.write(path, `${JSON.stringify({ type: 'ERROR', object: EXPIRED })}\n`);
    }
  }

  write(path: string, text: string): void {
    [...this.watching].filter((one) => one.path === path).forEach(({ response }) => response.write(text));
  }

  /** As when a load balancer or a network dies. */
  breakConnections(path: string): void {
    [...this.watching].filter((one) => one.path === path).forEach(({ response }) => response.socket?.destroy());
  }

  /** As after `timeoutSeconds`. */
  endWatches(path: string): void {
    for (const one of [...this.watching].filter((watching) => watching.path === path)) {
      this.watching.delete(one);
      one.response.end();
    }
  }

  private tell(path: string, entry: Entry): void {
    this.history.set(path, [...(this.history.get(path) ?? []), entry]);
    this.write(path, lineOf(entry));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://server');
    this.requests.push(`${url.pathname}${url.search}`);
    this.authorizations.push(request.headers.authorization);
    const refusal = this.forbidden.has(url.pathname) ? { status: 403, reason: 'Forbidden' } : this.refusals.shift();
    if (refusal !== undefined) {
      const { status, reason, headers } = refusal;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ kind: 'Status', status: 'Failure', code: status, reason }));
    } else if (url.searchParams.get('watch') === '1') {
      this.watch(url, response);
    } else {
      this.list(url, response);
    }
  }

  private list(url: URL, response: ServerResponse): void {
    const all = [...(this.objects.get(url.pathname)?.values() ?? [])];
    const from = Number(url.searchParams.get('continue') ?? 0);
    const to = from + Number(url.searchParams.get('limit') ?? all.length);
    const rest = to < all.length ? { continue: String(to), remainingItemCount: all.length - to } : {};
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        kind: 'List',
        metadata: { resourceVersion: String(this.version), ...rest },
        items: all.slice(from, to),
      })
    );
  }

  private watch(url: URL, response: ServerResponse): void {
    const path = url.pathname;
    const from = Number(url.searchParams.get('resourceVersion'));
    const entries = this.history.get(path) ?? [];
    const forgotten = entries[0]?.type === 'FORGOTTEN' ? entries[0].version : 0;
    response.writeHead(from < forgotten ? 410 : 200, { 'content-type': 'application/json' });
    if (from < forgotten) {
      response.end(JSON.stringify(EXPIRED));
      return;
    }
    response.flushHeaders();
    const watching = { path, response };
    this.watching.add(watching);
    response.once('close', () => this.watching.delete(watching));
    entries
      .filter(({ version, type }) => version > from && type !== 'FORGOTTEN')
      .forEach((entry) => response.write(lineOf(entry)));
  }
}

const EXPIRED = {
  kind: 'Status',
  status: 'Failure',
  message: 'too old resource version: 1 (2)',
  reason: 'Expired',
  code: 410,
};

function lineOf({ type, object }: Entry): string {
  return `${JSON.stringify({ type, object })}\n`;
}
