import { type Incident } from '@incident-memory/contract';

/** What somebody should do about an incident now, from what was done so far. */
export function nextStep(incident: Incident): string {
  switch (incident.state) {
    case 'open':
      if (incident.acknowledged === null) {
        return 'Acknowledge it: nobody is on it';
      }
      if (incident.helpRequested !== null && incident.mitigating === null) {
        return `Help ${incident.helpRequested.by}, who asked for it`;
      }
      if (incident.mitigating !== null) {
        return `Watch what ${incident.mitigating.by} is doing take effect`;
      }
      return incident.canWait === null ? `Mitigate it (${incident.acknowledged.by} is on it)` : 'It can wait';
    case 'awaiting-confirmation':
      return 'Confirm that it is over, or reopen it';
    case 'resolved':
    case 'dismissed':
      return 'Nothing: it is closed';
    case 'merged':
      return 'Go to the incident that it is part of';
  }
}

/** Open, and nobody said to be on it. */
export function isUnowned(incident: Incident): boolean {
  return incident.state === 'open' && incident.acknowledged === null;
}

export function owner(incident: Incident): string | null {
  return incident.mitigating?.by ?? incident.acknowledged?.by ?? null;
}

/** How much of an incident is happening now, for ordering: severity first, then how far it is above its usual. */
export function harm(incident: Incident): number {
  const above = Math.max(0, ...incident.services.map((s) => s.peakErrors / Math.max(1, s.baselineErrors)));
  return Math.min(above, 999);
}
