import { killBetweenWrites } from '../chaos/forgetting/kills-between-writes.ts';
import { ensureElasticsearch } from '../support/elasticsearch/elasticsearch-server.ts';
import { openStoresForTest } from '../support/elasticsearch/elasticsearch-stores.ts';

jest.setTimeout(240_000);

/** Every so many writes: each is a round trip, and between any two they are tried on the other stores (test/chaos). */
const STEP = 8;

test('a forgetting that dies between its writes is done after the next start, or was not begun', async () => {
  const server = await ensureElasticsearch();
  const { stores, refresh, cleanUp } = await openStoresForTest(server.url);
  try {
    const { kills, notBegun, places, findings } = await killBetweenWrites({ stores, settle: refresh, step: STEP });
    expect(findings).toEqual([]);
    expect(places).toContain('index by term');
    expect(kills).toBeGreaterThanOrEqual(3);
    expect(notBegun).toBe(1);
  } finally {
    await cleanUp();
    await server.stop();
  }
});
