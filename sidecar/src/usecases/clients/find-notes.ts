import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import type { MemoryQuery } from '../../ports/stores/memories/memory-store.ts';
import type { CandidateFilter } from '../../ports/stores/memories/recall-index.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { everyRecord } from '../every-record.ts';
import type { MemorySearch } from '../recall/memory-search.ts';
import type { Client } from './client.ts';

/** The key has this value; null: it is there. All of them hold. */
export type LabelConditions = readonly { readonly key: string; readonly value: string | null }[];

/** What is looked for: alternatives that the store can narrow, and the whole condition, which decides. */
export interface NoteFilter {
  readonly alternatives: readonly LabelConditions[];
  readonly fits: (record: MemoryRecord) => boolean;
}

export interface FoundNote {
  readonly record: MemoryRecord;
  /** 0 to 1; null where nothing was asked. */
  readonly score: number | null;
}

/** mem0's own default. A client asks for what is near; that nothing answers is judged by whoever reads it. */
const LEAST_SCORE = 0.1;
const PAGE = 200;
/** More are not listed for a client: it asks for them by narrower conditions. */
export const MOST_LISTED = 10_000;

/** Reads for clients what may be seen and stands. */
export class FindNotes {
  private readonly search: Pick<MemorySearch, 'find'>;
  private readonly stores: Pick<Stores, 'memories'>;

  constructor({ search, stores }: { search: Pick<MemorySearch, 'find'>; stores: Pick<Stores, 'memories'> }) {
    this.search = search;
    this.stores = stores;
  }

  /** The newest first. */
  async list({ scope }: Client, filter: NoteFilter): Promise<MemoryRecord[]> {
    const listed = new Map<string, MemoryRecord>();
    for (const labels of filter.alternatives) {
      const query: MemoryQuery = { states: ['active'], labels: [...labels], sort: '-startedAt', limit: PAGE };
      for await (const record of everyRecord((place) => this.stores.memories.list(scope, { ...query, ...place }))) {
        if (filter.fits(record)) {
          listed.set(record.id, record);
        }
        if (listed.size >= MOST_LISTED) {
          break;
        }
      }
    }
    return [...listed.values()].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
  }

  /** The best first. What scores less than `least` only came nearest, and is no answer. */
  async find(
    { scope }: Client,
    {
      text,
      filter,
      limit,
      least = LEAST_SCORE,
    }: { text: string; filter: NoteFilter; limit: number; least?: number | undefined }
  ): Promise<FoundNote[]> {
    const scores = new Map<string, number>();
    for (const labels of filter.alternatives) {
      const candidates: CandidateFilter = { labels };
      const { found } = await this.search.find(scope, { text, filter: candidates });
      for (const { entry, score } of found.filter((one) => one.score >= least)) {
        scores.set(entry.memory, Math.max(score, scores.get(entry.memory) ?? 0));
      }
    }
    const best = [...scores].sort(([, a], [, b]) => b - a);
    const records = await this.stores.memories.get(
      scope,
      best.map(([memory]) => memory)
    );
    return records
      .filter((record) => record.state === 'active' && filter.fits(record))
      .slice(0, limit)
      .map((record) => ({ record, score: scores.get(record.id) ?? null }));
  }
}
