import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteStores } from '../../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { foundInFiles } from '../../support/raw-folder.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { startStoreChild } from '../../support/processes/start-child.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { brokenPromises, placeCanary, placesOf, startAgain } from './forgetting-scene.ts';
import { CANARY } from './kills-between-writes.ts';

const CHILD = fileURLToPath(new URL('./forgetting-child.ts', import.meta.url));
/** Every so many is let live, so that it is known how long a forgetting takes here and now. */
const LET_LIVE_EVERY = 20;
const FIRST_GUESS_MS = 150;

interface Options {
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (kill: number) => void;
}

interface KilledProcesses {
  readonly notBegun: number;
  /** Was under way when it was killed, and finished by the next start. */
  readonly finishedLater: number;
  readonly doneBefore: number;
  readonly findings: string[];
}

/** Kills (SIGKILL) a process at random moments of a forgetting; looks after the next start, in the files too. */
export async function killForgettings({ kills, seed, onKill }: Options): Promise<KilledProcesses> {
  const random = new SeededRandom(seed);
  const report = { notBegun: 0, finishedLater: 0, doneBefore: 0, findings: [] as string[] };
  await withTemporaryFolder(async (folder) => {
    let takesMs = FIRST_GUESS_MS;
    let stores = await openSqliteStores({ dataFolder: folder });
    for (let kill = 1; kill <= kills; kill += 1) {
      const canary = `canary${String(kill).padStart(4, '0')}q`;
      const organisation = `main:${kill}`;
      await placeCanary(stores, organisation, canary);
      const before = await placesOf(stores, organisation, canary);
      await stores.close();
      const isRead = foundInFiles(folder, CANARY).has(canary);

      const child = startStoreChild([folder, organisation, canary], { script: CHILD });
      await child.hears((line) => line === 'ready');
      const began = performance.now();
      if (kill % LET_LIVE_EVERY === 1) {
        await child.hears((line) => line === 'done');
        takesMs = performance.now() - began;
      } else {
        await pause(random.next() * takesMs);
      }
      await child.end('SIGKILL');
      const wasDone = child.said.includes('done');

      stores = await openSqliteStores({ dataFolder: folder });
      await startAgain(stores, organisation);
      const { isBegun, findings } = await brokenPromises(stores, organisation, { canary, before });
      const stays = isBegun && foundInFiles(folder, CANARY).has(canary) ? ['still in a file'] : [];
      const unread = isRead ? [] : ['the reader of files does not find it before'];
      report.findings.push(...[...findings, ...stays, ...unread].map((one) => `kill ${kill}: ${one}`));
      report.notBegun += isBegun ? 0 : 1;
      report.doneBefore += wasDone ? 1 : 0;
      report.finishedLater += isBegun && !wasDone ? 1 : 0;
      onKill?.(kill);
    }
    await stores.close();
  });
  return report;
}
