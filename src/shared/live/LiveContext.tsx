import { config } from '@grafana/runtime';
import { type StreamMessage } from '@incident-memory/contract';
import { useQueryClient } from '@tanstack/react-query';
import React, { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { KEYS, RENEW_LIVE_MILLISECONDS, RENEW_POLLING_MILLISECONDS } from '../data/keys';
import { LiveFeed, type LiveStatus } from './LiveFeed';
import { openEventStream } from './openEventStream';

const LiveContext = createContext<LiveFeed | null>(null);

const EACH_INCIDENT = ['incident'] as const;

/** What is asked for again. A hello comes after every break: what changed meanwhile was not heard. */
const CHANGED_BY: Readonly<Record<StreamMessage['type'], ReadonlyArray<readonly string[]>>> = {
  hello: [KEYS.incidents, KEYS.overview, KEYS.alarms, EACH_INCIDENT],
  incident: [KEYS.incidents, KEYS.overview, EACH_INCIDENT],
  alarm: [KEYS.alarms, KEYS.overview],
  tick: [],
};

/** Many incidents may change in one check; the page asks once for all of them. */
const GATHER_MILLISECONDS = 200;

function newFeed(): LiveFeed {
  // Two people, or two organisations, in one browser must not hear each other.
  const user = config.bootData?.user;
  return new LiveFeed(`incident-memory-live-${user?.orgId ?? 0}-${user?.id ?? 0}`, {
    openStream: openEventStream,
    locks: navigator.locks,
    openChannel: typeof BroadcastChannel === 'undefined' ? undefined : (name) => new BroadcastChannel(name),
    now: () => Date.now(),
  });
}

export function LiveProvider({ children, feed: given }: { children: ReactNode; feed?: LiveFeed }) {
  const client = useQueryClient();
  const [feed] = useState(() => given ?? newFeed());

  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const gathered = new Set<readonly string[]>();
    const unsubscribe = feed.onMessage(({ type }) => {
      const changed = CHANGED_BY[type];
      changed.forEach((queryKey) => gathered.add(queryKey));
      if (changed.length > 0) {
        gathering ??= setTimeout(() => {
          gathering = undefined;
          gathered.forEach((queryKey) => void client.invalidateQueries({ queryKey }));
          gathered.clear();
        }, GATHER_MILLISECONDS);
      }
    });
    const followVisibility = () => (document.hidden ? feed.pause() : feed.start());
    followVisibility();
    document.addEventListener('visibilitychange', followVisibility);
    return () => {
      document.removeEventListener('visibilitychange', followVisibility);
      unsubscribe();
      clearTimeout(gathering);
      feed.stop();
    };
  }, [client, feed]);

  return <LiveContext.Provider value={feed}>{children}</LiveContext.Provider>;
}

const NOT_LIVE: LiveStatus = { mode: 'polling', reason: null, lastMessageAt: null };
const never = () => () => undefined;

export function useLiveStatus(): LiveStatus {
  const feed = useContext(LiveContext);
  return useSyncExternalStore(feed?.onStatus ?? never, feed?.getStatus ?? (() => NOT_LIVE));
}

/** How often a view asks again by itself; false while nobody looks. */
export function useRenewal(): number | false {
  const { mode } = useLiveStatus();
  if (mode === 'paused') {
    return false;
  }
  return mode === 'live' ? RENEW_LIVE_MILLISECONDS : RENEW_POLLING_MILLISECONDS;
}
