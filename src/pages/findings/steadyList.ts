import { type Alarm } from '@incident-memory/contract';

/**
 * A list that does not move under the eyes of who reads it. What is new waits until it is asked for; what is no longer
 * in the answer (a verdict takes it out of the inbox) stays where it stood, with what is known of it.
 */
export interface SteadyList {
  rows: Alarm[];
  /** New since the list was first shown. */
  waiting: Alarm[];
  /** Shown still, and no longer in the answer without anybody here having judged it. */
  left: ReadonlySet<string>;
}

interface Answer {
  items: Alarm[];
  /** The answer goes on in later pages: what is older than its end may still be in the list. */
  goesOn: boolean;
}

export function steadied(before: SteadyList | null, { items, goesOn }: Answer): SteadyList {
  if (before === null || before.rows.length === 0) {
    return { rows: items, waiting: [], left: new Set() };
  }
  const latest = new Map(items.map((alarm) => [alarm.id, alarm]));
  const shown = new Set(before.rows.map(({ id }) => id));
  const oldestShown = oldest(before.rows);
  const oldestAnswered = goesOn ? oldest(items) : -Infinity;
  const added = items.filter(({ id }) => !shown.has(id));
  const kept = before.rows.map((row) => latest.get(row.id) ?? row);
  return {
    rows: [...kept, ...added.filter(({ at }) => Date.parse(at) < oldestShown)],
    waiting: added.filter(({ at }) => Date.parse(at) >= oldestShown),
    left: new Set(
      kept
        .filter(({ id, at, verdict }) => !latest.has(id) && verdict === null && Date.parse(at) > oldestAnswered)
        .map(({ id }) => id)
    ),
  };
}

/** What waited takes its place, and what has left goes. */
export function renewed({ rows, waiting, left }: SteadyList): SteadyList {
  const next = [...waiting, ...rows.filter(({ id }) => !left.has(id))];
  return { rows: next.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)), waiting: [], left: new Set() };
}

export function replaced(list: SteadyList, alarm: Alarm): SteadyList {
  return { ...list, rows: list.rows.map((row) => (row.id === alarm.id ? alarm : row)) };
}

function oldest(alarms: Alarm[]): number {
  return alarms.reduce((least, { at }) => Math.min(least, Date.parse(at)), Infinity);
}
