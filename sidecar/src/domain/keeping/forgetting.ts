import type { Actor, ForgetProof } from '@incident-memory/contract';
import type { ChainedEvent } from '../events/event-chain.ts';

/**
 * Forgetting for good. What is to go is written down first, by the ids of streams and never by what stands in them: from
 * then on it is going to be done, whoever dies in between, and before that nothing was begun. What is kept of it is this
 * stream alone, so that it can be shown later that it was asked for, by whom, and that it still holds.
 */
export type ForgettingEventType = 'forgetting-begun' | 'forgetting-done';

export interface ForgettingBegun {
  readonly reason: string;
  /** Incidents and memories. */
  readonly streams: readonly string[];
  /** What else holds the text that was asked for, by the names that its place gives it: without a word of it. */
  readonly elsewhere?: readonly { readonly place: ForgottenPlace['place']; readonly named: readonly string[] }[];
}

export type ForgottenPlace = ForgetProof['places'][number];

export interface ForgettingDone {
  readonly streams: ForgetProof['streams'];
  readonly places: readonly ForgottenPlace[];
}

export interface Forgetting {
  readonly id: string;
  readonly at: number;
  readonly by: Actor;
  readonly begun: ForgettingBegun;
  readonly done: ForgettingDone | null;
}

/** What a stream of one forgetting says; null where it is not one. */
export function forgettingOf(events: readonly ChainedEvent[]): Forgetting | null {
  const begun = events.find(({ type }) => type === 'forgetting-begun');
  const done = events.find(({ type }) => type === 'forgetting-done');
  if (begun?.payload == null) {
    return null;
  }
  return {
    id: begun.stream,
    at: begun.at,
    by: begun.actor,
    begun: begun.payload as unknown as ForgettingBegun,
    done: done?.payload == null ? null : (done.payload as unknown as ForgettingDone),
  };
}
