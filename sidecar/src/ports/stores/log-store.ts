import type { LogLevel } from '@incident-memory/contract';
import type { LogLine } from '../../domain/signals/log-line.ts';
import type { ServiceCounts } from '../../domain/signals/service-counts.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

/** One accepted request: its lines and what was counted in them, stored together or not at all as a reader sees it. */
export interface LogBatch {
  /** A batch whose id was stored before is ignored whole: replays from the spool are harmless. */
  readonly id: string;
  readonly lines: readonly LogLine[];
  /** In STATISTICS_STEP buckets; includes lines that are counted but not kept. */
  readonly counts: readonly ServiceCounts[];
}

export interface LogSearch {
  readonly services?: readonly string[];
  readonly levels?: readonly LogLevel[];
  readonly from: number;
  readonly to: number;
  readonly contains?: string;
  /** Newest first. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Log lines with retention. All methods may throw StoreUnavailable. */
export interface LogStore {
  /** Durable when it returns. */
  append(scope: Scope, batch: LogBatch): Promise<void>;
  search(scope: Scope, query: LogSearch): Promise<{ lines: LogLine[]; nextCursor: string | null }>;
  /** Removes lines and statistics from before the times, a bounded number a call; returns how many lines went. */
  expire(scope: Scope, before: { lines: number; statistics: number }): Promise<number>;
}
