import type { Incident, TimelineEntry } from '@incident-memory/contract';
import type { ChainedEvent } from '../../domain/incidents/event-chain.ts';
import { impactSentence, incidentTitle } from '../../domain/incidents/impact-sentence.ts';
import type { IncidentRecord, Mark } from '../../domain/incidents/incident-record.ts';
import { isFlapping } from '../../domain/incidents/project-incident.ts';
import { timelineSentence } from '../../domain/incidents/timeline-sentence.ts';

/** The wire form of an incident. What only stores need (organisation, owner) stays inside. */
export function presentIncident(record: IncidentRecord, now: number): Incident {
  return {
    id: record.id,
    number: record.number,
    version: record.version,
    kind: record.kind,
    state: record.state,
    severity: record.severity,
    title: incidentTitle(record),
    impact: impactSentence(record, now),
    service: record.service,
    services: record.services.map((service) => ({ ...service, firstErrorAt: instant(service.firstErrorAt) })),
    rule: record.rule,
    startedAt: instant(record.startedAt),
    detectedAt: instant(record.detectedAt),
    updatedAt: instant(record.updatedAt),
    quietSince: optionalInstant(record.quietSince),
    closedAt: optionalInstant(record.closedAt),
    recovery: recoveryOf(record),
    recoveryProof: record.recovery === null ? null : { ...record.recovery, at: instant(record.recovery.at) },
    flapping: isFlapping(record, now),
    recurrences: record.recurredAt.length,
    outage: record.outage,
    spread:
      record.spread === null
        ? null
        : { ...record.spread, steps: record.spread.steps.map((step) => ({ ...step, at: instant(step.at) })) },
    alarms: record.alarms.map((alarm) => ({
      ...alarm,
      startedAt: instant(alarm.startedAt),
      at: instant(alarm.at),
      endedAt: optionalInstant(alarm.endedAt),
    })),
    splitFrom: record.splitFrom === null ? null : { ...record.splitFrom },
    acknowledged: presentMark(record.acknowledged),
    mitigating: presentMark(record.mitigating),
    helpRequested: presentMark(record.helpRequested),
    canWait: presentMark(record.canWait),
    alerts: record.alerts.map((alert) => ({
      ...alert,
      startedAt: instant(alert.startedAt),
      endedAt: optionalInstant(alert.endedAt),
    })),
    resolution: record.resolution,
    dismissReason: record.dismissReason,
    mergedInto: record.mergedInto,
    team: record.team,
    visibility: record.visibility,
  };
}

export function presentEvent(event: ChainedEvent, record: IncidentRecord): TimelineEntry {
  return {
    id: `${event.stream}/${event.sequence}`,
    incident: event.stream,
    number: record.number,
    service: record.service,
    sequence: event.sequence,
    type: event.type,
    at: instant(event.at),
    actor: event.actor,
    sentence: timelineSentence(event),
  };
}

export function instant(at: number): string {
  return new Date(at).toISOString();
}

function optionalInstant(at: number | null): string | null {
  return at === null ? null : instant(at);
}

function presentMark(mark: Mark | null): Incident['acknowledged'] {
  return mark === null ? null : { at: instant(mark.at), by: mark.by };
}

function recoveryOf(record: IncidentRecord): Incident['recovery'] {
  if (record.state === 'resolved') {
    return 'confirmed';
  }
  if (record.quietSince === null) {
    return 'ongoing';
  }
  return record.recovery?.proved === true ? 'recovered' : 'errors-stopped-recovery-unproven';
}
