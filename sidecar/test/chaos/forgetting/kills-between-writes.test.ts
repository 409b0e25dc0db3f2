import { randomInt } from 'node:crypto';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { openSqliteStores } from '../../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { foundInFiles } from '../../support/raw-folder.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { killForgettings } from './kill-forgettings.ts';
import { CANARY, killBetweenWrites } from './kills-between-writes.ts';

jest.setTimeout(120_000);

const EVERYWHERE = ['answers', 'entries', 'events', 'incidents', 'index by term', 'memories', 'sessions', 'statistics'];

describe('a forgetting that is killed between any two of its writes', () => {
  test('is done after the next start, or was not begun: in memory', async () => {
    const { kills, notBegun, places, findings } = await killBetweenWrites({ stores: openMemoryStores() });
    expect(findings).toEqual([]);
    expect(places).toEqual(EVERYWHERE);
    expect(kills).toBeGreaterThan(20);
    expect(notBegun).toBe(1);
  });

  test('is done after the next start, or was not begun: in SQLite, its files read byte by byte', async () => {
    await withTemporaryFolder(async (folder) => {
      const stores = await openSqliteStores({ dataFolder: folder });
      const gone: string[] = [];
      try {
        const inFiles = () => foundInFiles(folder, CANARY);
        const killed = await killBetweenWrites({ stores, inFiles });
        const { kills, notBegun, places, findings } = killed;
        gone.push(...killed.gone);
        expect(findings).toEqual([]);
        expect(places).toEqual(EVERYWHERE);
        expect(kills).toBeGreaterThan(20);
        expect(notBegun).toBe(1);
      } finally {
        await stores.close();
      }
      const left = foundInFiles(folder, CANARY);
      expect(gone.filter((canary) => left.has(canary))).toEqual([]);
    });
  });
});

test('a process that is killed while it forgets leaves it done, or not begun', async () => {
  const seed = randomInt(2 ** 31);
  const { findings, finishedLater, doneBefore, notBegun } = await killForgettings({ kills: 4, seed });
  expect({ seed, findings }).toEqual({ seed, findings: [] });
  expect(finishedLater + doneBefore + notBegun).toBe(4);
});
