import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { eventsOf, incidentOf } from '../conformance/examples.ts';
import { entryOf, memoryOf, vectorAt } from '../conformance/memories/recall-examples.ts';
import { foundInFiles } from '../support/raw-folder.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const scope = systemScope('main:1');
const MEMORIES = 240;
const VERSIONS = 3;

/** A word of its own for each memory, each version of it, and each place where it is written. */
function canary(memory: number, version: number, place: string): string {
  return `canary${place}${String(memory).padStart(4, '0')}v${version}q`;
}

const PLACES = ['title', 'label', 'term', 'concept', 'event', 'incident', 'answer', 'setting'];

/** The memories of which a canary of any version is in a file. */
function toldOf(folder: string): Map<number, string[]> {
  const told = new Map<number, string[]>();
  for (const found of foundInFiles(folder, /canary[a-z]+\d{4}v\dq/g)) {
    const memory = Number(/\d{4}/.exec(found)?.[0]);
    told.set(memory, [...(told.get(memory) ?? []), found]);
  }
  return told;
}

async function write(stores: Stores, memory: number, version: number, random: () => number): Promise<void> {
  const word = (place: string) => canary(memory, version, place);
  // From a few bytes to several pages, shrinking and growing from version to version.
  const text = `${word('title')} ${'and so on, '.repeat(Math.floor(random() * random() * 1_500))}`;
  const labels = { [word('label')]: word('label') };
  const terms = [[word('term'), 1] as const, ['pool', 2] as const, [`common${memory % 7}`, 1] as const];
  const concepts = [[`concept${version}`, word('concept')] as const];
  const id = `mem_${memory}`;
  const common = { version, labels };
  await stores.memories.save(scope, [memoryOf(scope, { id, ...common, text })]);
  await stores.recall.put(scope, [
    entryOf(scope, { memory: id, ...common, terms, concepts, vector: vectorAt(memory) }),
  ]);
  const incident = incidentOf(scope, { id: `inc_${memory}`, number: memory, version, dismissReason: word('incident') });
  await stores.incidents.save(scope, incident);
  const body = JSON.stringify({ id, told: word('answer') });
  // As sessions are kept: long values that are replaced, in which only the newest is of somebody still.
  await stores.settings.write(scope, `of ${id}`, { told: word('setting'), text });
  const answer = { requestDigest: '', status: 200, body, at: 1 };
  await stores.idempotency.remember(scope, `${id} ${version}`, answer);
}

async function forget(stores: Stores, memories: readonly number[]): Promise<void> {
  const ids = memories.map((memory) => `mem_${memory}`);
  await stores.memories.remove(scope, ids);
  await stores.recall.remove(scope, ids);
  await stores.incidents.remove(
    scope,
    memories.map((memory) => `inc_${memory}`)
  );
  await stores.idempotency.forget(
    scope,
    ids.map((id) => JSON.stringify(id))
  );
  for (const id of ids) {
    await stores.settings.write(scope, `of ${id}`, null);
  }
  for (const id of ids) {
    await stores.events.forget(scope, id, VERSIONS);
  }
  await stores.scrub();
}

test('what is forgotten is in no file of the store, in none of its versions; what is not, is', async () => {
  await withTemporaryFolder(async (folder) => {
    const seeded = new SeededRandom(7);
    const random = () => seeded.next();
    const stores = await openSqliteStores({ dataFolder: folder });
    const all = Array.from({ length: MEMORIES }, (_, index) => index + 1);
    for (const memory of all) {
      const events = eventsOf(scope, `mem_${memory}`, { count: VERSIONS }).map((event) => ({
        ...event,
        payload: {
          text: `${canary(memory, event.sequence, 'event')} ${'and so on, '.repeat(Math.floor(random() * random() * 800))}`,
        },
      }));
      await stores.events.append(scope, events);
    }
    for (let version = 1; version <= VERSIONS; version += 1) {
      await Promise.all(all.map((memory) => write(stores, memory, version, random)));
    }
    const forgotten = all.filter(() => random() < 0.5);
    const before = toldOf(folder);
    const latest = (memory: number) => PLACES.map((place) => canary(memory, VERSIONS, place));
    expect(forgotten.filter((memory) => !latest(memory).every((one) => before.get(memory)?.includes(one)))).toEqual([]);

    // In portions, with writes between them: pages are freed, taken again and balanced.
    for (let from = 0; from < forgotten.length; from += 30) {
      await forget(stores, forgotten.slice(from, from + 30));
      await write(stores, 9000 + from, 1, random);
    }
    const after = toldOf(folder);
    expect(forgotten.flatMap((memory) => after.get(memory) ?? [])).toEqual([]);
    const kept = all.filter((memory) => !forgotten.includes(memory));
    expect(kept.filter((memory) => !latest(memory).every((one) => after.get(memory)?.includes(one)))).toEqual([]);
    await stores.close();
    const closed = toldOf(folder);
    expect(forgotten.flatMap((memory) => closed.get(memory) ?? [])).toEqual([]);
  });
}, 120_000);
