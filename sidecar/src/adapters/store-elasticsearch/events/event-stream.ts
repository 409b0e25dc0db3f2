import type { Connection } from '../connection.ts';
import { eventId, followingOf, type EventDocument } from './event-documents.ts';

/** Most incidents have fewer events; longer streams take more requests. */
const EVENTS_A_REQUEST = 64;

/**
 * The events of a stream from 1 on, by id, until one is missing. `unwritten` are those that exist only inside the
 * first event of their append, since its writer ended before writing them out.
 */
export async function readStream(
  connection: Connection,
  of: { organisation: string; stream: string }
): Promise<{ documents: EventDocument[]; unwritten: EventDocument[] }> {
  const written = new Map<number, EventDocument>();
  const carried = new Map<number, EventDocument>();
  for (let from = 1; ; from += EVENTS_A_REQUEST) {
    const ids = Array.from({ length: EVENTS_A_REQUEST }, (_, place) => eventId({ ...of, sequence: from + place }));
    const found = await connection.getAll<EventDocument>('events', ids);
    for (const document of found.values()) {
      written.set(document.sequence, document);
      for (const following of followingOf(document)) {
        carried.set(following.sequence, following);
      }
    }
    const documents = contiguous(written, carried);
    if (documents.length < from + EVENTS_A_REQUEST - 1) {
      return { documents, unwritten: documents.filter(({ sequence }) => !written.has(sequence)) };
    }
  }
}

function contiguous(
  written: ReadonlyMap<number, EventDocument>,
  carried: ReadonlyMap<number, EventDocument>
): EventDocument[] {
  const documents: EventDocument[] = [];
  for (;;) {
    const sequence = documents.length + 1;
    const document = written.get(sequence) ?? carried.get(sequence);
    if (document === undefined) {
      return documents;
    }
    documents.push(document);
  }
}
