import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { describeStores } from './describe-stores.ts';

describeStores('SQLite', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'incident-memory-conformance-'));
  const stores = await openSqliteStores({ dataFolder });
  return {
    stores,
    cleanUp: async () => {
      await stores.close();
      await rm(dataFolder, { recursive: true });
    },
  };
});
