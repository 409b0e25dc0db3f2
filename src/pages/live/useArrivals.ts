import { type Incident } from '@incident-memory/contract';
import { useState } from 'react';

interface FirstLook {
  view: string;
  highest: number;
}

/**
 * Which incidents of the list came while a person was looking. The first list after a change of filters is what
 * they start from; marks stay until the incident is opened or all are called seen.
 */
export function useArrivals(incidents: Incident[] | undefined, view: string) {
  const [firstLook, setFirstLook] = useState<FirstLook | null>(null);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  if (incidents !== undefined && firstLook?.view !== view) {
    setFirstLook({ view, highest: Math.max(0, ...incidents.map(({ number }) => number)) });
  }
  // Numbers rise, so a lower one that appears was only on a later page, or came back under the filters.
  const arrived = (incidents ?? []).filter(
    ({ id, number }) => firstLook?.view === view && number > firstLook.highest && !seen.has(id)
  );
  return {
    arrived: new Set(arrived.map(({ id }) => id)),
    markSeen: (ids: Iterable<string>) => setSeen((before) => new Set([...before, ...ids])),
  };
}
