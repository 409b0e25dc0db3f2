import { openElasticsearchStores } from '../../src/adapters/store-elasticsearch/open-elasticsearch-stores.ts';
import { documentId } from '../../src/adapters/store-elasticsearch/document-id.ts';
import { NEVER_HAPPENED, type IncidentRecord } from '../../src/domain/incidents/incident-record.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { freshScope } from '../conformance/conformance.ts';
import { incidentOf, NOON } from '../conformance/examples.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch/elasticsearch-stores.ts';

jest.setTimeout(240_000);

let server: ElasticsearchServer;
let opened: OpenedForTest;

beforeAll(async () => {
  server = await ensureElasticsearch();
  opened = await openStoresForTest(server.url);
});
afterAll(async () => {
  await opened.cleanUp();
  await server.stop();
});

/** As the first version wrote it: without the fields of later ones, in the document and in the record. */
async function writeAsBefore(record: IncidentRecord): Promise<void> {
  const old: Partial<IncidentRecord> = { ...record };
  for (const field of Object.keys(NEVER_HAPPENED)) {
    delete old[field as keyof IncidentRecord];
  }
  const { organisation, id, number, version, state, severity, startedAt, updatedAt, closedAt } = record;
  const { team, visibility, owner } = record;
  const document = {
    ...{ organisation, id, number, version, state, severity, startedAt, updatedAt, closedAt, team, visibility, owner },
    ...{ services: record.services.map(({ service }) => service), record: JSON.stringify(old) },
  };
  const at = `${server.url}/${opened.indexPrefix}-incidents/_doc/${encodeURIComponent(documentId(organisation, id))}`;
  const answer = await fetch(`${at}?version=${version}&version_type=external&refresh=true`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
  expect(answer.status).toBe(201);
}

test('incidents of an earlier version are found by the new filters after the next start, and go on', async () => {
  const scope = freshScope();
  const record = incidentOf(scope, { id: 'inc_1', version: 3, acknowledged: { at: NOON, by: 'ada' } });
  await writeAsBefore(record);
  const query = { kinds: ['error-burst'], acknowledged: true, outage: false, sort: '-startedAt', limit: 5 } as const;
  expect((await opened.stores.incidents.list(scope, query)).records).toEqual([]);

  const again = await openElasticsearchStores({
    urls: [server.url],
    auth: { kind: 'none' },
    requestTimeoutSeconds: 30,
    majorVersion: 9,
    replicas: 0,
    clock: systemClock,
    indexPrefix: opened.indexPrefix,
  });
  try {
    expect((await again.incidents.list(scope, query)).records).toEqual([record]);
    const next = { ...record, version: 4, outage: true };
    await again.incidents.save(scope, next);
    expect((await again.incidents.list(scope, { ...query, outage: true })).records).toEqual([next]);
  } finally {
    await again.close();
  }
});
