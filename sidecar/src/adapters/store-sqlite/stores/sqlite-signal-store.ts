import type { LogLine } from '../../../domain/signals/log-line.ts';
import { sumCounts } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { ExpireBefore, SignalBatch, SignalStore } from '../../../ports/stores/signal-store.ts';
import { levelNumber } from '../operations/log-levels.ts';
import type { PackedLine } from '../operations/log-operations.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

/** A call of expire takes this many lines at most, in portions between which other writes get their turn. */
const EXPIRED_AT_ONCE = 10_000;
const PORTION = 1_000;

export class SqliteSignalStore implements SignalStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async append({ organisation }: Scope, batch: SignalBatch): Promise<void> {
    await this.threads.writer.call('appendLogBatch', {
      organisation,
      id: batch.id,
      lines: JSON.stringify(batch.lines.map(packed)),
      counts: sumCounts(batch.counts),
    });
  }

  async rollUp(): Promise<number> {
    return 0;
  }

  async expire({ organisation }: Scope, before: ExpireBefore): Promise<number> {
    const batchesAt = Math.min(before.lines, before.statistics);
    let expired = 0;
    let portion = PORTION;
    while (portion === PORTION && expired < EXPIRED_AT_ONCE) {
      portion = await this.threads.writer.call('expireLines', {
        ...{ organisation, at: before.lines, batchesAt },
        atMost: PORTION,
      });
      expired += portion;
      await this.threads.writer.call('expireCounts', { organisation, at: before.statistics, atMost: PORTION });
    }
    return expired;
  }
}

function packed(line: LogLine): PackedLine {
  const { service, at, receivedAt, id, message, errorType, stack, traceId } = line;
  return [service, at, receivedAt, levelNumber(line.level), id, message, errorType, stack, traceId];
}
