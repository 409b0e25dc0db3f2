import { INCIDENTS } from './0001-incidents.ts';
import { LOGS } from './0002-logs.ts';
import { COORDINATION } from './0003-coordination.ts';
import { SIGNALS } from './0004-signals.ts';
import { ALARMS } from './0005-alarms.ts';
import { STREAMS } from './0006-streams.ts';
import { MEMORIES } from './0007-memories.ts';
import { MEMORY_MARKS } from './0008-memory-marks.ts';
import { CANDIDATES } from './0009-candidates.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Forward only: a migration that was released is never changed; a new one is added below it. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'incidents', sql: INCIDENTS },
  { number: 2, name: 'logs', sql: LOGS },
  { number: 3, name: 'coordination', sql: COORDINATION },
  { number: 4, name: 'signals', sql: SIGNALS },
  { number: 5, name: 'alarms', sql: ALARMS },
  { number: 6, name: 'streams', sql: STREAMS },
  { number: 7, name: 'memories', sql: MEMORIES },
  { number: 8, name: 'memory marks', sql: MEMORY_MARKS },
  { number: 9, name: 'candidates', sql: CANDIDATES },
];
