import type { LogLevel } from '@incident-memory/contract';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';

export interface LogSearch {
  readonly services?: readonly string[];
  readonly levels?: readonly LogLevel[];
  readonly from: number;
  readonly to: number;
  /** Ids as the lines carry them: who wants what was merged asks for the family (TemplateStore). */
  readonly templates?: readonly string[];
  readonly traceId?: string;
  readonly contains?: string;
  /** Newest first. */
  readonly limit: number;
  readonly cursor?: string;
}

/** Log lines that were kept. May throw StoreUnavailable. */
export interface LogStore {
  /**
   * A call compares a bounded number of lines: a page may be short, or empty, and still have a next one. Only where
   * there is no cursor was everything looked at.
   */
  search(scope: Scope, query: LogSearch): Promise<{ lines: LogLine[]; nextCursor: string | null }>;
}
