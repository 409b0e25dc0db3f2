import { sumCounts } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { ExpireBefore, SignalBatch, SignalStore } from '../../../ports/stores/signals/signal-store.ts';
import { packLines } from '../lines/pack-lines.ts';
import type { Remainder } from '../series/signal-operations.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

/** A call of expire takes this many lines at most, in portions between which other writes get their turn. */
const EXPIRED_AT_ONCE = 10_000;
const PORTION = 1_000;
/** Series in a transaction: some milliseconds each. */
const SERIES_PORTION = 100;
const SERIES_AT_ONCE = 5_000;
const NAMES_PORTION = 500;

export class SqliteSignalStore implements SignalStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async append({ organisation }: Scope, batch: SignalBatch): Promise<void> {
    await this.threads.writer.call('appendSignals', {
      organisation,
      id: batch.id,
      newest: newestIn(batch),
      blocks: packLines(batch.lines),
      counts: sumCounts(batch.counts),
      remainder: remainderOf(batch),
    });
  }

  async rollUp({ organisation }: Scope, before: number): Promise<number> {
    let moved = 0;
    for (let series = 0; series < SERIES_AT_ONCE; series += SERIES_PORTION) {
      const portion = { organisation, before, atMost: SERIES_PORTION };
      const done = await this.threads.writer.call('rollUpSeries', portion);
      moved += done.moved;
      if (done.isAll) {
        break;
      }
    }
    return moved;
  }

  async expire({ organisation }: Scope, before: ExpireBefore): Promise<number> {
    const { writer } = this.threads;
    const batchesAt = Math.min(before.lines, before.statistics);
    let expired = 0;
    let portion = PORTION;
    while (portion > 0 && expired <= EXPIRED_AT_ONCE - PORTION) {
      portion = await writer.call('expireLines', { organisation, at: before.lines, batchesAt, atMost: PORTION });
      expired += portion;
      await writer.call('expireCounts', { organisation, at: before.statistics, atMost: PORTION });
    }
    await writer.call('expireOccurrences', { organisation, before: before.statistics, atMost: PORTION });
    let isAll = false;
    for (let series = 0; series < SERIES_AT_ONCE && !isAll; series += SERIES_PORTION) {
      isAll = await writer.call('expireSeries', { organisation, before: before.statistics, atMost: SERIES_PORTION });
    }
    await writer.call('expireNames', { organisation, atMost: NAMES_PORTION });
    return expired;
  }
}

function remainderOf(batch: SignalBatch): string | null {
  const { templates, templateCounts, operations, calls, metrics, occurrences, relations } = batch;
  const remainder: Remainder = { templates, templateCounts, operations, calls, metrics, occurrences, relations };
  return Object.values(remainder).every((list) => list.length === 0) ? null : JSON.stringify(remainder);
}

function newestIn(batch: SignalBatch): number {
  let newest = 0;
  for (const { at, receivedAt } of batch.lines) {
    newest = Math.max(newest, at, receivedAt);
  }
  const { counts, templateCounts, operations, calls, metrics, occurrences } = batch;
  for (const list of [counts, templateCounts, operations, calls, metrics, occurrences]) {
    for (const { at } of list) {
      newest = Math.max(newest, at);
    }
  }
  return newest;
}
