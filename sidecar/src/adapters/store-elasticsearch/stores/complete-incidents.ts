import type { Connection } from '../connection.ts';
import { idsInPages } from '../queries.ts';
import { documentOf, recordOf, type IncidentDocument } from './incident-document.ts';

/** So many are read and written side by side. */
const AT_ONCE = 20;

/**
 * Incidents that an earlier version kept lack the fields that lists are filtered by now. They are made again from their
 * records, once, when the store is opened; one that is written meanwhile has them anyway.
 */
export async function completeIncidents(connection: Connection): Promise<void> {
  const lacking = [{ bool: { must_not: { exists: { field: 'kind' } } } }];
  let wereThere = false;
  for await (const ids of idsInPages(connection, 'incidents', lacking)) {
    wereThere = true;
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => completeOne(connection, id)));
    }
  }
  if (wereThere) {
    const index = connection.alias('incidents');
    await connection.send((client, options) => client.indices.refresh({ index }, options));
  }
}

async function completeOne(connection: Connection, id: string): Promise<void> {
  const found = await connection.get<IncidentDocument>('incidents', id);
  if (found === null) {
    return;
  }
  const record = recordOf(found.document);
  await connection.sendUnless(409, (client, options) =>
    client.index(
      {
        index: connection.alias('incidents'),
        id,
        document: documentOf(record),
        version: record.version,
        version_type: 'external_gte',
        require_alias: true,
      },
      options
    )
  );
}
