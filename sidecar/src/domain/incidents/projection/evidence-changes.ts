import type { IncidentRecord } from '../incident-record.ts';
import { byFirstError, withAlarms, withAlerts, withServices } from './joined-lists.ts';
import type { Changes, Placed } from './placed-event.ts';

const MAX_RETURNS = 10;

/** What detection and alerts see. Whatever says that it goes on takes back what was said about its end. */
const GOES_ON = { quietSince: null, recovery: null } as const;

export const EVIDENCE_CHANGES: Changes<
  | 'evidence-updated'
  | 'service-joined'
  | 'widened'
  | 'alert-joined'
  | 'alert-resolved'
  | 'errors-stopped'
  | 'errors-returned'
  | 'alarms-joined'
  | 'alarms-ended'
  | 'spread-found'
  | 'recovery-judged'
> = {
  'evidence-updated': (record, { payload }) => ({
    services: withServices(record.services, payload.services),
    severity: payload.severity,
  }),
  'service-joined': (record, { payload }) => ({
    services: withServices(record.services, payload.services),
    ...GOES_ON,
  }),
  widened: (record, event) => ({ ...widened(record, event), ...GOES_ON }),
  'alert-joined': (record, { payload }) => ({ alerts: withAlerts(record.alerts, [payload.alert]), ...GOES_ON }),
  'alert-resolved': (record, { payload: { fingerprint, endedAt } }) => ({
    alerts: record.alerts.map((alert) =>
      alert.fingerprint === fingerprint ? { ...alert, status: 'resolved', endedAt } : alert
    ),
  }),
  'errors-stopped': (_, { payload }) => ({ quietSince: payload.quietSince, recovery: null }),
  'errors-returned': (record, { at }) => ({ returnsAt: [...record.returnsAt, at].slice(-MAX_RETURNS), ...GOES_ON }),
  'alarms-joined': (record, { payload }) => ({
    services: withServices(record.services, payload.services),
    alarms: withAlarms(record.alarms, payload.alarms),
    severity: payload.severity,
    outage: record.outage || payload.outage,
    ...GOES_ON,
  }),
  'alarms-ended': (record, { payload }) => {
    const ends = new Map(payload.alarms.map(({ id, endedAt }) => [id, endedAt]));
    return { alarms: record.alarms.map((alarm) => ({ ...alarm, endedAt: ends.get(alarm.id) ?? alarm.endedAt })) };
  },
  'spread-found': (_, { payload }) => ({
    spread: payload.spread,
    severity: payload.severity,
    kind: payload.spread.kind,
  }),
  'recovery-judged': (_, { payload }) => ({ recovery: payload.proof }),
};

function widened(record: IncidentRecord, { payload }: Placed<'widened'>): Partial<IncidentRecord> {
  const services = [...withServices(record.services, payload.services)].sort(byFirstError);
  const first = services[0];
  return {
    kind: 'widespread',
    services,
    service: first?.service ?? record.service,
    rule: payload.rule,
    severity: payload.severity,
    startedAt: Math.min(record.startedAt, first?.firstErrorAt ?? record.startedAt),
  };
}
