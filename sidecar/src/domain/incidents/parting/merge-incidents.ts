import type { EventPayloads } from '../event-payloads.ts';
import type { IncidentRecord } from '../incident-record.ts';
import { isUnderWay } from '../life-cycle.ts';
import { partOf } from './split-incident.ts';

/** In half a sentence why the one cannot become part of the other, or null where it can. */
export function mergeProblem(record: IncidentRecord, into: IncidentRecord): string | null {
  if (record.id === into.id) {
    return `INC-${record.number} cannot become part of itself`;
  }
  for (const { number, state } of [record, into]) {
    if (!isUnderWay(state)) {
      return `INC-${number} is ${state === 'merged' ? 'part of another incident already' : `${state} already`}`;
    }
  }
  return isSeenAlike(record, into)
    ? null
    : `INC-${record.number} and INC-${into.number} are not visible to the same people`;
}

/** What the incident that takes the other one in is told. */
export function absorptionOf(
  merged: IncidentRecord,
  { sequence, reason }: { sequence: number; reason: string }
): EventPayloads['absorbed'] {
  const { id, number, services, alarms, alerts, severity, outage } = merged;
  return { from: { id, number, sequence }, services, alarms, alerts, severity, outage, reason };
}

/**
 * In half a sentence why a merge cannot be taken back, or null. `elsewhere` are incidents under way, other than the two,
 * that have a service of it.
 */
export function unmergeProblem(
  record: IncidentRecord,
  { from, elsewhere }: { from: IncidentRecord | null; elsewhere: readonly IncidentRecord[] }
): string | null {
  if (record.state !== 'merged') {
    return `INC-${record.number} is not merged`;
  }
  if (from === null) {
    return 'the incident that it was merged into is not there any more';
  }
  if (from.state === 'merged') {
    return `INC-${from.number}, which it is part of, was itself merged: take that back first`;
  }
  const [other] = elsewhere;
  const shared = other?.services.find(({ service }) => record.services.some((own) => own.service === service));
  return other === undefined || shared === undefined
    ? null
    : `${shared.service} is in INC-${other.number} by now, and a service is in one incident at a time`;
}

/** What it takes along when it becomes an incident of its own again: the newest that the other one knows of it. */
export function returnOf(record: IncidentRecord, from: IncidentRecord, reason: string): EventPayloads['unmerged'] {
  const names = new Set(record.services.map(({ service }) => service));
  const part = partOf(from, names);
  const fingerprints = new Set(record.alerts.map(({ fingerprint }) => fingerprint));
  return {
    from: { id: from.id, number: from.number },
    services: part.services,
    alarms: part.alarms,
    alerts: from.alerts.filter(
      ({ fingerprint, service }) => fingerprints.has(fingerprint) || (service !== undefined && names.has(service))
    ),
    reason,
  };
}

/**
 * What the other one is told. It keeps the services that it would be empty without: then both had them before the
 * merge too.
 */
export function departureOf(
  unmerged: Pick<IncidentRecord, 'id' | 'number'>,
  { from, brought }: { from: IncidentRecord; brought: EventPayloads['unmerged'] }
): EventPayloads['split-off'] {
  const names = brought.services.map(({ service }) => service);
  const isAll = from.services.every(({ service }) => names.includes(service));
  return {
    how: 'unmerged',
    services: isAll ? [] : names,
    alarms: brought.alarms.map(({ id }) => id),
    alerts: brought.alerts.map(({ fingerprint }) => fingerprint),
    to: { id: unmerged.id, number: unmerged.number },
    reason: brought.reason,
  };
}

/** Whoever sees the one must see the other, or a merge would tell people what is not for them. */
function isSeenAlike(record: IncidentRecord, into: IncidentRecord): boolean {
  const { visibility, team, owner } = record;
  return (
    visibility === into.visibility &&
    (visibility === 'organisation' || (visibility === 'team' ? team === into.team : owner === into.owner))
  );
}
