import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { OutboxMessage, OutboxStore } from '../../../ports/stores/outbox-store.ts';
import { compareAndSet } from '../compare-and-set.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';
import { organisationFilter } from '../queries.ts';

interface OutboxDocument {
  readonly organisation: string;
  readonly id: string;
  readonly topic: string;
  readonly payload: string;
  readonly createdAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly leasedUntil: number;
  readonly delivered: boolean;
}

/**
 * A delivered message stays as a mark, without its payload, until retention takes it: putting it again does nothing.
 * Two who lease at once find the same messages; each message then goes to the one whose change is taken.
 */
export class ElasticsearchOutboxStore implements OutboxStore {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async put(scope: Scope, message: Omit<OutboxMessage, 'attempts'>): Promise<void> {
    const { organisation } = scope;
    const { id, topic, payload, createdAt, nextAttemptAt } = message;
    await this.connection.create<OutboxDocument>('outbox', documentId(organisation, id), {
      ...{ organisation, id, topic, createdAt, nextAttemptAt },
      payload: JSON.stringify(payload),
      attempts: 0,
      leasedUntil: 0,
      delivered: false,
    });
  }

  async lease(scope: Scope, request: { now: number; untilMs: number; limit: number }): Promise<OutboxMessage[]> {
    const due = { range: { nextAttemptAt: { lte: request.now } } };
    const free = { range: { leasedUntil: { lte: request.now } } };
    const answer = await this.connection.search<OutboxDocument>('outbox', {
      size: request.limit,
      query: { bool: { filter: [organisationFilter(scope), { term: { delivered: false } }, due, free] } },
      sort: [{ createdAt: 'asc' }, { id: 'asc' }],
      _source: ['id'],
    });
    const leased: OutboxMessage[] = [];
    for (const hit of answer.hits.hits) {
      const message = hit._source === undefined ? null : await this.leaseOne(scope, hit._source.id, request);
      if (message !== null) {
        leased.push(message);
      }
    }
    return leased;
  }

  async delivered(scope: Scope, id: string): Promise<void> {
    await this.change(scope, id, (there) => ({ ...there, delivered: true, payload: '{}' }));
  }

  async retryAt(scope: Scope, id: string, at: number): Promise<void> {
    await this.change(scope, id, (there) => ({ ...there, nextAttemptAt: at, leasedUntil: 0 }));
  }

  /** Reads again by id: the search may be a moment behind. */
  private leaseOne(scope: Scope, id: string, at: { now: number; untilMs: number }): Promise<OutboxMessage | null> {
    return compareAndSet<OutboxDocument, OutboxMessage | null>(this.connection, placeOf(scope, id), (there) => {
      if (there === null || there.delivered || there.leasedUntil > at.now || there.nextAttemptAt > at.now) {
        return { action: 'keep', outcome: null };
      }
      const document = { ...there, leasedUntil: at.untilMs, attempts: there.attempts + 1 };
      return { action: 'write', document, outcome: messageOf(document) };
    });
  }

  private change(scope: Scope, id: string, how: (there: OutboxDocument) => OutboxDocument): Promise<void> {
    return compareAndSet<OutboxDocument, undefined>(this.connection, placeOf(scope, id), (there) =>
      there === null
        ? { action: 'keep', outcome: undefined }
        : { action: 'write', document: how(there), outcome: undefined }
    );
  }
}

function placeOf(scope: Scope, id: string) {
  return { room: 'outbox', id: documentId(scope.organisation, id) } as const;
}

function messageOf({ id, topic, payload, createdAt, attempts, nextAttemptAt }: OutboxDocument): OutboxMessage {
  return {
    ...{ id, topic, createdAt, attempts, nextAttemptAt },
    payload: JSON.parse(payload) as OutboxMessage['payload'],
  };
}
