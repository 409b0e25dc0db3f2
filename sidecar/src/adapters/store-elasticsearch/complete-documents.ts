import type { Connection } from './connection.ts';
import type { Room } from './index-definitions.ts';
import { memoryDocument, memoryOf, type MemoryDocument } from './memories/memory-document.ts';
import { idsInPages, type Query } from './queries.ts';
import { documentOf, recordOf, type IncidentDocument } from './stores/incident-document.ts';

/** So many are read and written side by side. */
const AT_ONCE = 20;

interface Completing<Document> {
  readonly room: Room;
  readonly lacking: Query[];
  readonly anew: (document: Document) => { readonly document: object; readonly version: number };
}

/**
 * What an earlier version kept lacks the fields that lists are filtered by now. It is made again from its record, once,
 * when the store is opened; what is written meanwhile has them anyway.
 */
export async function completeDocuments(connection: Connection): Promise<void> {
  await complete<IncidentDocument>(connection, {
    room: 'incidents',
    lacking: [without('kind')],
    anew: (document) => {
      const record = recordOf(document);
      return { document: documentOf(record), version: record.version };
    },
  });
  await complete<MemoryDocument>(connection, {
    room: 'memories',
    lacking: [{ term: { kind: 'incident' } }, without('marks')],
    anew: (document) => {
      const record = memoryOf(document);
      return { document: memoryDocument(record), version: record.version };
    },
  });
}

function without(field: string): Query {
  return { bool: { must_not: { exists: { field } } } };
}

async function complete<Document>(connection: Connection, completing: Completing<Document>): Promise<void> {
  const { room, lacking } = completing;
  let wereThere = false;
  for await (const ids of idsInPages(connection, room, lacking)) {
    wereThere = true;
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => completeOne(connection, id, completing)));
    }
  }
  if (wereThere) {
    const index = connection.alias(room);
    await connection.send((client, options) => client.indices.refresh({ index }, options));
  }
}

async function completeOne<Document>(
  connection: Connection,
  id: string,
  { room, anew }: Completing<Document>
): Promise<void> {
  const found = await connection.get<Document>(room, id);
  if (found === null) {
    return;
  }
  const { document, version } = anew(found.document);
  await connection.sendUnless(409, (client, options) =>
    client.index(
      {
        index: connection.alias(room),
        id,
        document,
        version,
        version_type: 'external_gte',
        require_alias: true,
      },
      options
    )
  );
}
