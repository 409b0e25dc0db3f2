import { z } from 'zod';
import { AnswerTooLong, type Outbound } from '../../platform/outbound/outbound-http.ts';
import { readJson } from '../../platform/strict-json.ts';
import type { ClusterAccess } from './access/cluster-access.ts';
import { KubernetesProblem, VersionGone } from './kubernetes-problem.ts';
import { readLines } from './read-lines.ts';

/** What is listed and watched, such as `events` under `/api/v1/namespaces/shop`. */
export interface ResourceAddress {
  readonly path: string;
  /** In the plural, for sentences. */
  readonly name: string;
}

export interface ListedPage {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  /** Null after the last page. */
  readonly next: string | null;
}

export interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

/** Of pods of some 20 kB each: pages that neither side feels. */
const PAGE_LIMIT = 250;
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
const MAX_STATUS_BYTES = 64 * 1024;
/** Etcd takes objects up to 1.5 MB; what is longer is no object. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
/** After this the server ends a watch, so that a connection that died silently is noticed. */
const WATCH_SECONDS = 240;
const SILENT_SECONDS = WATCH_SECONDS + 30;

const Page = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.string().nullish() }),
  items: z.array(z.unknown()).nullish(),
});
const Line = z.object({ type: z.string(), object: z.unknown() });
const Status = z.object({ code: z.number().nullish(), reason: z.string().nullish(), message: z.string().nullish() });

/** The two requests that a watch is made of. Both throw KubernetesProblem, or VersionGone. */
export class KubernetesApi {
  private readonly access: ClusterAccess;
  private readonly outbound: Outbound;

  constructor({ access, outbound }: { access: ClusterAccess; outbound: Outbound }) {
    this.access = access;
    this.outbound = outbound;
  }

  get server(): string {
    return this.access.server;
  }

  async list(
    resource: ResourceAddress,
    { next, signal }: { next: string | null; signal: AbortSignal }
  ): Promise<ListedPage> {
    const query = new URLSearchParams({ limit: String(PAGE_LIMIT), ...(next === null ? {} : { continue: next }) });
    const answer = await this.reached(resource, () =>
      this.outbound.ask({
        method: 'GET',
        url: `${this.access.server}${resource.path}?${query}`,
        headers: this.headers(),
        maxBytes: MAX_PAGE_BYTES,
        signal,
      })
    );
    if (answer.status !== 200) {
      throw refusal(resource, { ...answer, verb: 'list' });
    }
    const read = readJson(answer.text);
    const page = Page.safeParse(read.ok ? read.value : null);
    if (!page.success) {
      throw new KubernetesProblem(`the answer to listing ${resource.name} is no list of Kubernetes`);
    }
    const { metadata, items } = page.data;
    return { items: items ?? [], resourceVersion: metadata.resourceVersion, next: metadata.continue || null };
  }

  /**
   * What happens from the version on, a portion at a time, as it comes; the first is empty and says that the server
   * listens. Ends when the server ends it.
   */
  async *watch(
    resource: ResourceAddress,
    { from, signal }: { from: string; signal: AbortSignal }
  ): AsyncGenerator<readonly WatchEvent[]> {
    const query = new URLSearchParams({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: from,
      timeoutSeconds: String(WATCH_SECONDS),
    });
    const url = `${this.access.server}${resource.path}?${query}`;
    const headers = this.headers();
    const answer = await this.reached(resource, () =>
      this.outbound.stream({ url, headers, signal, silentSeconds: SILENT_SECONDS })
    );
    if (answer.status !== 200) {
      throw refusal(resource, { ...answer, text: await startOf(answer.body), verb: 'watch' });
    }
    yield [];
    try {
      for await (const lines of readLines(answer.body, MAX_LINE_BYTES)) {
        yield lines.map((line) => eventOf(resource, line));
      }
    } catch (error) {
      throw (
        ownProblem(error) ??
        new KubernetesProblem(`the connection broke while watching ${resource.name}`, { cause: error })
      );
    }
  }

  private headers(): Record<string, string> {
    const authorization = this.access.authorization();
    return { accept: 'application/json', ...(authorization === null ? {} : { authorization }) };
  }

  private async reached<Answer>(resource: ResourceAddress, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof AnswerTooLong) {
        throw new KubernetesProblem(`the list of ${resource.name} is too long: ${error.message}`);
      }
      const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
      throw new KubernetesProblem(
        `the API server of the cluster does not answer (${code}): check its address, its certificate and the network`,
        { cause: error }
      );
    }
  }
}

function eventOf(resource: ResourceAddress, line: string): WatchEvent {
  const read = readJson(line);
  const event = Line.safeParse(read.ok ? read.value : null);
  if (!event.success) {
    throw new VersionGone(`a line of the watch of ${resource.name} cannot be read`);
  }
  const { type, object } = event.data;
  if (type === 'ERROR') {
    const status = Status.safeParse(object).data ?? {};
    const told = { status: status.code ?? 500, text: JSON.stringify(status), retryAfter: null, verb: 'watch' };
    throw refusal(resource, told);
  }
  return { type, object };
}

const VERSION_AHEAD = 'Too large resource version';

/** What the server says in its own words may quote what was asked; of it only the known reasons are told. */
function refusal(
  { name }: ResourceAddress,
  { status, text, retryAfter, verb }: { status: number; text: string; retryAfter: string | null; verb: string }
): Error {
  const read = readJson(text);
  const told = Status.safeParse(read.ok ? read.value : null).data ?? {};
  const isAhead = told.message?.includes(VERSION_AHEAD) === true;
  if (status === 410 || told.reason === 'Expired' || told.reason === 'Gone' || isAhead) {
    return new VersionGone(`the cluster forgot the version of ${name}`);
  }
  const seconds = Number(retryAfter ?? Number.NaN);
  const wait = { retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null };
  switch (status) {
    case 401:
      return new KubernetesProblem(
        `the cluster does not know our credential (401): renew the token or certificate`,
        wait
      );
    case 403:
      return new KubernetesProblem(
        `our account may not ${verb} ${name} (403): give it get, list and watch (deploy/kubernetes-watch/watch-role.yaml)`,
        wait
      );
    case 429:
      return new KubernetesProblem(`the cluster is busy and asks to ${verb} ${name} later (429)`, wait);
    default:
      return new KubernetesProblem(`the cluster answered ${status} when asked to ${verb} ${name}`, wait);
  }
}

function ownProblem(error: unknown): Error | null {
  return error instanceof KubernetesProblem || error instanceof VersionGone ? error : null;
}

async function startOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MAX_STATUS_BYTES) {
        break;
      }
    }
  } catch {
    // The status alone says enough.
  }
  return Buffer.concat(chunks).toString('utf8');
}
