import type { Actor } from '@incident-memory/contract';
import type { ChainedEvent, EventType } from '../../domain/events/event-chain.ts';
import type { StreamKind } from '../../domain/events/stream-kinds.ts';
import type { Result } from '../../domain/result.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

/**
 * What happened, append-only. A stream is one incident or one memory, as its id says (stream-kinds.ts); the id of an
 * event is stream and sequence, so that of two writers the second fails. Payload and salt lie apart from the chain of digests: forgetting removes them and the
 * chain still verifies. All methods may throw StoreUnavailable.
 */
export type StoredEvent = ChainedEvent;

export interface EventQuery {
  /** Of these streams alone. */
  readonly of: StreamKind;
  readonly from?: number;
  readonly to?: number;
  /** One of these, where it is given; so with the next three. An empty list finds nothing. */
  readonly types?: readonly EventType[];
  readonly streams?: readonly string[];
  readonly by?: readonly Actor['kind'][];
  /** The actor's name, whole. */
  readonly who?: string;
  /** Newest first. */
  readonly limit: number;
  readonly cursor?: string;
}

export type WhichStreams =
  | { readonly streams: readonly string[] }
  | { readonly of: StreamKind; /** With an event at or after this. */ readonly since: number };

export interface EventStore {
  /** Of one stream. Fails with 'conflict', and stores none of them, where a sequence is taken or would leave a gap. */
  append(scope: Scope, events: readonly StoredEvent[]): Promise<Result<void, 'conflict'>>;
  /** In order; empty for an unknown stream and for one of another organisation. */
  read(scope: Scope, stream: string): Promise<StoredEvent[]>;
  /** Of all streams of a kind, newest first, by `at` then stream then sequence. */
  search(scope: Scope, query: EventQuery): Promise<{ events: StoredEvent[]; nextCursor: string | null }>;
  /** The last sequence of each. */
  heads(scope: Scope, which: WhichStreams): Promise<Map<string, number>>;
  /** Removes payload and salt of a stream's events up to a sequence; the chain stays. */
  forget(scope: Scope, stream: string, upToSequence: number): Promise<number>;
}
