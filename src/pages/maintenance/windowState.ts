import { type MaintenanceWindow } from '@incident-memory/contract';

export type WindowState = 'now' | 'planned' | 'past';

export function windowState({ from, to, endedAt }: MaintenanceWindow, now: number): WindowState {
  if (endedAt !== null || Date.parse(to) <= now) {
    return 'past';
  }
  return Date.parse(from) <= now ? 'now' : 'planned';
}

const ORDER: WindowState[] = ['now', 'planned', 'past'];

/** What holds now, then what comes next, then what was last. */
export function inOrder(windows: MaintenanceWindow[], now: number): MaintenanceWindow[] {
  const place = (window: MaintenanceWindow) => ORDER.indexOf(windowState(window, now));
  return [...windows].sort((a, b) => {
    const later = Date.parse(a.from) - Date.parse(b.from);
    return place(a) - place(b) || (windowState(a, now) === 'past' ? -later : later);
  });
}
