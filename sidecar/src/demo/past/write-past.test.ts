import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { randomIds } from '../../platform/random-ids.ts';
import { systemClock } from '../../platform/system-clock.ts';
import { VerifyChains } from '../../usecases/keeping/verify-chains.ts';
import { MemoryLedger } from '../../usecases/memory/memory-ledger.ts';
import { writePast } from './write-past.ts';

const ORGANISATION = 'main:1';
const SCOPE = systemScope(ORGANISATION);

function house() {
  const ids = randomIds(systemClock);
  const stores = openMemoryStores();
  const entriesOf = (records: readonly unknown[]) => Promise.resolve(records.map(() => null));
  const memories = new MemoryLedger({ stores, clock: systemClock, ids, redact: (text) => text, entriesOf });
  let asked = 0;
  const write = (stopAfter = Infinity) =>
    writePast(
      { stores, memories, clock: systemClock, ids },
      { organisation: ORGANISATION, isStopped: () => (asked += 1) > stopAfter }
    );
  return { stores, write };
}

it('is told once, whole, on a chain that is sound, with nothing under way', async () => {
  const { stores, write } = house();
  await write();
  await write();
  const incidents = await stores.incidents.list(SCOPE, { sort: 'startedAt', limit: 200 });
  expect(incidents.records).toHaveLength(152);
  expect(new Set(incidents.records.map(({ state }) => state))).toEqual(new Set(['resolved']));
  const numbers = incidents.records.map(({ number }) => number).toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  const memories = await stores.memories.list(SCOPE, { sort: 'startedAt', limit: 200 });
  expect(memories.records).toHaveLength(152);
  for (const { incident, attempts, startedAt } of memories.records) {
    expect(incidents.records.find(({ id }) => id === incident?.id)?.startedAt).toBe(startedAt);
    expect(attempts.every(({ by }) => /engineer|owner|administrator/.test(by))).toBe(true);
  }
  expect(memories.records.some(({ links }) => links.length > 0)).toBe(true);
  const { broken, streams } = await new VerifyChains({ stores, clock: systemClock }).all(ORGANISATION);
  expect({ broken, streams }).toEqual({ broken: [], streams: 304 });
});

it('is the same past when it goes on after a stop in the middle', async () => {
  const { stores, write } = house();
  await write(40);
  expect((await stores.memories.list(SCOPE, { sort: 'startedAt', limit: 200 })).records).toEqual([]);
  await write();
  const { records } = await stores.incidents.list(SCOPE, { sort: 'startedAt', limit: 200 });
  expect(records).toHaveLength(152);
  expect(new Set(records.map(({ number }) => number)).size).toBe(152);
});
