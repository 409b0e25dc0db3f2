import { readFileSync } from 'node:fs';
import { openEmbeddingTable } from '../../../src/adapters/embedding-table/embedding-table.ts';
import { PRODUCT_CONCEPTS } from '../../../src/domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../../src/domain/recall/thesaurus/thesaurus.ts';
import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { RecallEntry } from '../../../src/ports/stores/memories/recall-index.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { MemorySearch } from '../../../src/usecases/recall/memory-search.ts';
import { TextReader } from '../../../src/usecases/recall/recall-text.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { residentMegabytes } from '../process-cost.ts';
import { indexed, LARGE, questions, rememberedHistory, SMALL, TINY, type Question } from './remembered-history.ts';

export interface Latency {
  readonly words: number;
  readonly organisation: string;
  /** At work at the same time. */
  readonly writers: number;
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
  /** Of all threads of this process, for a question: what it costs where nothing else runs. */
  readonly cpuMs: number;
}

export interface IndexBench {
  readonly seconds: number;
  /** Of which the store took. */
  readonly putSeconds: number;
}

export interface AskBench {
  readonly openMs: number;
  /** The first question of a process: what the others find at hand is read. */
  readonly firstMs: number;
  readonly latencies: readonly Latency[];
  readonly writes: number;
  readonly writeErrors: number;
  readonly residentMegabytes: number;
  readonly mostResidentMegabytes: number;
}

/** What the second process is given, so that it makes no history of its own. */
export interface Asked {
  readonly questions: readonly { readonly words: number; readonly questions: readonly Question[] }[];
  readonly written: readonly RecallEntry[];
}

const LENGTHS = [6, 20, 60];
const WRITERS = 20;
const SEED = 5;

function newReader(): TextReader {
  return new TextReader({ thesaurus: new Thesaurus(PRODUCT_CONCEPTS), embeddings: openEmbeddingTable() });
}

/** A large organisation, one with a hundredth of its memories, and one with a hundred. */
export async function benchIndex(stores: Stores, memories: number): Promise<IndexBench> {
  const reader = newReader();
  const { readMs, putMs } = await indexed(stores.recall, reader, { scope: LARGE, memories, seed: SEED });
  await indexed(stores.recall, reader, { scope: SMALL, memories: Math.ceil(memories / 100), seed: SEED + 1 });
  await indexed(stores.recall, reader, { scope: TINY, memories: 100, seed: SEED + 2 });
  return { seconds: (readMs + putMs) / 1000, putSeconds: putMs / 1000 };
}

export async function prepareQuestions(count: number): Promise<Asked> {
  const random = new SeededRandom(SEED);
  const written: RecallEntry[] = [];
  for await (const some of rememberedHistory(newReader(), { scope: LARGE, memories: 500, seed: SEED + 3 })) {
    written.push(...some);
  }
  return { questions: LENGTHS.map((words) => ({ words, questions: questions(random, { words, count }) })), written };
}

export async function benchQuestions(
  open: () => Promise<Stores>,
  { questions: asked, written }: Asked
): Promise<AskBench> {
  const reader = newReader();
  const before = performance.now();
  const stores = await open();
  const openMs = performance.now() - before;
  const search = new MemorySearch({ index: stores.recall, reader });
  const first = asked[0]?.questions.slice(0, 1) ?? [];
  const { slowest: firstMs } = await timed(search, LARGE, first);
  const latencies: Latency[] = [];
  const measure = async (scope: Scope, writers: number) => {
    for (const { words, questions: some } of asked) {
      const organisation = scope.organisation.slice(0, -':1'.length);
      latencies.push({ words, organisation, writers, ...(await timed(search, scope, some)) });
    }
  };
  // What is measured is a process that has run for a while.
  await timed(search, LARGE, asked[1]?.questions ?? []);
  for (const scope of [LARGE, SMALL, TINY]) {
    await measure(scope, 0);
  }
  const writers = startWriters(stores, written);
  await measure(LARGE, WRITERS);
  const { writes, writeErrors } = await writers.stop();
  const resident = { residentMegabytes: residentMegabytes(process.pid), mostResidentMegabytes: mostResident() };
  await stores.close();
  return { openMs, firstMs, latencies, writes, writeErrors, ...resident };
}

async function timed(
  search: MemorySearch,
  scope: Scope,
  asked: readonly Question[]
): Promise<Omit<Latency, 'words' | 'organisation' | 'writers'>> {
  const times: number[] = [];
  const cpuBefore = process.cpuUsage();
  for (const question of asked) {
    const before = performance.now();
    await search.find(scope, question);
    times.push(performance.now() - before);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const cpuMs = (user + system) / 1000 / Math.max(1, times.length);
  return { median: at(0.5), p95: at(0.95), slowest: at(1), cpuMs };
}

/** Each writes one memory after the other, and again, until told to stop. */
function startWriters(stores: Stores, entries: readonly RecallEntry[]) {
  let isStopping = false;
  let [writes, writeErrors] = [0, 0];
  const write = async (writer: number) => {
    for (let number = writer; !isStopping; number += WRITERS) {
      const entry = entries[number % entries.length];
      if (entry !== undefined) {
        const version = 1 + Math.floor(number / entries.length);
        await stores.recall.put(LARGE, [{ ...entry, version }]).catch(() => {
          writeErrors += 1;
        });
        writes += 1;
      }
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return {
    stop: async () => {
      isStopping = true;
      await writing;
      return { writes, writeErrors };
    },
  };
}

function mostResident(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
