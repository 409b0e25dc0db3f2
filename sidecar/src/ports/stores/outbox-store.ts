import type { Scope } from '../../domain/tenancy/scope.ts';

/**
 * What is to be delivered at least once, also over restarts: notifications, and answers kept for idempotency keys
 * live elsewhere. A message is leased for delivery and comes back by itself where the deliverer died.
 * All methods may throw StoreUnavailable.
 */
export interface OutboxMessage {
  /** Chosen by the caller; a message whose id was put before is ignored. */
  readonly id: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

export interface OutboxStore {
  put(scope: Scope, message: Omit<OutboxMessage, 'attempts'>): Promise<void>;
  /** Messages that are due and not leased, oldest first; each is leased until the given time and its attempts rise. */
  lease(scope: Scope, request: { now: number; untilMs: number; limit: number }): Promise<OutboxMessage[]>;
  delivered(scope: Scope, id: string): Promise<void>;
  retryAt(scope: Scope, id: string, at: number): Promise<void>;
}
