import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { StoreUnavailable } from '../../src/ports/stores/store-failure.ts';
import { startStoreChild } from '../support/processes/start-child.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const isReady = (line: string) => line === 'ready';

test('a second process on the same data folder is refused with a sentence that says why', async () => {
  await withTemporaryFolder(async (folder) => {
    const first = startStoreChild([folder, 'hold']);
    await first.hears(isReady);
    const second = startStoreChild([folder, 'hold']);
    const sentence = await second.hears(() => true);
    expect(sentence).toContain(`refused: Another Incident Memory is running on the data folder ${folder}`);
    expect(sentence).toContain('--data-dir');
    await expect(openSqliteStores({ dataFolder: folder })).rejects.toThrow(StoreUnavailable);
    await first.end('SIGKILL');
  });
}, 30_000);

test('a process that was killed leaves the data folder free', async () => {
  await withTemporaryFolder(async (folder) => {
    const first = startStoreChild([folder, 'write']);
    await first.hears((line) => line.startsWith('event'));
    await first.end('SIGKILL');
    const second = startStoreChild([folder, 'hold']);
    expect(await second.hears(() => true)).toBe('ready');
    await second.end('SIGKILL');
  });
}, 30_000);

test('the same process cannot open a folder twice, and can open it again after closing', async () => {
  await withTemporaryFolder(async (folder) => {
    const stores = await openSqliteStores({ dataFolder: folder });
    await expect(openSqliteStores({ dataFolder: folder })).rejects.toThrow('Another Incident Memory is running');
    expect((await stores.check()).detail).toContain('SQLite');
    await stores.close();
    const again = await openSqliteStores({ dataFolder: folder });
    await again.close();
  });
}, 30_000);

test('a folder that cannot be used is refused with a sentence that says what to check', async () => {
  await withTemporaryFolder(async (folder) => {
    const file = join(folder, 'a-file');
    await writeFile(file, 'not a folder');
    await expect(openSqliteStores({ dataFolder: join(file, 'data') })).rejects.toThrow('cannot be opened: ENOTDIR');
    await writeFile(
      join(folder, 'incident-memory.sqlite'),
      'this is no database, though it is long enough'.repeat(100)
    );
    await expect(openSqliteStores({ dataFolder: folder })).rejects.toThrow('Check that this user may write there');
  });
}, 30_000);
