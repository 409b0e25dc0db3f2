import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch/elasticsearch-stores.ts';
import { describeStores } from './describe-stores.ts';

jest.setTimeout(240_000);

let server: ElasticsearchServer;

afterAll(async () => {
  await server.stop();
});

describe.each([9, 8] as const)('client %i', (majorVersion) => {
  let opened: OpenedForTest;
  describeStores(
    `Elasticsearch by client ${majorVersion}`,
    async () => {
      server ??= await ensureElasticsearch();
      opened = await openStoresForTest(server.url, { majorVersion });
      return opened;
    },
    { settle: () => opened.refresh() }
  );
});
