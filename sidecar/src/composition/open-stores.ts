import { openElasticsearchStores } from '../adapters/store-elasticsearch/open-elasticsearch-stores.ts';
import { openMemoryStores } from '../adapters/store-memory/open-memory-stores.ts';
import { openSqliteStores } from '../adapters/store-sqlite/open-sqlite-stores.ts';
import type { ElasticsearchConnectionOptions } from '../adapters/elasticsearch-client/create-client.ts';
import type { Configuration } from '../platform/configuration/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Stores } from '../ports/stores/stores.ts';

/** Throws StoreUnavailable with a sentence for whoever starts the sidecar. */
export function openStores(
  { store, dataFolder }: Configuration,
  { clock, onThreadDeath }: { clock: Clock; onThreadDeath: (sentence: string) => void }
): Promise<Stores> {
  switch (store.kind) {
    case 'memory':
      return Promise.resolve(openMemoryStores());
    case 'sqlite':
      return openSqliteStores({ dataFolder, onThreadDeath });
    case 'elasticsearch': {
      const { url, indexPrefix, replicas } = store.elasticsearch;
      return openElasticsearchStores({
        ...connectionOptions({ ...store.elasticsearch, url: url ?? '' }),
        indexPrefix,
        replicas,
        clock,
      });
    }
  }
}

interface ConnectionSettings {
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly apiKey: string | null;
  readonly caFile: string | null;
  readonly requestTimeoutSeconds: number;
  readonly majorVersion: 8 | 9;
}

export function connectionOptions(settings: ConnectionSettings): ElasticsearchConnectionOptions {
  const { url, username, password, apiKey, caFile, requestTimeoutSeconds, majorVersion } = settings;
  return {
    urls: [url],
    auth: authOf({ username, password, apiKey }),
    ...(caFile === null ? {} : { caFile }),
    requestTimeoutSeconds,
    majorVersion,
  };
}

function authOf({
  username,
  password,
  apiKey,
}: Pick<ConnectionSettings, 'username' | 'password' | 'apiKey'>): ElasticsearchConnectionOptions['auth'] {
  if (apiKey !== null) {
    return { kind: 'apiKey', apiKey };
  }
  return username === null ? { kind: 'none' } : { kind: 'basic', username, password: password ?? '' };
}
