import { type Incident, type Overview, type Severity } from '@incident-memory/contract';
import { callSidecar } from '../../shared/api/callSidecar';

export interface Wanted {
  services: string[];
  show: 'active' | 'all';
  limit: number;
  from: number;
  to: number;
}

export interface ActiveIncidents {
  incidents: Incident[];
  /** There are more than the panel is set to show. */
  more: boolean;
  overview: Overview;
  /** When the answer came, epoch milliseconds. */
  at: number;
}

const SEVERITY_RANK: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Open before the rest, the worst first, then the newest. */
function byUrgency(a: Incident, b: Incident): number {
  const rank = (incident: Incident) => (incident.state === 'open' ? 0 : 10) + SEVERITY_RANK[incident.severity];
  return rank(a) - rank(b) || b.number - a.number;
}

export async function readActiveIncidents(wanted: Wanted, signal: AbortSignal): Promise<ActiveIncidents> {
  const { services, show, limit, from, to } = wanted;
  const state = show === 'active' ? (['open', 'awaiting-confirmation'] as Array<Incident['state']>) : undefined;
  const [page, overview] = await Promise.all([
    callSidecar('listIncidents', { query: { state, service: services, from, to, limit }, signal }),
    callSidecar('overview', { signal }),
  ]);
  return {
    incidents: page.items.sort(byUrgency),
    more: page.nextCursor !== null,
    overview,
    at: Date.now(),
  };
}
