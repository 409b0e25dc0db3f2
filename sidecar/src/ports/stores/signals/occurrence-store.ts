import type { OccurrenceKind } from '@incident-memory/contract';
import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import type { Entity, Relation } from '../../../domain/relations/relation.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';

export interface OccurrenceQuery {
  readonly services?: readonly string[];
  readonly kinds?: readonly OccurrenceKind[];
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  /** Newest first, ties by id. */
  readonly limit: number;
  readonly cursor?: string;
}

/** What happened around services, and what belongs to what. Both may throw StoreUnavailable. */
export interface OccurrenceStore {
  list(scope: Scope, query: OccurrenceQuery): Promise<{ occurrences: Occurrence[]; nextCursor: string | null }>;
  /** Relations in which the entity stands on either side, last seen first; without one all of them. */
  relations(scope: Scope, query: { of?: Entity; limit: number }): Promise<Relation[]>;
}
