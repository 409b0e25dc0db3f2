import type { Client, estypes } from '@elastic/elasticsearch';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { call, describeFailure, statusOf } from '../elasticsearch-client/call.ts';
import { writeInBulk, type BulkWrite } from './bulk-writes.ts';
import type { Room } from './index-definitions.ts';

/** A document with its place in the order of writes: what a change must name to be taken. */
export interface Versioned<Document> {
  readonly document: Document;
  readonly version: { readonly if_seq_no: number; readonly if_primary_term: number };
}

type Sent = { signal: AbortSignal };
type SearchRequest = Omit<estypes.SearchRequest, 'index'>;

/**
 * The few requests of which this store is made. Whatever fails becomes StoreUnavailable; "already there", "changed
 * meanwhile" and "not there" are answers. Every search is refused rather than answered from a part of the shards.
 */
export class Connection {
  private readonly client: Client;
  private readonly prefix: string;
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly limits: { readonly requestTimeoutSeconds: number };
  private closed = false;

  constructor(client: Client, options: { prefix: string; requestTimeoutSeconds: number }) {
    this.client = client;
    this.prefix = options.prefix;
    this.limits = options;
  }

  alias(room: Room): string {
    return `${this.prefix}-${room}`;
  }

  async send<Answer>(request: (client: Client, options: Sent) => Promise<Answer>): Promise<Answer> {
    if (this.closed) {
      throw new StoreUnavailable('the store is closed');
    }
    const answer = call((sent) => request(this.client, sent), this.limits);
    this.underWay.add(answer);
    try {
      return await answer;
    } catch (cause) {
      throw new StoreUnavailable(describeFailure(cause), { cause });
    } finally {
      this.underWay.delete(answer);
    }
  }

  /** Sees every write that was acknowledged, refreshed or not. */
  async get<Document>(room: Room, id: string): Promise<Versioned<Document> | null> {
    const answer = await this.sendUnless(404, (client, options) =>
      client.get<Document>({ index: this.alias(room), id }, options)
    );
    return answer?.found === true && answer._source !== undefined
      ? { document: answer._source, version: versionOf(answer) }
      : null;
  }

  /** As get, for many: a missing one is missing in the map. */
  async getAll<Document>(room: Room, ids: readonly string[]): Promise<Map<string, Document>> {
    const found = await this.getAllVersioned<Document>(room, ids);
    return new Map([...found].map(([id, { document }]) => [id, document]));
  }

  async getAllVersioned<Document>(room: Room, ids: readonly string[]): Promise<Map<string, Versioned<Document>>> {
    if (ids.length === 0) {
      return new Map();
    }
    const answer = await this.send((client, options) =>
      client.mget<Document>({ index: this.alias(room), ids: [...ids] }, options)
    );
    const found = new Map<string, Versioned<Document>>();
    for (const item of answer.docs) {
      if ('error' in item) {
        throw new StoreUnavailable(`Elasticsearch could not read from ${this.alias(room)} (${item.error.type})`);
      }
      if (item.found && item._source !== undefined) {
        found.set(item._id, { document: item._source, version: versionOf(item) });
      }
    }
    return found;
  }

  /** False where something is there under this id. */
  async create<Document>(room: Room, id: string, document: Document): Promise<boolean> {
    const answer = await this.sendUnless(409, (client, options) =>
      client.index<Document>({ index: this.alias(room), id, document, op_type: 'create', require_alias: true }, options)
    );
    return answer !== null;
  }

  /** False where the document changed since it was read. */
  async replace<Document>(
    room: Room,
    id: string,
    next: Versioned<Document> & { readonly visible?: boolean }
  ): Promise<boolean> {
    const { document, version } = next;
    const refresh = next.visible === true ? 'wait_for' : false;
    const answer = await this.sendUnless(409, (client, options) =>
      client.index<Document>(
        { index: this.alias(room), id, document, ...version, refresh, require_alias: true },
        options
      )
    );
    return answer !== null;
  }

  /** False where the document changed since it was read, or is gone. */
  async remove(room: Room, id: string, version: Versioned<unknown>['version']): Promise<boolean> {
    const removal = this.sendUnless(409, (client, options) =>
      client.delete({ index: this.alias(room), id, ...version }, { ...options, ignore: [404] })
    );
    return (await removal) !== null;
  }

  search<Document>(room: Room, request: SearchRequest): Promise<estypes.SearchResponse<Document>> {
    return this.searchWhole<Document>({ index: this.alias(room), ...request });
  }

  /** Several at once, answered in their order; one that fails fails them all. */
  async searchAll<Document>(
    room: Room,
    requests: readonly estypes.SearchSearchRequestBody[]
  ): Promise<estypes.SearchResponse<Document>[]> {
    if (requests.length === 0) {
      return [];
    }
    const head = { index: this.alias(room), allow_partial_search_results: false };
    const searches = requests.flatMap((request) => [head, { track_total_hits: false, ...request }]);
    const { responses } = await this.send((client, options) => client.msearch<Document>({ searches }, options));
    return responses.map((answer) => {
      if ('error' in answer) {
        throw new StoreUnavailable(`Elasticsearch could not search ${this.alias(room)} (${answer.error.type})`);
      }
      return wholeAnswer(answer);
    });
  }

  /** The index is in the point in time. */
  searchPointInTime(request: SearchRequest & { pit: object }): Promise<estypes.SearchResponse<never>> {
    return this.searchWhole<never>(request);
  }

  /** Each write answered for; what the cluster was too busy for is tried again. `visible`: a search sees them. */
  bulk(writes: readonly BulkWrite[], { visible = false } = {}): Promise<number[]> {
    const refresh = visible ? 'wait_for' : false;
    return writeInBulk(writes, (operations) =>
      this.send((client, options) => client.bulk({ operations, refresh, require_alias: true }, options))
    );
  }

  private async searchWhole<Document>(request: estypes.SearchRequest): Promise<estypes.SearchResponse<Document>> {
    const answer = await this.send((client, options) =>
      client.search<Document>({ allow_partial_search_results: false, track_total_hits: false, ...request }, options)
    );
    return wholeAnswer(answer);
  }

  /** As send, with one status that is an answer and not a failure: null then. */
  async sendUnless<Answer>(
    status: 404 | 409,
    request: (client: Client, options: Sent) => Promise<Answer>
  ): Promise<Answer | null> {
    try {
      return await this.send(request);
    } catch (failure) {
      const cause = failure instanceof Error ? failure.cause : null;
      if (statusOf(cause) === status && !isIndexMissing(cause)) {
        return null;
      }
      throw failure;
    }
  }

  /** Waits for what was begun (each request has its time limit), then closes. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.underWay);
    await this.client.close();
  }
}

function wholeAnswer<Answer extends Pick<estypes.SearchResponse, 'timed_out' | '_shards'>>(answer: Answer): Answer {
  if (answer.timed_out || answer._shards.failed > 0) {
    throw new StoreUnavailable('Elasticsearch answered only from a part of its shards');
  }
  return answer;
}

function versionOf(answer: { _seq_no?: number; _primary_term?: number }): Versioned<unknown>['version'] {
  return { if_seq_no: answer._seq_no ?? -1, if_primary_term: answer._primary_term ?? -1 };
}

/** A missing index also answers 404, and is no "not there": everything would be. */
function isIndexMissing(failure: unknown): boolean {
  return failure instanceof Error && failure.message.startsWith('index_not_found_exception');
}
