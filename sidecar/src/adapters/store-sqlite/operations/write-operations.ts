import type { Database } from 'better-sqlite3';
import { alarmWrites } from './alarm-operations.ts';
import { answerWrites } from './answer-operations.ts';
import { eventWrites } from './event-operations.ts';
import { healthWrites } from './health-operations.ts';
import { incidentWrites } from './incident-operations.ts';
import { leaseWrites } from './lease-operations.ts';
import { outboxWrites } from './outbox-operations.ts';
import { settingWrites } from './setting-operations.ts';
import { memoryWrites } from '../memories/memory-writes.ts';
import { recallWrites } from '../recall/recall-writes.ts';
import { nameUpkeep } from '../series/name-upkeep.ts';
import { seriesUpkeep } from '../series/series-upkeep.ts';
import { SignalNumbers } from '../series/signal-numbers.ts';
import { signalWrites } from '../series/signal-operations.ts';
import { defineBins } from '../series/counted-tables.ts';
import { statisticWrites } from '../series/statistic-operations.ts';

/** Everything the writer can be asked to do; each runs inside a transaction that it shares with others. */
export function writeOperations(database: Database, numbers = new SignalNumbers(database)) {
  defineBins(database);
  return {
    ...eventWrites(database),
    ...incidentWrites(database),
    ...signalWrites(database, numbers),
    ...statisticWrites(database, numbers),
    ...seriesUpkeep(database, numbers),
    ...nameUpkeep(database, numbers),
    ...alarmWrites(database),
    ...memoryWrites(database),
    ...recallWrites(database),
    ...leaseWrites(database),
    ...settingWrites(database),
    ...outboxWrites(database),
    ...answerWrites(database),
    ...healthWrites(database),
  };
}

export type WriteOperations = ReturnType<typeof writeOperations> & {
  /** Outside of any transaction: what was committed is in the database file alone, the write-ahead log is empty. */
  scrub(nothing: null): void;
  /** The same, and no copy of what was removed or replaced is in unused parts of pages (threads/page-gaps.ts). */
  scrubPages(nothing: null): void;
};
