import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSqliteStores, startThreads, storesOver } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../src/ports/stores/store-failure.ts';
import { batchOf, eventsOf, lineOf, NOON } from '../conformance/examples.ts';
import { childOrganisation } from '../support/processes/child-facts.ts';
import { startStoreChild } from '../support/processes/start-child.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const scope = systemScope(childOrganisation(0));
const MINUTE = 60_000;
const incompressible = (index: number) => randomBytes(700 + index).toString('base64');
const batch = (number: number) =>
  batchOf({
    id: `bat_${number}`,
    lines: Array.from({ length: 100 }, (_, index) =>
      lineOf({ id: `log_${number}-${index}`, at: NOON + number * MINUTE, message: incompressible(index) })
    ),
  });

test('a full store refuses writes, goes on reading, and takes writes again once something expired', async () => {
  await withTemporaryFolder(async (dataFolder) => {
    const stores = await openSqliteStores({ dataFolder, maxBytes: 2_000_000 });
    await stores.events.append(scope, eventsOf(scope, 'inc_1', { count: 2 }));
    let stored = 0;
    const fill = async () => {
      for (; stored < 100; stored += 1) {
        await stores.signals.append(scope, batch(stored));
      }
    };
    await expect(fill()).rejects.toThrow(StoreUnavailable);
    await expect(stores.signals.append(scope, batch(stored))).rejects.toThrow('full');
    expect(stored).toBeGreaterThan(5);
    expect(await stores.events.read(scope, 'inc_1')).toHaveLength(2);
    const newest = await stores.logs.search(scope, { from: 0, to: NOON + 100 * MINUTE, limit: 1 });
    expect(newest.lines[0]?.at).toBe(NOON + (stored - 1) * MINUTE);

    await stores.signals.expire(scope, { lines: NOON + (stored - 2) * MINUTE, statistics: 0 });
    await stores.signals.append(scope, batch(stored));
    await stores.events.append(scope, eventsOf(scope, 'inc_1', { count: 3 }).slice(2));
    expect(await stores.events.read(scope, 'inc_1')).toHaveLength(3);
    await stores.close();
  });
}, 30_000);

test('a disk that takes no more bytes is a refusal, not the end: the process goes on when there is room again', async () => {
  await withTemporaryFolder(async (folder) => {
    const child = startStoreChild([folder, 'write'], { limitKilobytes: 3000 });
    await child.hears((line) => line.startsWith('unavailable'));
    const before = child.said.length;
    execFileSync('prlimit', ['--pid', String(child.process.pid), '--fsize=unlimited:unlimited']);
    await child.hears((line) => line.startsWith('event') && child.said.indexOf(line) > before);
    await child.end('SIGKILL');

    const stores = await openSqliteStores({ dataFolder: folder });
    for (const line of child.said.filter((said) => said.startsWith('event'))) {
      const [, stream = '', sequence] = line.split(' ');
      expect((await stores.events.read(scope, stream)).length).toBeGreaterThanOrEqual(Number(sequence));
    }
    await stores.close();
  });
}, 30_000);

test('when the writer dies, what was asked fails, what is asked fails, check fails, and reading goes on', async () => {
  await withTemporaryFolder(async (dataFolder) => {
    const threads = await startThreads({ dataFolder });
    const stores = storesOver(threads);
    await stores.events.append(scope, eventsOf(scope, 'inc_1', { count: 1 }));
    const asked = stores.events.append(scope, eventsOf(scope, 'inc_2', { count: 1 }));
    const refused = expect(asked).rejects.toThrow(StoreUnavailable);
    await threads.writer.terminate();
    await refused;
    await expect(stores.incidents.nextNumber(scope)).rejects.toThrow(StoreUnavailable);
    await expect(stores.check()).rejects.toThrow('writer');
    expect(await stores.events.read(scope, 'inc_1')).toHaveLength(1);
    await stores.close();

    const again = await openSqliteStores({ dataFolder });
    expect(await again.incidents.nextNumber(scope)).toBe(1);
    await again.close();
  });
}, 30_000);

test('closing waits for what was begun; afterwards everything is refused', async () => {
  await withTemporaryFolder(async (dataFolder) => {
    const stores = await openSqliteStores({ dataFolder });
    const begun = [1, 2, 3].map((n) => stores.events.append(scope, eventsOf(scope, `inc_${n}`, { count: 1 })));
    await stores.close();
    expect((await Promise.all(begun)).every((result) => result.ok)).toBe(true);
    await expect(stores.events.read(scope, 'inc_1')).rejects.toThrow(StoreUnavailable);
    await expect(stores.check()).rejects.toThrow('closed');
  });
}, 30_000);
