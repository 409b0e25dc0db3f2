import type { Incident, IncidentEventType, TimelineEntry } from '@incident-memory/contract';
import type { ChainedEvent } from '../../../domain/events/event-chain.ts';
import { isFlapping, returnsOfLate } from '../../../domain/incidents/flapping.ts';
import type { IncidentLink, IncidentRecord, Mark } from '../../../domain/incidents/incident-record.ts';
import { impactSentence } from '../../../domain/incidents/sentences/impact-sentence.ts';
import { incidentTitle } from '../../../domain/incidents/sentences/incident-title.ts';
import { timelineSentence } from '../../../domain/incidents/sentences/timeline-sentence.ts';

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
    returnsInLastHour: returnsOfLate(record, now),
    recurrences: record.recurredAt.length,
    outage: record.outage,
    ...presentJoined(record),
    splitFrom: record.splitFrom === null ? null : presentLink(record.splitFrom),
    splits: record.splits.map(presentLink),
    absorbed: record.absorbed.map(presentLink),
    keptApart: [...record.keptApart],
    acknowledged: presentMark(record.acknowledged),
    mitigating: presentMark(record.mitigating),
    helpRequested: presentMark(record.helpRequested),
    canWait: presentMark(record.canWait),
    resolution: record.resolution,
    earlierResolutions: record.earlierResolutions.map(({ closedAt, notes, openedAgainAt }) => ({
      closedAt: instant(closedAt),
      notes,
      openedAgainAt: instant(openedAgainAt),
    })),
    dismissReason: record.dismissReason,
    mergedInto: record.mergedInto,
    team: record.team,
    visibility: record.visibility,
  };
}

/** What detectors and alerts brought, and how it spread. */
function presentJoined({ spread, alarms, alerts }: IncidentRecord): Pick<Incident, 'spread' | 'alarms' | 'alerts'> {
  return {
    spread:
      spread === null ? null : { ...spread, steps: spread.steps.map((step) => ({ ...step, at: instant(step.at) })) },
    alarms: alarms.map((alarm) => ({
      ...alarm,
      startedAt: instant(alarm.startedAt),
      at: instant(alarm.at),
      endedAt: optionalInstant(alarm.endedAt),
    })),
    alerts: alerts.map(({ fingerprint, name, status, startedAt, endedAt, link }) => ({
      fingerprint,
      name,
      status,
      startedAt: instant(startedAt),
      endedAt: optionalInstant(endedAt),
      link,
    })),
  };
}

function presentLink({ id, number }: IncidentLink): IncidentLink {
  return { id, number };
}

/** An event of an incident's stream. */
export function presentEvent(stored: ChainedEvent, record: IncidentRecord): TimelineEntry {
  const event = stored as ChainedEvent<IncidentEventType>;
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
