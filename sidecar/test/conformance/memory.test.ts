import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import { describeStores } from './describe-stores.ts';

describeStores('memory', async () => {
  const stores = openMemoryStores();
  return { stores, cleanUp: () => stores.close() };
});
