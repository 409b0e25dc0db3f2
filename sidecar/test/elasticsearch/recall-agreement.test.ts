import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { openEmbeddingTable } from '../../src/adapters/embedding-table/embedding-table.ts';
import { generateHistory } from '../../src/demo/history/generate-history.ts';
import { historyQueries } from '../../src/demo/history/queries/history-queries.ts';
import { PRODUCT_CONCEPTS } from '../../src/domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../src/domain/recall/thesaurus/thesaurus.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { MemorySearch, type FoundMemories } from '../../src/usecases/recall/memory-search.ts';
import { TextReader } from '../../src/usecases/recall/recall-text.ts';
import { LARGE, rememberedHistory } from '../load/recall/remembered-history.ts';
import { ensureElasticsearch, type ElasticsearchServer } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest, type OpenedForTest } from '../support/elasticsearch/elasticsearch-stores.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const MEMORIES = 152;
const QUERIES = 25;
/** Of the ranks of two stores, over all pairs of memories that one of them found. */
const LEAST_KENDALL = 0.95;

let server: ElasticsearchServer;
let opened: OpenedForTest;

beforeAll(async () => {
  server = await ensureElasticsearch();
  opened = await openStoresForTest(server.url);
}, 240_000);

afterAll(async () => {
  await opened.cleanUp();
  await server.stop();
});

/** Kendall's tau-a; what one did not find stands behind all that it did. Scores that round alike are a tie in both. */
function kendall(one: FoundMemories, other: FoundMemories): number {
  const scores = [one, other].map(({ found }) => new Map(found.map(({ entry, score }) => [entry.memory, score])));
  const memories = [...new Set(scores.flatMap((known) => [...known.keys()]))];
  const orderIn = (known: ReadonlyMap<string, number> | undefined, a: string, b: string) => {
    const difference = (known?.get(a) ?? -1) - (known?.get(b) ?? -1);
    return Math.abs(difference) < 1e-9 ? 0 : Math.sign(difference);
  };
  let [agreed, pairs] = [0, 0];
  for (const [place, a] of memories.entries()) {
    for (const b of memories.slice(place + 1)) {
      const [left, right] = [orderIn(scores[0], a, b), orderIn(scores[1], a, b)];
      agreed += left === right ? 1 : -1;
      pairs += 1;
    }
  }
  return pairs === 0 ? 1 : agreed / pairs;
}

test('the three stores rank alike, on the history of the demo', async () => {
  await withTemporaryFolder(async (dataFolder) => {
    const sqlite = await openSqliteStores({ dataFolder });
    const stores: Stores[] = [openMemoryStores(), sqlite, opened.stores];
    const reader = new TextReader({ thesaurus: new Thesaurus(PRODUCT_CONCEPTS), embeddings: openEmbeddingTable() });
    for await (const entries of rememberedHistory(reader, { scope: LARGE, memories: MEMORIES, seed: 20 })) {
      await Promise.all(stores.map((one) => one.recall.put(LARGE, entries)));
    }
    await opened.refresh();
    const queries = historyQueries(generateHistory({ now: Date.UTC(2026, 10, 1) })).slice(0, QUERIES);
    const agreement: Record<string, number[]> = { memory: [], elasticsearch: [] };
    for (const { text, service, errorType, fingerprints, templates } of queries) {
      const question = { text, services: [service], errorType, fingerprints, templates };
      const [ofMemory, ofSqlite, ofElasticsearch] = await Promise.all(
        stores.map((one) => new MemorySearch({ index: one.recall, reader }).find(LARGE, question))
      );
      if (ofMemory === undefined || ofSqlite === undefined || ofElasticsearch === undefined) {
        throw new Error('a store did not answer');
      }
      expect(ofSqlite.abstained).toBe(ofElasticsearch.abstained);
      expect(ofSqlite.found[0]?.score).toBeCloseTo(ofElasticsearch.found[0]?.score ?? 0, 6);
      agreement['memory']?.push(kendall(ofSqlite, ofMemory));
      agreement['elasticsearch']?.push(kendall(ofSqlite, ofElasticsearch));
    }
    await sqlite.close();
    expect(queries).toHaveLength(QUERIES);
    for (const taus of Object.values(agreement)) {
      expect(Math.min(...taus)).toBeGreaterThanOrEqual(LEAST_KENDALL);
    }
  });
}, 240_000);
