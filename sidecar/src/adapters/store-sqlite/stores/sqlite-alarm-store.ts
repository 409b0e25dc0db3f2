import type { Alarm, AlarmRecord } from '../../../domain/detection/alarms/alarm.ts';
import { decodeCursor } from '../../../domain/paging/cursor.ts';
import { pageOf } from '../../../domain/paging/page-of.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { AlarmQuery, AlarmStore, AlarmTally } from '../../../ports/stores/alarm-store.ts';
import type { AlarmRow, KeptAlarm } from '../operations/alarm-operations.ts';
import type { SqliteThreads } from '../threads/sqlite-threads.ts';

/** One transaction of the writer stays short. */
const MOST_EXPIRED_A_CALL = 2_000;

export class SqliteAlarmStore implements AlarmStore {
  private readonly threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.threads = threads;
  }

  async save({ organisation }: Scope, alarms: readonly AlarmRecord[]): Promise<void> {
    if (alarms.length > 0) {
      await this.threads.writer.call('saveAlarms', { organisation, rows: alarms.map(rowOf) });
    }
  }

  async get({ organisation }: Scope, id: string): Promise<AlarmRecord | null> {
    return recordOf(await this.threads.reader.call('alarmById', { organisation, id }));
  }

  async list(
    { organisation }: Scope,
    query: AlarmQuery
  ): Promise<{ alarms: AlarmRecord[]; nextCursor: string | null }> {
    const { show, firing, detectors, services, from, to, limit, cursor } = query;
    const behind = cursor === undefined ? null : decodeCursor<[number, string]>(cursor, [0, '']);
    const asked = { organisation, show, firing, detectors, services, from, to, behind, rows: limit + 1 };
    const found = (await this.threads.reader.call('listAlarms', asked)).flatMap((row) => recordOf(row) ?? []);
    const { rows, nextCursor } = pageOf(found, limit, ({ at, id }) => [at, id]);
    return { alarms: rows, nextCursor };
  }

  async judge({ organisation }: Scope, id: string, verdict: AlarmRecord['verdict']): Promise<AlarmRecord | null> {
    return recordOf(await this.threads.writer.call('judgeAlarm', { organisation, id, verdict: jsonOf(verdict) }));
  }

  async tally({ organisation }: Scope, range: { from: number; to: number }): Promise<AlarmTally[]> {
    return this.threads.reader.call('tallyAlarms', { organisation, ...range });
  }

  async expire({ organisation }: Scope, before: number): Promise<number> {
    return this.threads.writer.call('expireAlarms', { organisation, before, atMost: MOST_EXPIRED_A_CALL });
  }
}

function rowOf({ incident, verdict, ...alarm }: AlarmRecord): AlarmRow {
  const { id, at, startedAt, endedAt, detector, mode, service } = alarm;
  const json = { alarm: JSON.stringify(alarm), incident: jsonOf(incident), verdict: jsonOf(verdict) };
  return { id, at, startedAt, endedAt, detector, mode, service, ...json };
}

function recordOf(row: KeptAlarm | null): AlarmRecord | null {
  return row === null
    ? null
    : {
        ...(JSON.parse(row.alarm) as Alarm),
        incident: row.incident === null ? null : (JSON.parse(row.incident) as AlarmRecord['incident']),
        verdict: row.verdict === null ? null : (JSON.parse(row.verdict) as AlarmRecord['verdict']),
      };
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
