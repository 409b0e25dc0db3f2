import { NEVER_HAPPENED, type IncidentRecord } from '../incident-record.ts';
import type { Placed } from './placed-event.ts';

/** What an incident is when it begins. */
export function openedRecord(event: Placed<'opened'>): IncidentRecord {
  const { number, kind, severity, services, rule, startedAt, team, visibility, owner } = event.payload;
  const { alarms = [], alerts = [], spread = null, outage = false, splitFrom = null } = event.payload;
  const first = services[0];
  if (first === undefined) {
    throw new Error(`incident ${event.stream} was opened without a service`);
  }
  return {
    ...NEVER_HAPPENED,
    id: event.stream,
    organisation: event.organisation,
    team,
    visibility,
    owner,
    number,
    version: event.sequence,
    kind,
    state: 'open',
    severity,
    service: first.service,
    services,
    rule,
    startedAt,
    detectedAt: event.at,
    updatedAt: event.at,
    quietSince: null,
    closedAt: null,
    returnsAt: [],
    acknowledged: null,
    mitigating: null,
    helpRequested: null,
    canWait: null,
    alerts,
    resolution: null,
    dismissReason: null,
    mergedInto: null,
    alarms,
    spread,
    outage,
    splitFrom,
    keptApart: splitFrom === null ? [] : [splitFrom.id],
  };
}
