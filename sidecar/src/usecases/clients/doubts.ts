import type { MemoryFlag } from '@incident-memory/contract';
import { tellingOf } from '../../domain/keeping/find-copies.ts';
import { instructionIn } from '../../domain/keeping/instruction-like.ts';
import { resemblance, sketchOf } from '../../domain/keeping/text-shingles.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import type { MemorySearch } from '../recall/memory-search.ts';
import type { Client } from './client.ts';

interface Dependencies {
  readonly search: Pick<MemorySearch, 'find'>;
  readonly stores: Pick<Stores, 'memories'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Nobody writes more by hand in ten minutes; the audit (domain/keeping/find-bursts.ts) says the same later. */
const BURST_NOTES = 20;
const BURST_MS = 10 * 60 * 1000;
/** What has fewer runs of words is like another by chance. */
const LEAST_RUNS = 6;
const SAME_TEXT = 0.8;
/** A copy is the nearest thing there is to its original. */
const COMPARED = 5;
/** Clients whose latest notes are counted; beyond that the one that was quiet longest is forgotten. */
const MAX_CLIENTS = 1000;

/** What makes a client's note doubtful at the moment it comes: it is kept and found, and flagged. */
export class Doubts {
  private readonly dependencies: Dependencies;
  private readonly written = new Map<string, number[]>();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async flagsOf(
    client: Client,
    { text, instead = [] }: { text: string; instead?: readonly string[] | undefined }
  ): Promise<MemoryFlag[]> {
    const isBurst = this.countOf(client) > BURST_NOTES;
    return [
      ...(instructionIn(text) === null ? [] : (['instruction-like'] as const)),
      ...(isBurst ? (['burst'] as const) : []),
      ...((await this.repeats(client, text, instead)) ? (['re-ingested'] as const) : []),
    ];
  }

  /** With this one. */
  private countOf({ id, scope }: Client): number {
    const now = this.dependencies.clock.now();
    const key = `${scope.organisation} ${id}`;
    const recent = (this.written.get(key) ?? []).filter((at) => at > now - BURST_MS).slice(-BURST_NOTES);
    this.written.delete(key);
    this.written.set(key, [...recent, now]);
    const [oldest] = this.written.keys();
    if (this.written.size > MAX_CLIENTS && oldest !== undefined) {
      this.written.delete(oldest);
    }
    return recent.length + 1;
  }

  /** It says what stands in memory already: most likely it was read here and comes back. */
  private async repeats({ scope }: Client, text: string, without: readonly string[]): Promise<boolean> {
    const sketch = sketchOf(text);
    if (sketch.runs < LEAST_RUNS) {
      return false;
    }
    const { found } = await this.dependencies.search.find(scope, { text, filter: { without } });
    const nearest = found.slice(0, COMPARED).map(({ entry }) => entry.memory);
    const records = await this.dependencies.stores.memories.get(scope, nearest);
    return records.some((record) =>
      [tellingOf(record), record.text, record.resolution].some(
        (told) => resemblance(sketch, sketchOf(told)) >= SAME_TEXT
      )
    );
  }
}
