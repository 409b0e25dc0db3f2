import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { openEmbeddingTable } from '../../adapters/embedding-table/embedding-table.ts';
import { PRODUCT_CONCEPTS } from '../../domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../domain/recall/thesaurus/thesaurus.ts';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import type { RecallEntry } from '../../ports/stores/memories/recall-index.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { MemorySearch } from '../../usecases/recall/memory-search.ts';
import { TextReader, textOfMemory } from '../../usecases/recall/recall-text.ts';
import { EvaluationProblem } from '../evaluation-problem.ts';
import type { EvaluationContext } from '../evaluation-task.ts';
import { openEmptyStores } from './empty-stores.ts';

/** What is remembered, as the tasks are given it. */
export const RememberedItem = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  text: z.string(),
  service: z.string().optional(),
  at: z.number().optional(),
  tags: z.array(z.string()).optional(),
});
export type RememberedItem = z.infer<typeof RememberedItem>;

const EVALUATED = systemScope('evaluated:1');
const ITEMS_AT_ONCE = 500;
const LOOK_AGAIN_MS = 100;
const MOST_LOOKS = 300;

/** A store of the kind asked for, with nothing else in it, and recall over it as production builds it. */
export class EvaluatedMemory {
  readonly search: MemorySearch;
  readonly scope: Scope = EVALUATED;
  readonly #reader: TextReader;
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
    this.#reader = new TextReader({ thesaurus: new Thesaurus(PRODUCT_CONCEPTS), embeddings: openEmbeddingTable() });
    this.search = new MemorySearch({ index: stores.recall, reader: this.#reader });
  }

  get settings(): Record<string, unknown> {
    return {
      recall: this.search.settings,
      embedding: this.#reader.embeddings.key,
      concepts: this.#reader.thesaurus.concepts.length,
      store: this.#stores.kind,
    };
  }

  /** What a live incident of these words would be asked by. */
  textOf(item: Pick<RememberedItem, 'title' | 'text'>): string {
    return textOfMemory(item);
  }

  async remember(items: readonly RememberedItem[]): Promise<void> {
    for (let from = 0; from < items.length; from += ITEMS_AT_ONCE) {
      const some = items.slice(from, from + ITEMS_AT_ONCE);
      const texts = await this.#reader.read(some.map(textOfMemory));
      const entries = some.flatMap((item, index) => {
        const text = texts[index];
        return text === undefined ? [] : [entryOf(item, text)];
      });
      await this.#stores.recall.put(this.scope, entries);
    }
    await this.#untilFound(items.length);
  }

  /** A server shows what was written a moment later; what is counted can be found. */
  async #untilFound(documents: number): Promise<void> {
    const nothing = { words: new Float64Array(), concepts: [] };
    for (let attempt = 0; attempt < MOST_LOOKS; attempt += 1) {
      const counted = await this.#stores.recall.statistics(this.scope, nothing);
      if (counted.documents >= documents) {
        return;
      }
      await pause(LOOK_AGAIN_MS);
    }
    throw new EvaluationProblem(`the store does not show the ${documents} memories that it acknowledged`);
  }
}

type EntryText = Pick<RecallEntry, 'analyser' | 'terms' | 'length' | 'identifiers' | 'concepts' | 'vector'>;

function entryOf({ id, service, at, tags = [] }: RememberedItem, text: EntryText): RecallEntry {
  return {
    ...text,
    organisation: EVALUATED.organisation,
    team: null,
    visibility: 'organisation',
    owner: null,
    memory: id,
    version: 1,
    kind: 'incident',
    category: 'other',
    labels: Object.fromEntries(tags.map((tag) => [tag, tag])),
    provenance: 'imported',
    startedAt: Math.round((at ?? 0) * 1000),
    services: service === undefined ? [] : [service],
    errorType: null,
    fingerprints: [],
    templates: [],
  };
}

/** Runs a task over an empty store and leaves nothing behind. */
export async function withEvaluatedMemory<Outcome>(
  context: EvaluationContext,
  run: (memory: EvaluatedMemory) => Promise<Outcome>
): Promise<Outcome> {
  const stores = await openEmptyStores(context);
  try {
    return await run(new EvaluatedMemory(stores));
  } finally {
    await stores.close();
  }
}
