import type { Attempt as WireAttempt } from '@incident-memory/contract';
import { memoryIdOf } from '../domain/memory/capture/captured-incident.ts';
import type { MemoryPayloads } from '../domain/memory/memory-events.ts';
import type { Capture, Telling } from '../usecases/memory/memory-ledger.ts';
import type { PastAttempt, PastIncident } from './history/past-incident.ts';

/**
 * What a team remembers of its past incidents, as the ledger would have written it then: captured when the incident
 * ended, each attempt with its own time. Told in the same words every time, so that a second start tells nothing new.
 */
export function memoriesOfHistory(incidents: readonly PastIncident[]): Capture[] {
  return incidents.map((incident) => ({
    id: memoryIdOf(incident.id),
    at: incident.endedAt,
    actor: { kind: 'system', name: 'demo' },
    captured: capturedOf(incident),
    then: [...incident.attempts.flatMap((attempt) => tellingsOf(incident, attempt)), ...linksOf(incident)],
  }));
}

function capturedOf(incident: PastIncident): MemoryPayloads['captured'] {
  const { id, number, service, services, title, symptoms, category, severity, cause, resolution } = incident;
  return {
    ...{ kind: 'incident', state: 'active', title, text: '', category, service, services, severity, cause },
    incident: { id, number },
    labels: Object.fromEntries(incident.labels.map((label) => [label, 'yes'])),
    startedAt: incident.startedAt,
    endedAt: incident.endedAt,
    signature: {
      errorType: incident.errors[0]?.errorType ?? null,
      fingerprints: [...new Set(incident.errors.map(({ fingerprint }) => fingerprint))],
      templates: incident.errors.map(({ template }) => template),
      symptoms,
    },
    resolution: resolution.fix,
    prevention: resolution.prevention,
    evidence: [
      `${incident.peakErrors} errors in the worst minute, ${incident.totalErrors} in all, at ${incident.requestsPerMinute} requests a minute`,
      ...incident.changes.map(({ kind, service: of, title: what }) => `${kind} of ${of}: ${what}`),
    ],
    ...{ attempts: [], flags: [], provenance: 'confirmed', validUntil: null, expiresAt: null },
    ...{ team: null, visibility: 'organisation', owner: null },
    source: { link: null, format: null },
  };
}

function tellingsOf({ context, endedAt }: PastIncident, past: PastAttempt): Telling[] {
  const { id: _, ...fix } = past.fix;
  const attempt = {
    ...{ id: past.id, fix, by: past.by, begunAt: past.begunAt, context },
    from: fromOf(past),
  };
  if (past.state === 'rejected') {
    return [{ type: 'suggestion-rejected', at: past.begunAt, payload: { attempt, reason: past.reason } }];
  }
  const { appliedAt, outcome, outcomeKnownFrom, outcomeSentence } = past;
  return [
    { type: 'attempt-begun', at: past.begunAt, payload: { attempt } },
    ...(appliedAt === null
      ? []
      : [
          {
            type: 'attempt-done' as const,
            at: appliedAt,
            payload: { attempt: past.id, appliedAt, knownFrom: 'person' as const, sentence: `Done: ${fix.words}` },
          },
        ]),
    ...(outcome === null || appliedAt === null
      ? []
      : [
          {
            type: 'outcome-judged' as const,
            at: past.outcomeAt ?? endedAt,
            payload: {
              attempt: past.id,
              outcome,
              knownFrom: outcomeKnownFrom ?? ('person' as const),
              sentence: outcomeSentence,
            },
          },
        ]),
  ];
}

function fromOf({ from }: PastAttempt): WireAttempt['from'] {
  return from === null ? null : { memory: memoryIdOf(from.incident), attempt: from.attempt, modified: from.modified };
}

function linksOf({ links, endedAt }: PastIncident): Telling[] {
  return links.map(({ kind, incident, words }) => ({
    type: 'linked',
    at: endedAt,
    payload: { kind, memory: memoryIdOf(incident), reason: words },
  }));
}
