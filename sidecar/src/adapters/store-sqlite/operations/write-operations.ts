import type { Database } from 'better-sqlite3';
import { answerWrites } from './answer-operations.ts';
import { eventWrites } from './event-operations.ts';
import { healthWrites } from './health-operations.ts';
import { incidentWrites } from './incident-operations.ts';
import { leaseWrites } from './lease-operations.ts';
import { logWrites } from './log-operations.ts';
import { outboxWrites } from './outbox-operations.ts';
import { settingWrites } from './setting-operations.ts';
import { statisticWrites } from './statistic-operations.ts';

/** Everything the writer can be asked to do; each runs inside a transaction that it shares with others. */
export function writeOperations(database: Database) {
  return {
    ...eventWrites(database),
    ...incidentWrites(database),
    ...logWrites(database),
    ...statisticWrites(database),
    ...leaseWrites(database),
    ...settingWrites(database),
    ...outboxWrites(database),
    ...answerWrites(database),
    ...healthWrites(database),
  };
}

export type WriteOperations = ReturnType<typeof writeOperations>;
