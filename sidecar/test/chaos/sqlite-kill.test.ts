import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { findBrokenLink } from '../../src/domain/events/event-chain.ts';
import { systemScope, type Scope } from '../../src/domain/tenancy/scope.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { NOON } from '../conformance/examples.ts';
import { keysOf, queryOf, vectorAt } from '../conformance/memories/recall-examples.ts';
import { childOrganisation, LINES_A_BATCH } from '../support/processes/child-facts.ts';
import { startStoreChild } from '../support/processes/start-child.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

const KILLS = Number(process.env.IM_TEST_KILLS ?? 5);
/** Generous: what is tried is order, not speed, and the machine may be busy. */
const MILLISECONDS_A_KILL = 20_000;

/** What a killed process leaves is what the operating system had: this shows order and atomicity, not the disk's honesty. */
test(
  `nothing acknowledged is lost, and nothing is there by half, over ${KILLS} kills at random points`,
  async () => {
    await withTemporaryFolder(async (folder) => {
      const rounds: (readonly string[])[] = [];
      for (let round = 0; round < KILLS; round += 1) {
        const child = startStoreChild([folder, 'write', String(round)]);
        const writes = randomInt(1, 400);
        await child.hears(() => child.said.length > writes);
        await child.end('SIGKILL');
        rounds.push(child.said.filter((line) => line !== 'ready'));

        const stores = await openSqliteStores({ dataFolder: folder });
        await expectAcknowledged(stores, round, child.said);
        await stores.close();
        expect(integrityOf(folder)).toBe('ok');
      }
      const stores = await openSqliteStores({ dataFolder: folder });
      for (const [round, acknowledged] of rounds.entries()) {
        await expectAcknowledged(stores, round, acknowledged);
      }
      await stores.close();
    });
  },
  KILLS * MILLISECONDS_A_KILL
);

/** Each round wrote in an organisation of its own. */
async function expectAcknowledged(stores: Stores, round: number, said: readonly string[]): Promise<void> {
  const scope = systemScope(childOrganisation(round));
  expect(said.length).toBeGreaterThan(0);
  await expectAcknowledgedEvents(stores, scope, said);
  await expectWholeBatches(stores, scope, said);
  await expectMemories(stores, scope, said);
}

/**
 * What was acknowledged is there, what was forgotten is not, and what recall finds and counts is what there is. The last
 * of each writer may be at any point: written and not told of, or half forgotten.
 */
async function expectMemories(stores: Stores, scope: Scope, said: readonly string[]): Promise<void> {
  const told = (kind: string) =>
    said.flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []));
  const isRemovedNext = (id: string) => Number(id.split('-').at(-1)) % 3 === 0;
  const forgotten = new Set(told('forgotten'));
  const saved = told('memory').filter((id) => !isRemovedNext(id));
  const entered = told('entry').filter((id) => !isRemovedNext(id));
  expect((await stores.memories.get(scope, saved)).map(({ id }) => id)).toEqual(saved);
  expect((await stores.recall.read(scope, entered)).map(({ memory }) => memory)).toEqual(entered);
  expect(await stores.memories.get(scope, [...forgotten])).toEqual([]);
  expect(await stores.recall.read(scope, told('unentry'))).toEqual([]);
  const terms = [...new Set([...told('entry'), 'pool'])];
  const asked = { words: keysOf(terms.join(' ')), concepts: [] };
  const { documents, length, words } = await stores.recall.statistics(scope, asked);
  const counts = new Map(terms.map((term, place) => [term, words[place] ?? 0]));
  const found = await stores.recall.candidates(scope, {
    ...queryOf({ terms: [{ term: 'pool', weight: 1 }], limit: 100_000 }),
  });
  expect([documents, length, counts.get('pool')]).toEqual([found.length, 2 * found.length, found.length]);
  const nearest = await stores.recall.candidates(scope, queryOf({ vector: vectorAt(45), limit: 100_000 }));
  expect(new Set(nearest.map(({ memory }) => memory))).toEqual(new Set(found.map(({ memory }) => memory)));
  const present = new Set(found.map(({ memory }) => memory));
  expect(terms.filter((id) => id !== 'pool' && (counts.get(id) ?? 0) !== (present.has(id) ? 1 : 0))).toEqual([]);
}

async function expectAcknowledgedEvents(stores: Stores, scope: Scope, acknowledged: readonly string[]): Promise<void> {
  const last = new Map<string, number>();
  for (const [kind, stream = '', sequence] of acknowledged.map((line) => line.split(' '))) {
    if (kind === 'event') {
      last.set(stream, Math.max(last.get(stream) ?? 0, Number(sequence)));
    }
  }
  for (const [stream, sequence] of last) {
    const events = await stores.events.read(scope, stream);
    expect(events.length).toBeGreaterThanOrEqual(sequence);
    expect(findBrokenLink(events)).toBeNull();
    expect(events.every((event) => event.payload !== null)).toBe(true);
  }
}

/** Each batch has its lines, a count and requests under its own name: all of them once, or nothing of any. */
async function expectWholeBatches(stores: Stores, scope: Scope, acknowledged: readonly string[]): Promise<void> {
  const lines = new Map<string, number>();
  let cursor: string | null = null;
  do {
    const query = { from: 0, to: NOON * 2, limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page: Awaited<ReturnType<Stores['logs']['search']>> = await stores.logs.search(scope, query);
    page.lines.forEach(({ traceId }) => lines.set(traceId ?? '', (lines.get(traceId ?? '') ?? 0) + 1));
    cursor = page.nextCursor;
  } while (cursor !== null);
  const counts = await stores.statistics.counts(scope, { from: 0, to: NOON * 2, stepMs: 10_000 });
  expect([...lines.values()].filter((count) => count !== LINES_A_BATCH)).toEqual([]);
  expect(counts.map(({ service }) => service).sort()).toEqual([...lines.keys()].sort());
  const requests = await stores.traffic.operations(scope, { from: 0, to: NOON * 2, stepMs: null });
  expect(requests.filter((operation) => operation.requests !== LINES_A_BATCH)).toEqual([]);
  expect(requests.map(({ service }) => service)).toEqual([...lines.keys()].sort());
  const batches = acknowledged.filter((line) => line.startsWith('batch')).map((line) => line.slice('batch '.length));
  expect(batches.filter((batch) => !lines.has(batch))).toEqual([]);
}

function integrityOf(folder: string): unknown {
  const database = new SqliteDatabase(join(folder, 'incident-memory.sqlite'), { readonly: true });
  try {
    return database.pragma('integrity_check', { simple: true });
  } finally {
    database.close();
  }
}
