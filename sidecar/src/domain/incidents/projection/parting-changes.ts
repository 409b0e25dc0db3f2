import type { IncidentRecord } from '../incident-record.ts';
import { worstSeverity } from '../severities.ts';
import { firstSign } from '../parting/first-sign.ts';
import { byFirstError, withAlarms, withAlerts, withServices } from './joined-lists.ts';
import type { Changes, Placed } from './placed-event.ts';

/** What joins incidents and parts them (../parting). */
export const PARTING_CHANGES: Changes<'merged' | 'absorbed' | 'unmerged' | 'split-off'> = {
  merged: (record, { payload, at, sequence }) => ({
    mergedInto: payload.into,
    mergedAtSequence: sequence,
    unmergedFrom: null,
    keptApart: record.keptApart.filter((id) => id !== payload.into),
    closedAt: at,
  }),
  absorbed: (record, { payload }) => ({
    ...ordered({
      ...record,
      services: withServices(record.services, payload.services),
      alarms: withAlarms(record.alarms, payload.alarms),
    }),
    alerts: withAlerts(record.alerts, payload.alerts),
    severity: worstSeverity(record.severity, payload.severity),
    outage: record.outage || payload.outage,
    absorbed: [...record.absorbed.filter(({ id }) => id !== payload.from.id), payload.from],
    keptApart: record.keptApart.filter((id) => id !== payload.from.id),
    quietSince: null,
    recovery: null,
  }),
  unmerged: (record, { payload, sequence }) => ({
    ...ordered({
      ...record,
      services: withServices(record.services, payload.services),
      alarms: withAlarms(record.alarms, payload.alarms),
    }),
    alerts: withAlerts(record.alerts, payload.alerts),
    mergedInto: null,
    mergedAtSequence: null,
    unmergedFrom: { ...payload.from, sequence },
    keptApart: withId(record.keptApart, payload.from.id),
    closedAt: null,
    quietSince: null,
    recovery: null,
  }),
  'split-off': (record, event) => ({
    ...withoutParted(record, event),
    absorbed: record.absorbed.filter(({ id }) => id !== event.payload.to.id),
    splits:
      event.payload.how === 'split'
        ? [...record.splits, { ...event.payload.to, sequence: event.sequence }]
        : record.splits,
    keptApart: withId(record.keptApart, event.payload.to.id),
  }),
};

function withoutParted(record: IncidentRecord, { payload }: Placed<'split-off'>): Partial<IncidentRecord> {
  const gone = new Set(payload.services);
  const services = record.services.filter(({ service }) => !gone.has(service));
  const alarms = record.alarms.filter(({ id }) => !payload.alarms.includes(id));
  const alerts = record.alerts.filter(({ fingerprint }) => !payload.alerts.includes(fingerprint));
  return {
    ...ordered({ ...record, services, alarms }, record),
    alerts,
    // What it says names what left; detection finds anew what holds of the rest.
    spread: record.spread?.steps.some(({ service }) => gone.has(service)) === true ? null : record.spread,
    kind: services.length === 1 ? kindOfOne({ ...record, alarms, alerts }) : record.kind,
    outage: record.outage && (!record.alarms.some(({ hurts }) => hurts) || alarms.some(({ hurts }) => hurts)),
  };
}

/** Of several services nothing is left to spread or to be widespread. */
function kindOfOne({ kind, alarms, alerts }: IncidentRecord): IncidentRecord['kind'] {
  if (kind !== 'cascade' && kind !== 'widespread') {
    return kind;
  }
  return alarms.length > 0 ? 'detected' : alerts.length > 0 ? 'alert' : 'error-burst';
}

/** In the order in which they first reported; `before` is what it was before some left. */
function ordered(
  { services, alarms, ...record }: IncidentRecord,
  before?: IncidentRecord
): Pick<IncidentRecord, 'services' | 'alarms' | 'service' | 'startedAt'> {
  const inOrder = [...services].sort(byFirstError);
  const first = firstSign({ services, alarms });
  const beganWithWhatLeft = before !== undefined && firstSign(before) < first && first > record.startedAt;
  return {
    services: inOrder,
    alarms: [...alarms].sort((a, b) => a.startedAt - b.startedAt),
    service: inOrder[0]?.service ?? record.service,
    startedAt: beganWithWhatLeft ? first : Math.min(record.startedAt, first),
  };
}

function withId(ids: readonly string[], id: string): readonly string[] {
  return [...ids.filter((known) => known !== id), id];
}
