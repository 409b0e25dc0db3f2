import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createClient } from '../../adapters/elasticsearch-client/create-client.ts';
import { connectionOptions, openStores } from '../../composition/open-stores.ts';
import { systemClock } from '../../platform/system-clock.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { EvaluationProblem } from '../evaluation-problem.ts';
import type { EvaluationContext } from '../evaluation-task.ts';

/** Of the kind asked for, with nothing in them; whatever is written goes when they are closed. */
export async function openEmptyStores({ configuration, store, url = null }: EvaluationContext): Promise<Stores> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'incident-memory-evaluate-'));
  const indexPrefix = `evaluate-${randomUUID().slice(0, 13)}`;
  const elasticsearch = { ...configuration.store.elasticsearch, url, indexPrefix, replicas: 0 };
  const remove = async () => {
    await rm(dataFolder, { recursive: true, force: true });
    if (store === 'elasticsearch') {
      await removeIndices({ ...elasticsearch, url: url ?? '' });
    }
  };
  const given = { ...configuration, dataFolder, store: { ...configuration.store, kind: store, elasticsearch } };
  const onThreadDeath = (sentence: string) => {
    throw new Error(sentence);
  };
  const stores = await openStores(given, { clock: systemClock, onThreadDeath }).catch(async (error: unknown) => {
    await remove().catch(() => undefined);
    throw error instanceof StoreUnavailable ? new EvaluationProblem(`--store ${store}: ${error.message}`) : error;
  });
  return {
    ...stores,
    close: async () => {
      await stores.close();
      await remove();
    },
  };
}

/** By their names: a server may refuse to delete by a pattern. */
async function removeIndices(
  settings: Parameters<typeof connectionOptions>[0] & { indexPrefix: string }
): Promise<void> {
  const client = createClient(connectionOptions(settings));
  try {
    const found = await client.indices.get({ index: `${settings.indexPrefix}-*` });
    for (const index of Object.keys(found)) {
      await client.indices.delete({ index });
    }
  } finally {
    await client.close();
  }
}
