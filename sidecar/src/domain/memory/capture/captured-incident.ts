import { NOT_KNOWN } from '@incident-memory/contract';
import { incidentTitle } from '../../incidents/sentences/incident-title.ts';
import type { MemoryPayloads } from '../memory-events.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { causeClassOf } from './cause-class.ts';
import { evidenceOfIncident } from './evidence-of-incident.ts';
import type { IncidentFacts } from './incident-facts.ts';
import { signatureOfIncident } from './signature-of-incident.ts';

/** The same UUID: an incident is remembered once. */
export function memoryIdOf(incident: string): string {
  return incident.replace(/^inc_/, 'mem_');
}

export function incidentIdOf(memory: string): string {
  return memory.replace(/^mem_/, 'inc_');
}

/** What is known while it goes on: it forms with the first attempt. */
export function formingMemory(facts: IncidentFacts): MemoryPayloads['captured'] {
  const { incident } = facts;
  const { team, visibility, owner } = incident;
  return {
    kind: 'incident',
    state: 'forming',
    category: 'incidents',
    labels: {},
    incident: { id: incident.id, number: incident.number },
    service: incident.service,
    startedAt: incident.startedAt,
    endedAt: null,
    ...describedBySignals(facts),
    cause: null,
    resolution: '',
    prevention: '',
    attempts: [],
    flags: [],
    provenance: 'observed',
    validUntil: null,
    expiresAt: null,
    ...{ team, visibility, owner },
    source: { link: null, format: null },
  };
}

/** What is known at its end. Without notes a proved recovery is the end, and nobody's words are made up. */
export function endedMemory(facts: IncidentFacts, expiresAt: number | null): MemoryPayloads['ended'] {
  const { incident } = facts;
  const { resolution: notes } = incident;
  return {
    ...describedBySignals(facts),
    endedAt: incident.quietSince ?? incident.closedAt ?? incident.updatedAt,
    expiresAt,
    provenance: notes === null ? 'observed' : 'confirmed',
    ...(notes === null
      ? {}
      : {
          cause: notes.cause === NOT_KNOWN ? null : { class: causeClassOf(notes.cause), words: notes.cause },
          resolution: notes.fix === NOT_KNOWN ? '' : notes.fix,
          prevention: notes.prevention,
        }),
  };
}

function describedBySignals(
  facts: IncidentFacts
): Pick<MemoryRecord, 'title' | 'text' | 'services' | 'severity' | 'signature' | 'evidence'> {
  const { incident, notes } = facts;
  return {
    title: incidentTitle(incident),
    // What people wrote while it went on is what they looked at.
    text: notes.join('\n'),
    services: incident.services.map(({ service }) => service),
    severity: incident.severity,
    signature: signatureOfIncident(facts),
    evidence: evidenceOfIncident(facts),
  };
}
