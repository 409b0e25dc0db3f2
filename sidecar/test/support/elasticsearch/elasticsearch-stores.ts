import {
  openElasticsearchStores,
  type ElasticsearchStoreOptions,
} from '../../../src/adapters/store-elasticsearch/open-elasticsearch-stores.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { systemClock } from '../../../src/platform/system-clock.ts';
import { randomIndexPrefix } from './elasticsearch-server.ts';

export interface OpenedForTest {
  readonly stores: Stores;
  readonly indexPrefix: string;
  /** What was written can be found after this. */
  readonly refresh: () => Promise<void>;
  /** Closes, and removes the indices. */
  readonly cleanUp: () => Promise<void>;
}

/** Stores under index names of their own, on a server that others may use at the same time. */
export async function openStoresForTest(
  url: string,
  changes: Partial<ElasticsearchStoreOptions> = {}
): Promise<OpenedForTest> {
  const indexPrefix = changes.indexPrefix ?? randomIndexPrefix();
  const stores = await openElasticsearchStores({
    urls: [url],
    auth: { kind: 'none' },
    requestTimeoutSeconds: 30,
    majorVersion: 9,
    replicas: 0,
    clock: systemClock,
    ...changes,
    indexPrefix,
  });
  return {
    stores,
    indexPrefix,
    refresh: () => ask(`${url}/${indexPrefix}-*/_refresh`, 'POST'),
    cleanUp: async () => {
      await stores.close();
      const names = await fetch(`${url}/${indexPrefix}-*/_alias`);
      const indices = Object.keys((await names.json()) as object);
      await Promise.all(indices.map((index) => ask(`${url}/${index}`, 'DELETE')));
    },
  };
}

async function ask(url: string, method: string): Promise<void> {
  const answer = await fetch(url, { method });
  if (!answer.ok) {
    throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  }
}
