import { randomUUID } from 'node:crypto';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import { fail, succeed, type Result } from '../../../domain/result.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { EventQuery, EventStore, StoredEvent, WhichStreams } from '../../../ports/stores/event-store.ts';
import type { Connection } from '../connection.ts';
import {
  eventDocuments,
  eventId,
  payloadDocument,
  payloadId,
  storedEvent,
  type EventDocument,
  type PayloadDocument,
} from '../events/event-documents.ts';
import { ofKind, readHeads, streamsSince } from '../events/event-heads.ts';
import { readStream } from '../events/event-stream.ts';
import type { Expunging } from '../expunging.ts';
import { anyOf, idsInPages, organisationFilter, timeRange } from '../queries.ts';

/**
 * Appending is one write that decides: the first event of the append is created under stream and sequence, and it
 * carries the others. Of two writers one gets 409 and has stored nothing that a reader sees. Nobody can take a
 * sequence inside another's append, since the event before must be the last of its own append; and nobody leaves a
 * gap, since the event before must be there. The other events are then written as documents of their own, for
 * searching. A crash before that leaves them inside the first, where readStream finds and writes them; a crash before
 * the deciding write leaves payloads that no event names, and forget removes them too.
 *
 * Reading a stream goes by id, which sees every acknowledged write at once; search follows within 200 ms.
 */
export class ElasticsearchEventStore implements EventStore {
  private readonly connection: Connection;
  private readonly expunging: Expunging;

  constructor(connection: Connection, expunging: Expunging) {
    this.connection = connection;
    this.expunging = expunging;
  }

  async append(scope: Scope, events: readonly StoredEvent[]): Promise<Result<void, 'conflict'>> {
    requireSameOrganisation(scope, events);
    const [first, ...others] = eventDocuments(events, randomUUID());
    if (first === undefined) {
      return succeed(undefined);
    }
    if (events.some((event) => event.stream !== first.stream)) {
      throw new Error('events of several streams were given to one append');
    }
    if (!isConsecutive(events) || !(await this.mayFollow(first))) {
      return fail('conflict');
    }
    await this.connection.bulk(events.map((event) => this.payloadWrite('create', event)));
    if (!(await this.decide(first))) {
      await this.connection.bulk(events.map((event) => this.payloadWrite('delete', event)));
      return fail('conflict');
    }
    // Decided and durable: what fails from here on is made good by the next reader of the stream.
    await this.connection.bulk(others.map((document) => this.eventWrite(document))).catch(() => undefined);
    return succeed(undefined);
  }

  async read(scope: Scope, stream: string): Promise<StoredEvent[]> {
    const { documents, unwritten } = await readStream(this.connection, { organisation: scope.organisation, stream });
    await this.connection.bulk(unwritten.map((document) => this.eventWrite(document)));
    return this.withPayloads(documents);
  }

  async search(scope: Scope, query: EventQuery): Promise<{ events: StoredEvent[]; nextCursor: string | null }> {
    const behind = query.cursor === undefined ? undefined : decodeCursor(query.cursor, keyOf(EXAMPLE));
    const answer = await this.connection.search<EventDocument>('events', {
      size: query.limit + 1,
      query: {
        bool: { filter: [organisationFilter(scope), ofKind(query.of), ...timeRange('at', query), ...narrowed(query)] },
      },
      sort: [{ at: 'desc' }, { stream: 'desc' }, { sequence: 'desc' }],
      _source_excludes: ['following'],
      ...(behind === undefined ? {} : { search_after: [...behind] }),
    });
    const found = answer.hits.hits.flatMap((hit) => hit._source ?? []);
    const { rows, nextCursor } = pageOf(found, query.limit, keyOf);
    return { events: await this.withPayloads(rows), nextCursor };
  }

  async heads(scope: Scope, which: WhichStreams): Promise<Map<string, number>> {
    const streams = 'streams' in which ? which.streams : await streamsSince(this.connection, scope, which);
    return readHeads(this.connection, { organisation: scope.organisation, streams });
  }

  async forget(scope: Scope, stream: string, upToSequence: number): Promise<number> {
    const events = await this.read(scope, stream);
    const known = events.filter(({ sequence, payload }) => sequence <= upToSequence && payload !== null);
    // Also payloads of appends that were never decided, which only a search finds.
    const index = this.connection.alias('event-payloads');
    await this.connection.send((client, options) => client.indices.refresh({ index }, options));
    const filter = [{ term: { stream } }, { range: { sequence: { lte: upToSequence } } }];
    for await (const ids of idsInPages(this.connection, 'event-payloads', [organisationFilter(scope), ...filter])) {
      await this.connection.bulk(ids.map((id) => ({ action: 'delete', index, id })));
    }
    await this.expunging.expunge('event-payloads');
    return known.length;
  }

  private async mayFollow({ organisation, stream, sequence }: EventDocument): Promise<boolean> {
    if (sequence <= 1) {
      return sequence === 1;
    }
    const before = { organisation, stream, sequence: sequence - 1 };
    const previous = await this.connection.get<EventDocument>('events', eventId(before));
    return previous !== null && previous.document.last === before.sequence;
  }

  /** A request that was repeated after a lost answer finds its own document: then it is decided as well. */
  private async decide(document: EventDocument): Promise<boolean> {
    const id = eventId(document);
    if (await this.connection.create('events', id, document)) {
      return true;
    }
    const there = await this.connection.get<EventDocument>('events', id);
    return there?.document.writer === document.writer;
  }

  private async withPayloads(documents: readonly EventDocument[]): Promise<StoredEvent[]> {
    const payloads = await this.connection.getAll<PayloadDocument>('event-payloads', documents.map(payloadId));
    return documents.map((document) => storedEvent(document, payloads.get(payloadId(document))));
  }

  private eventWrite(document: EventDocument) {
    return { action: 'create', index: this.connection.alias('events'), id: eventId(document), document } as const;
  }

  private payloadWrite(action: 'create' | 'delete', event: StoredEvent) {
    const target = { index: this.connection.alias('event-payloads'), id: payloadId(event) };
    return action === 'delete' ? { action, ...target } : { action, ...target, document: payloadDocument(event) };
  }
}

function narrowed({ types, streams, by, who }: EventQuery) {
  return [
    ...anyOf('type', types),
    ...anyOf('stream', streams),
    ...anyOf('actor.kind', by),
    ...anyOf('actorName', who === undefined ? undefined : [who]),
  ];
}

const EXAMPLE = { at: 0, stream: '', sequence: 0 };

function keyOf(event: Pick<StoredEvent, 'at' | 'stream' | 'sequence'>): [number, string, number] {
  return [event.at, event.stream, event.sequence];
}

function isConsecutive(events: readonly StoredEvent[]): boolean {
  return events.every((event, place) => event.sequence === (events[0]?.sequence ?? 0) + place);
}
