import type { IncidentKind, IncidentState, Severity } from '@incident-memory/contract';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

/**
 * The present state of incidents: a projection of their events, kept for reading. Visibility (scope.ts: maySee) is
 * part of each query. All methods may throw StoreUnavailable.
 */
export interface IncidentQuery {
  readonly states?: readonly IncidentState[];
  readonly services?: readonly string[];
  readonly severities?: readonly Severity[];
  readonly kinds?: readonly IncidentKind[];
  readonly outage?: boolean;
  readonly acknowledged?: boolean;
  /** Under way at some time in [from, to]: startedAt <= to, and closedAt none or >= from. */
  readonly from?: number;
  readonly to?: number;
  readonly sort: '-startedAt' | 'startedAt' | '-updatedAt';
  readonly limit: number;
  readonly cursor?: string;
}

export interface IncidentStore {
  /** Writes the record unless a record with the same or a higher version is there: older news never wins. */
  save(scope: Scope, record: IncidentRecord): Promise<void>;
  get(scope: Scope, id: string): Promise<IncidentRecord | null>;
  byNumber(scope: Scope, number: number): Promise<IncidentRecord | null>;
  /** Ties of the sort key are ordered by id, so that pages never repeat or skip. */
  list(scope: Scope, query: IncidentQuery): Promise<{ records: IncidentRecord[]; nextCursor: string | null }>;
  /**
   * Forgetting: nothing of them, earlier versions included, is left in what can be read, nor in the file, as
   * MemoryStore.remove says. Returns how many there were.
   */
  remove(scope: Scope, ids: readonly string[]): Promise<number>;
  /** 1, 2, 3 … for each organisation, never twice; gaps are allowed. */
  nextNumber(scope: Scope): Promise<number>;
}
