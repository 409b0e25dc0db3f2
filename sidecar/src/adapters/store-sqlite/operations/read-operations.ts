import type { Database } from 'better-sqlite3';
import { alarmReads } from './alarm-operations.ts';
import { answerReads } from './answer-operations.ts';
import { eventReads } from './event-operations.ts';
import { healthReads } from './health-operations.ts';
import { incidentReads } from './incident-operations.ts';
import { settingReads } from './setting-operations.ts';
import { lineReads } from '../lines/search-blocks.ts';
import { trafficReads } from '../series/count-reads.ts';
import { memoryReads } from '../memories/memory-reads.ts';
import { recallReads } from '../recall/recall-reads.ts';
import { metricReads } from '../series/metric-reads.ts';
import { occurrenceReads } from '../series/occurrence-operations.ts';
import { statisticReads } from '../series/statistic-operations.ts';
import { templateReads } from '../series/template-reads.ts';

/** Everything a reader can be asked. */
export function readOperations(database: Database) {
  return {
    ...eventReads(database),
    ...incidentReads(database),
    ...lineReads(database),
    ...statisticReads(database),
    ...templateReads(database),
    ...trafficReads(database),
    ...metricReads(database),
    ...occurrenceReads(database),
    ...alarmReads(database),
    ...settingReads(database),
    ...memoryReads(database),
    ...recallReads(database),
    ...answerReads(database),
    ...healthReads(database),
  };
}

export type ReadOperations = ReturnType<typeof readOperations>;
