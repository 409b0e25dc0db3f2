import type { Database } from 'better-sqlite3';
import { answerReads } from './answer-operations.ts';
import { eventReads } from './event-operations.ts';
import { healthReads } from './health-operations.ts';
import { incidentReads } from './incident-operations.ts';
import { logReads } from './log-operations.ts';
import { settingReads } from './setting-operations.ts';
import { statisticReads } from './statistic-operations.ts';

/** Everything a reader can be asked. */
export function readOperations(database: Database) {
  return {
    ...eventReads(database),
    ...incidentReads(database),
    ...logReads(database),
    ...statisticReads(database),
    ...settingReads(database),
    ...answerReads(database),
    ...healthReads(database),
  };
}

export type ReadOperations = ReturnType<typeof readOperations>;
