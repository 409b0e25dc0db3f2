import { candidateBytes, candidateOf, readCandidate } from '../../../domain/recall/candidates/candidate-bytes.ts';
import { wordKey } from '../../../domain/recall/candidates/word-key.ts';
import type { RecallCandidate } from '../../../domain/recall/ranking/recall-query.ts';
import { requireSameOrganisation } from '../../../domain/tenancy/require-same-organisation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type {
  CandidateQuery,
  RecallEntry,
  RecallIndex,
  RecallStatistics,
} from '../../../ports/stores/memories/recall-index.ts';
import { readerOf } from '../operations/visible-to.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';
import { wordTerm, type KeptEntry } from './fields.ts';
import type { EntryWithVector } from './recall-reads.ts';
import type { EntryRow } from './recall-writes.ts';

/** Enough to write each block of postings once for many, few enough that other writes do not wait long. */
const PUT_AT_ONCE = 200;

export class SqliteRecallIndex implements RecallIndex {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async put({ organisation }: Scope, entries: readonly RecallEntry[]): Promise<void> {
    requireSameOrganisation({ organisation }, entries);
    const newest = newestOfEach(entries);
    for (let from = 0; from < newest.length; from += PUT_AT_ONCE) {
      const rows = newest.slice(from, from + PUT_AT_ONCE).map(rowOf);
      await this.threads.writer.call('putEntries', { organisation, rows });
    }
  }

  async remove({ organisation }: Scope, memories: readonly string[]): Promise<number> {
    const removed = await this.threads.writer.call('removeEntries', { organisation, memories });
    await this.threads.writer.call('scrub', null);
    return removed;
  }

  async candidates(scope: Scope, query: CandidateQuery): Promise<RecallCandidate[]> {
    const { terms, ...rest } = query;
    const words = terms.map(({ term, weight }) => ({ term: wordTerm(wordKey(term)), weight }));
    const asked = { reader: readerOf(scope), query: { ...rest, words } };
    const { bytes, ends, older } = await this.threads.recaller.call('recallCandidates', asked);
    const read = ends.flatMap((end, place) => readCandidate(bytes.subarray(ends[place - 1] ?? 0, end)) ?? []);
    return [...read, ...older.map(entryOf).map(candidateOf)];
  }

  async statistics(
    scope: Scope,
    { words, concepts }: { words: Float64Array; concepts: readonly string[] }
  ): Promise<RecallStatistics> {
    const asked = { reader: readerOf(scope), words, concepts };
    const counts = await this.threads.recaller.call('recallStatistics', asked);
    return { ...counts, concepts: together(concepts, counts.concepts) };
  }

  async read(scope: Scope, memories: readonly string[]): Promise<RecallEntry[]> {
    return (await this.threads.reader.call('readEntries', { reader: readerOf(scope), memories })).map(entryOf);
  }

  outdated(scope: Scope, current: { analyser: string; model: string; limit: number }): Promise<string[]> {
    return this.threads.reader.call('outdatedEntries', { reader: readerOf(scope), ...current });
  }
}

/** A batch may tell of one memory twice. */
function newestOfEach(entries: readonly RecallEntry[]): RecallEntry[] {
  const newest = new Map<string, RecallEntry>();
  for (const entry of entries) {
    if ((newest.get(entry.memory)?.version ?? 0) <= entry.version) {
      newest.set(entry.memory, entry);
    }
  }
  return [...newest.values()];
}

/** How an entry without an embedding is kept: no model has an empty name. */
const NOT_EMBEDDED = '';

function rowOf(whole: RecallEntry): EntryRow {
  const { vector, ...kept } = whole;
  return {
    entry: JSON.stringify(kept satisfies KeptEntry),
    model: vector?.model ?? NOT_EMBEDDED,
    vector: vector === null ? null : new Uint8Array(vector.values),
    candidate: candidateBytes(whole),
  };
}

function entryOf({ entry, model, vector }: EntryWithVector): RecallEntry {
  const kept = JSON.parse(entry) as KeptEntry;
  return { ...kept, vector: vector === null ? null : { model, values: new Int8Array(vector) } };
}

function together(names: readonly string[], counts: readonly number[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, counts[place] ?? 0]));
}
