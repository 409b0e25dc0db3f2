import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import { EvaluatedMemory } from '../../src/evaluate/tasks/remembered-items.ts';

export interface MeasuredItem {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly service?: string;
}

export interface MeasuredQuery {
  readonly text: string;
  /** Ids of all memories that answer it; none where nothing does. */
  readonly truth: readonly string[];
}

export interface Measured {
  readonly queries: number;
  /** Shares of the queries whose first, or one of whose first five memories is right, answered or not. */
  readonly at1: number;
  readonly at5: number;
  readonly reciprocalRank: number;
  readonly abstained: number;
}

export async function rememberedAll(items: readonly MeasuredItem[]): Promise<EvaluatedMemory> {
  const memory = new EvaluatedMemory(openMemoryStores());
  await memory.remember(items);
  return memory;
}

/** Over what production calls, with its defaults. */
export async function measure(memory: EvaluatedMemory, queries: readonly MeasuredQuery[]): Promise<Measured> {
  let [at1, at5, reciprocalRank, abstained] = [0, 0, 0, 0];
  for (const { text, truth } of queries) {
    const { found, abstained: none } = await memory.search.find(memory.scope, { text });
    const place = found.findIndex(({ entry }) => truth.includes(entry.memory));
    at1 += place === 0 ? 1 : 0;
    at5 += place >= 0 && place < 5 ? 1 : 0;
    reciprocalRank += place >= 0 ? 1 / (place + 1) : 0;
    abstained += none ? 1 : 0;
  }
  const share = (count: number) => count / queries.length;
  return {
    queries: queries.length,
    at1: share(at1),
    at5: share(at5),
    reciprocalRank: share(reciprocalRank),
    abstained: share(abstained),
  };
}
