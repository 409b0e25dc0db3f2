import { kindOfStream, type StreamKind } from '../../../domain/events/stream-kinds.ts';
import type { StoredEvent } from '../../../ports/stores/event-store.ts';
import { documentId } from '../document-id.ts';

/** An event without payload and salt: what stays when it is forgotten. */
export type EventDocument = Omit<StoredEvent, 'payload' | 'salt'> & {
  readonly kind?: StreamKind;
  /** To be searched by; what was written before there was such a field is found by everything else. */
  readonly actorName?: string;
  /** The last sequence of the append that brought it. */
  readonly last: number;
  /** Which append brought it: tells a repeated request from another writer. */
  readonly writer: string;
  /** Only on the first event of an append of several: the others, as JSON. */
  readonly following?: string;
};

export interface PayloadDocument {
  readonly organisation: string;
  readonly stream: string;
  readonly sequence: number;
  readonly salt: string | null;
  readonly payload: string;
}

type Placed = Pick<StoredEvent, 'organisation' | 'stream' | 'sequence'>;

export function eventId({ organisation, stream, sequence }: Placed): string {
  return documentId(organisation, stream, sequence);
}

/** With the salted digest in it: writers that compete for a sequence do not touch each other's payloads. */
export function payloadId(event: Placed & Pick<StoredEvent, 'payloadDigest'>): string {
  return documentId(event.organisation, event.stream, event.sequence, event.payloadDigest);
}

/** The documents of one append; the first carries the others. */
export function eventDocuments(events: readonly StoredEvent[], writer: string): EventDocument[] {
  const last = events.at(-1)?.sequence ?? 0;
  const [first, ...others] = events.map(({ organisation, stream, sequence, type, at, actor, ...digests }) => {
    const { payloadDigest, chainDigest } = digests;
    const kind = kindOfStream(stream);
    const searched = { kind, actorName: actor.name };
    return { organisation, stream, ...searched, sequence, type, at, actor, payloadDigest, chainDigest, last, writer };
  });
  if (first === undefined) {
    return [];
  }
  return others.length === 0 ? [first] : [{ ...first, following: JSON.stringify(others) }, ...others];
}

export function followingOf(document: EventDocument): EventDocument[] {
  return document.following === undefined ? [] : (JSON.parse(document.following) as EventDocument[]);
}

export function payloadDocument(event: StoredEvent): PayloadDocument {
  const { organisation, stream, sequence, salt, payload } = event;
  return { organisation, stream, sequence, salt, payload: JSON.stringify(payload) };
}

export function storedEvent(document: EventDocument, secret: PayloadDocument | undefined): StoredEvent {
  const { organisation, stream, sequence, type, at, actor, payloadDigest, chainDigest } = document;
  return {
    organisation,
    stream,
    sequence,
    type,
    at,
    actor,
    payloadDigest,
    chainDigest,
    payload: secret === undefined ? null : (JSON.parse(secret.payload) as StoredEvent['payload']),
    salt: secret?.salt ?? null,
  };
}
