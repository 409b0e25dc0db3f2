import { type Incident } from '@incident-memory/contract';
import { useRef, useState } from 'react';

/**
 * Which incidents of the list came while a person was looking. The first list after a change of filters is what
 * they start from; marks stay until the incident is opened or all are called seen.
 */
export function useArrivals(incidents: Incident[] | undefined, view: string) {
  const known = useRef<{ view: string; ids: Set<string>; highest: number } | null>(null);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  if (incidents !== undefined && known.current?.view !== view) {
    known.current = {
      view,
      ids: new Set(incidents.map(({ id }) => id)),
      highest: Math.max(0, ...incidents.map(({ number }) => number)),
    };
  }
  const base = known.current;
  // Numbers rise, so a lower one that appears was only on a later page, or came back under the filters.
  const arrived = (incidents ?? []).filter(
    ({ id, number }) => base !== null && !base.ids.has(id) && number > base.highest && !seen.has(id)
  );
  return {
    arrived: new Set(arrived.map(({ id }) => id)),
    markSeen: (ids: Iterable<string>) => setSeen((before) => new Set([...before, ...ids])),
  };
}
