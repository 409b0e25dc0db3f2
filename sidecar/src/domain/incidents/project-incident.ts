import type { Actor, Severity } from '@incident-memory/contract';
import type { NewEvent } from './event-payloads.ts';
import type { AffectedService, IncidentRecord, JoinedAlert } from './incident-record.ts';
import { nextState } from './life-cycle.ts';

/** An event in its place: what the projection reads. */
export type PlacedEvent = NewEvent & {
  readonly organisation: string;
  readonly stream: string;
  readonly sequence: number;
  readonly at: number;
  readonly actor: Actor;
};

/** Errors came back this often within this time: the incident flaps. */
export const FLAPPING_RETURNS = 2;
export const FLAPPING_WITHIN_MS = 60 * 60 * 1000;

/** Adds one event to what is known. Throws on an event that the life cycle refuses: the writer checked before. */
export function applyEvent(record: IncidentRecord | null, event: PlacedEvent): IncidentRecord {
  const state = nextState(record?.state ?? null, event.type);
  if (state === null) {
    throw new Error(
      `event ${event.stream}/${event.sequence} "${event.type}" cannot follow state ${record?.state ?? 'none'}`
    );
  }
  if (event.type === 'opened') {
    return openedRecord(event);
  }
  if (record === null) {
    throw new Error(`stream ${event.stream} does not begin with "opened"`);
  }
  return {
    ...record,
    ...changes(record, event),
    state,
    version: event.sequence,
    updatedAt: Math.max(record.updatedAt, event.at),
  };
}

/** The record that the events of one stream add up to, starting from an earlier record where there is one. */
export function projectIncident(
  events: readonly PlacedEvent[],
  from: IncidentRecord | null = null
): IncidentRecord | null {
  return events.reduce<IncidentRecord | null>(
    (record, event) => (record !== null && event.sequence <= record.version ? record : applyEvent(record, event)),
    from
  );
}

export function isFlapping(record: IncidentRecord, now: number): boolean {
  return record.returnsAt.filter((at) => at > now - FLAPPING_WITHIN_MS).length >= FLAPPING_RETURNS;
}

function openedRecord(event: Extract<PlacedEvent, { type: 'opened' }>): IncidentRecord {
  const { number, kind, severity, services, rule, startedAt, team, visibility, owner } = event.payload;
  const { alarms = [], spread = null, outage = false, splitFrom = null } = event.payload;
  const first = services[0];
  if (first === undefined) {
    throw new Error(`incident ${event.stream} was opened without a service`);
  }
  return {
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
    alerts: [],
    resolution: null,
    dismissReason: null,
    mergedInto: null,
    alarms,
    spread,
    outage,
    recovery: null,
    recurredAt: [],
    splitFrom,
  };
}

function changes(record: IncidentRecord, event: PlacedEvent): Partial<IncidentRecord> {
  const mark = { at: event.at, by: event.actor.name };
  switch (event.type) {
    case 'evidence-updated':
      return { services: withServices(record.services, event.payload.services), severity: event.payload.severity };
    case 'service-joined':
      return { services: withServices(record.services, event.payload.services), quietSince: null };
    case 'widened':
      return { ...widened(record, event.payload), quietSince: null };
    case 'alert-joined':
      return { alerts: withAlert(record.alerts, event.payload.alert), quietSince: null };
    case 'alert-resolved':
      return { alerts: resolveAlert(record.alerts, event.payload) };
    case 'errors-stopped':
      return { quietSince: event.payload.quietSince };
    case 'errors-returned':
      return { quietSince: null, returnsAt: [...record.returnsAt, event.at].slice(-10) };
    case 'acknowledged':
      return { acknowledged: record.acknowledged ?? mark };
    case 'mitigating':
      return { mitigating: mark, canWait: null, acknowledged: record.acknowledged ?? mark };
    case 'help-requested':
      return { helpRequested: mark, canWait: null };
    case 'can-wait':
      return { canWait: mark };
    case 'confirmed':
      return { resolution: event.payload.notes, closedAt: event.at };
    case 'dismissed':
      return { dismissReason: event.payload.reason, closedAt: event.at };
    case 'merged':
      return { mergedInto: event.payload.into, closedAt: event.at };
    case 'reopened':
      return { closedAt: null, quietSince: null, resolution: null, dismissReason: null };
    case 'alarms-joined':
      return {
        services: withServices(record.services, event.payload.services),
        alarms: withAlarms(record.alarms, event.payload.alarms),
        severity: event.payload.severity,
        outage: record.outage || event.payload.outage,
        quietSince: null,
        recovery: null,
      };
    case 'alarms-ended': {
      const ends = new Map(event.payload.alarms.map(({ id, endedAt }) => [id, endedAt]));
      return { alarms: record.alarms.map((alarm) => ({ ...alarm, endedAt: ends.get(alarm.id) ?? alarm.endedAt })) };
    }
    case 'spread-found':
      return { spread: event.payload.spread, severity: event.payload.severity, kind: event.payload.spread.kind };
    case 'recovery-judged':
      return { recovery: event.payload.proof };
    case 'recurred':
      return {
        services: withServices(record.services, event.payload.services),
        alarms: withAlarms(record.alarms, event.payload.alarms),
        rule: event.payload.rule,
        recurredAt: [...record.recurredAt, event.at],
        closedAt: null,
        quietSince: null,
        recovery: null,
        resolution: null,
      };
    case 'split-off': {
      const { services, alarms } = event.payload;
      return {
        services: record.services.filter(({ service }) => !services.includes(service)),
        alarms: record.alarms.filter(({ id, service }) => !alarms.includes(id) && !services.includes(service)),
      };
    }
    case 'absorbed':
      return {
        services: withServices(record.services, event.payload.services),
        alarms: withAlarms(record.alarms, event.payload.alarms),
        quietSince: null,
      };
    case 'unmerged':
      return { mergedInto: null, closedAt: null };
    case 'noted':
    case 'opened':
      return {};
  }
}

function withAlarms(known: IncidentRecord['alarms'], news: IncidentRecord['alarms']): IncidentRecord['alarms'] {
  const newer = new Map(news.map((alarm) => [alarm.id, alarm]));
  const kept = known.map((alarm) => newer.get(alarm.id) ?? alarm);
  const ids = new Set(known.map(({ id }) => id));
  return [...kept, ...news.filter(({ id }) => !ids.has(id))];
}

/** Known services get their newer numbers and keep their place; new ones come behind by the time they first reported. */
function withServices(known: readonly AffectedService[], news: readonly AffectedService[]): AffectedService[] {
  const newer = new Map(news.map((service) => [service.service, service]));
  const kept = known.map((service) => {
    const update = newer.get(service.service);
    newer.delete(service.service);
    return update === undefined ? service : merged(service, update);
  });
  return [...kept, ...[...newer.values()].sort(byFirstError)];
}

function merged(before: AffectedService, update: AffectedService): AffectedService {
  return {
    ...update,
    firstErrorAt: Math.min(before.firstErrorAt, update.firstErrorAt),
    errors: Math.max(before.errors, update.errors),
    peakErrors: Math.max(before.peakErrors, update.peakErrors),
    baselineErrors: before.baselineErrors,
  };
}

function widened(
  record: IncidentRecord,
  payload: { services: readonly AffectedService[]; rule: IncidentRecord['rule']; severity: Severity }
): Partial<IncidentRecord> {
  const services = withServices(record.services, payload.services).sort(byFirstError);
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

function byFirstError(a: AffectedService, b: AffectedService): number {
  return a.firstErrorAt - b.firstErrorAt || a.service.localeCompare(b.service);
}

/** An alert storm must not make an incident too heavy to read: beyond this, what ended first is let go first. */
export const MAX_ALERTS = 200;

function withAlert(alerts: readonly JoinedAlert[], alert: JoinedAlert): JoinedAlert[] {
  const all = [...alerts.filter((known) => known.fingerprint !== alert.fingerprint), alert];
  if (all.length <= MAX_ALERTS) {
    return all;
  }
  const ended = all.findIndex(({ status }) => status === 'resolved');
  return all.filter((_, index) => index !== Math.max(0, ended));
}

function resolveAlert(
  alerts: readonly JoinedAlert[],
  resolved: { fingerprint: string; endedAt: number }
): JoinedAlert[] {
  return alerts.map((alert) =>
    alert.fingerprint === resolved.fingerprint ? { ...alert, status: 'resolved', endedAt: resolved.endedAt } : alert
  );
}
