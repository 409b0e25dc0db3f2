import type { DetectorId } from '@incident-memory/contract';
import type { AlarmRecord } from '../../domain/detection/alarms/alarm.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

export interface AlarmQuery {
  /** `inbox`: in no incident, without a verdict; `trial`: raised by a detector on trial; `incident`: in one. */
  readonly show: 'inbox' | 'trial' | 'incident' | 'all';
  readonly firing?: boolean;
  readonly detectors?: readonly DetectorId[];
  readonly services?: readonly string[];
  /** Standing at some time in [from, to]: startedAt <= to, and endedAt none or >= from. */
  readonly from?: number;
  readonly to?: number;
  /** Newest `at` first, ties by id. */
  readonly limit: number;
  readonly cursor?: string;
}

export interface AlarmTally {
  readonly detector: DetectorId;
  readonly alarms: number;
  readonly confirmed: number;
  readonly dismissed: number;
}

/** What detectors raised. All methods may throw StoreUnavailable. */
export interface AlarmStore {
  /**
   * Writes or replaces by id, as domain/detection/alarms/rewrite-alarm.ts says: a verdict that is there stays (see
   * `judge`), and so does an incident that is there unless another is given.
   */
  save(scope: Scope, alarms: readonly AlarmRecord[]): Promise<void>;
  get(scope: Scope, id: string): Promise<AlarmRecord | null>;
  list(scope: Scope, query: AlarmQuery): Promise<{ alarms: AlarmRecord[]; nextCursor: string | null }>;
  /** Sets or takes back a verdict; null where there is no such alarm. */
  judge(scope: Scope, id: string, verdict: AlarmRecord['verdict']): Promise<AlarmRecord | null>;
  /** Raised in [from, to), by detector; a detector without any is missing. */
  tally(scope: Scope, range: { from: number; to: number }): Promise<AlarmTally[]>;
  /**
   * Removes what ended before the time, and what was raised before it and never ended (whoever watched it is gone, or
   * tells of it again), a bounded number a call; returns how many.
   */
  expire(scope: Scope, before: number): Promise<number>;
}
