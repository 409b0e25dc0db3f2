import type { StreamMessage } from '@incident-memory/contract';
import type { Ownership, Scope } from '../domain/tenancy/scope.ts';

/** Tells open pages of the same organisation that something changed; nothing is promised to who was not listening. */
export interface LiveFeed {
  publish(owner: Ownership, message: StreamMessage): void;
  /** The returned function ends the subscription. */
  subscribe(scope: Scope, listener: (message: StreamMessage) => void): () => void;
}
