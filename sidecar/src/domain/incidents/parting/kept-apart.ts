import type { IncidentRecord } from '../incident-record.ts';

/**
 * Parting: what detection put into one incident may be two things, and what it took for two may be one. A person splits
 * and merges; each writes one event in the incident that they look at, and a second one in the other incident follows
 * from it alone (split-incident.ts, merge-incidents.ts), so that a crash in between leaves nothing to guess. What a
 * person separated stays separate: for as long as both are under way, detection merges neither into the other and
 * brings no service of the one into the other.
 */
export function areKeptApart(
  one: Pick<IncidentRecord, 'id' | 'keptApart'>,
  other: Pick<IncidentRecord, 'id' | 'keptApart'>
): boolean {
  return one.keptApart.includes(other.id) || other.keptApart.includes(one.id);
}

/** Services that detection must not bring into the incident now. `underWay` holds all that are. */
export function keptOut(record: IncidentRecord, underWay: readonly IncidentRecord[]): ReadonlySet<string> {
  return new Set(
    underWay
      .filter((other) => other.id !== record.id && areKeptApart(record, other))
      .flatMap(({ services }) => services.map(({ service }) => service))
  );
}
