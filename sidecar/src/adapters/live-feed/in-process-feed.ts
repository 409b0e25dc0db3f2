import type { StreamMessage } from '@incident-memory/contract';
import { maySee, type Ownership, type Scope } from '../../domain/tenancy/scope.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';

interface Subscription {
  readonly scope: Scope;
  readonly listener: (message: StreamMessage) => void;
}

/** Reaches the pages that this process serves; pages of another sidecar learn it at their next refresh. */
export function inProcessFeed(): LiveFeed {
  const subscriptions = new Set<Subscription>();
  return {
    publish: (owner: Ownership, message) => {
      for (const { scope, listener } of subscriptions) {
        if (maySee(scope, owner)) {
          listener(message);
        }
      }
    },
    subscribe: (scope, listener) => {
      const subscription = { scope, listener };
      subscriptions.add(subscription);
      return () => subscriptions.delete(subscription);
    },
  };
}
