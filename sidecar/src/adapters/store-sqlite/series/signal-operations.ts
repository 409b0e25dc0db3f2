import type { Database } from 'better-sqlite3';
import type { SignalBatch } from '../../../ports/stores/signals/signal-store.ts';
import { lineWrites } from '../lines/line-writes.ts';
import type { PackedBlock } from '../lines/pack-lines.ts';
import { countWrites, type Speaker } from './count-writes.ts';
import { PUSHED } from './counted-tables.ts';
import { occurrenceWrites } from './occurrence-operations.ts';
import type { SignalNumbers } from './signal-numbers.ts';
import { countAdder } from './statistic-operations.ts';

/** All of a batch that is neither line nor count of lines. */
export type Remainder = Omit<SignalBatch, 'id' | 'lines' | 'counts'>;

export interface PackedSignals {
  readonly organisation: string;
  readonly id: string;
  /** Of anything in it: when the batch may be forgotten. */
  readonly newest: number;
  readonly blocks: readonly PackedBlock[];
  readonly counts: SignalBatch['counts'];
  /** As JSON: one string is the cheapest thing to hand to another thread. Null where there is none. */
  readonly remainder: string | null;
}

/** What a polled source says, each bucket whole. */
export type PolledCounts = Pick<Remainder, 'operations' | 'calls' | 'metrics'>;

export function signalWrites(database: Database, numbers: SignalNumbers) {
  const { addBlock, expireBlocks } = lineWrites(database);
  const { tellOccurrences, seeRelations, expireOccurrences } = occurrenceWrites(database);
  const counts = countWrites(database, numbers);
  const addServiceCount = countAdder(database);
  const insertBatch = database.prepare('INSERT OR IGNORE INTO log_batches VALUES (?, ?, ?)');
  const expireBatches = database.prepare(
    `DELETE FROM log_batches WHERE (organisation, id) IN
       (SELECT organisation, id FROM log_batches WHERE organisation = ? AND newest < ? ORDER BY newest LIMIT ?)`
  );

  const writeCounts = (speaker: Speaker, { operations, calls, metrics }: PolledCounts): void => {
    counts.operations(speaker, operations);
    counts.calls(speaker, calls);
    counts.metrics(speaker, metrics);
  };

  return {
    /** A batch that is known is left alone whole. */
    appendSignals(batch: PackedSignals): void {
      const organisation = numbers.organisation(batch.organisation);
      if (insertBatch.run(organisation, batch.id, batch.newest).changes === 0) {
        return;
      }
      for (const block of batch.blocks) {
        addBlock({ organisation, service: numbers.service(organisation, block.service) }, block);
      }
      for (const count of batch.counts) {
        addServiceCount(numbers.service(organisation, count.service), count);
      }
      if (batch.remainder !== null) {
        const remainder = JSON.parse(batch.remainder) as Remainder;
        const speaker: Speaker = { organisation, source: PUSHED };
        counts.templates(organisation, remainder.templates);
        counts.templateCounts(speaker, remainder.templateCounts);
        writeCounts(speaker, remainder);
        tellOccurrences(batch.organisation, remainder.occurrences);
        seeRelations(batch.organisation, remainder.relations);
      }
    },

    replaceSignals(given: { organisation: string; source: string; counts: PolledCounts }): void {
      const organisation = numbers.organisation(given.organisation);
      writeCounts({ organisation, source: numbers.source(organisation, given.source) }, given.counts);
    },

    /** Batch ids are kept as long as anything they brought may be there. */
    expireLines(before: { organisation: string; at: number; batchesAt: number; atMost: number }): number {
      const organisation = numbers.organisation(before.organisation);
      expireBatches.run(organisation, before.batchesAt, before.atMost);
      return expireBlocks({ organisation, at: before.at, atMost: before.atMost });
    },

    expireOccurrences,
  };
}
