import type { IncidentRecord } from '../../incidents/incident-record.ts';

/**
 * The incident under way that each service is in. Where an alert holds one of its own open beside a wider one, what is
 * new goes to the wider one; open ones come before those that have gone quiet, and older before newer.
 */
export function findHomes(underWay: readonly IncidentRecord[]): Map<string, IncidentRecord> {
  const homes = new Map<string, IncidentRecord>();
  for (const record of [...underWay].sort(byPrecedence)) {
    for (const { service } of record.services) {
      if (!homes.has(service)) {
        homes.set(service, record);
      }
    }
  }
  return homes;
}

function byPrecedence(a: IncidentRecord, b: IncidentRecord): number {
  const rank = ({ state, services }: IncidentRecord) => (state === 'open' ? 0 : 2) + (services.length > 1 ? 0 : 1);
  return rank(a) - rank(b) || a.startedAt - b.startedAt || a.number - b.number;
}
