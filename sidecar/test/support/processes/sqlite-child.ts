import { openSqliteStores } from '../../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import { batchOf, eventsOf, lineOf, NOON } from '../../conformance/examples.ts';
import { entryOf, memoryOf, vectorAt } from '../../conformance/memories/recall-examples.ts';
import { operationCount } from '../../conformance/signals/signal-examples.ts';
import { childOrganisation, LINES_A_BATCH } from './child-facts.ts';

/**
 * A process of its own on a data folder, for tests that kill it: `node sqlite-child.ts FOLDER hold|write ROUND`.
 * It says `ready` or `refused: …`; with `write` it goes on writing and says what was acknowledged, line by line.
 */
const WRITERS = 8;
/** Counts fall into so many buckets, and are rolled up all the time. */
const BUCKETS = 60;
const DAY_MS = 24 * 60 * 60 * 1000;

const [folder = '', task, round = '0'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const scope = systemScope(childOrganisation(round));

async function run(): Promise<void> {
  // A file that may not grow (ulimit -f) shall be an error of the write, not the end of the process.
  process.on('SIGXFSZ', () => {});
  const stores = await openSqliteStores({ dataFolder: folder });
  say('ready');
  setInterval(() => {}, 1000);
  if (task !== 'write') {
    return;
  }
  const writeEvents = async (writer: number) => {
    for (const stream of streamNames(writer)) {
      for (const event of eventsOf(scope, stream, { count: 50 })) {
        await acknowledged(() => stores.events.append(scope, [event]), `event ${stream} ${event.sequence}`);
      }
    }
  };
  const writeLogs = async (writer: number) => {
    for (let number = 0; ; number += 1) {
      const id = `bat_${round}-${writer}-${number}`;
      const lines = Array.from({ length: LINES_A_BATCH }, (_, index) => lineOf({ id: `${id}/${index}`, traceId: id }));
      const counts = [{ service: id, at: NOON, lines: LINES_A_BATCH, errors: 0, warnings: 0 }];
      const operation = operationCount(id, '', { bucket: number % BUCKETS, requests: LINES_A_BATCH });
      const batch = batchOf({ id, lines, counts, operations: [operation] });
      await acknowledged(() => stores.signals.append(scope, batch), `batch ${id}`);
    }
  };
  /** In each organisation of a round, one memory after the other; every third one is forgotten again. */
  const writeMemories = async (writer: number) => {
    for (let number = 0; ; number += 1) {
      const id = `mem_${round}-${writer}-${number}`;
      const memory = memoryOf(scope, { id, title: id, services: [id] });
      const entry = entryOf(scope, { memory: id, words: `pool ${id}`, vector: vectorAt(number % 90) });
      await acknowledged(() => stores.memories.save(scope, [memory]), `memory ${id}`);
      await acknowledged(() => stores.recall.put(scope, [entry]), `entry ${id}`);
      if (number % 3 === 0) {
        await acknowledged(() => stores.recall.remove(scope, [id]), `unentry ${id}`);
        await acknowledged(() => stores.memories.remove(scope, [id]), `forgotten ${id}`);
      }
    }
  };
  const rollUp = async () => {
    for (;;) {
      await stores.signals.rollUp(scope, NOON + DAY_MS).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, n) => (n % 2 === 0 ? writeEvents(n) : writeLogs(n)));
  await Promise.all([...writers, writeMemories(0), writeMemories(1), rollUp()]);
}

function* streamNames(writer: number): Generator<string> {
  for (let number = 0; ; number += 1) {
    yield `inc_${round}-${writer}-${number}`;
  }
}

/** Tries again while the store is unavailable, and says so. */
async function acknowledged(write: () => Promise<unknown>, name: string): Promise<void> {
  for (;;) {
    try {
      await write();
      say(name);
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) {
        throw error;
      }
      say(`unavailable ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

run().catch((error: unknown) => {
  say(`refused: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(3);
});
