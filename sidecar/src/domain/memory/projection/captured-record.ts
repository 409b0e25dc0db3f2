import type { PlacedMemory } from '../memory-events.ts';
import type { MemoryRecord } from '../memory-record.ts';

/** What a memory is when it begins. */
export function capturedRecord(event: PlacedMemory<'captured'>): MemoryRecord {
  const { payload, stream, organisation, sequence, at, actor } = event;
  const { kind, state, incident, service, startedAt, endedAt, provenance, validUntil, expiresAt } = payload;
  const { title, text, category, labels, services, severity, signature, cause, resolution, prevention } = payload;
  return {
    ...{ id: stream, organisation, version: sequence, createdAt: at, updatedAt: at },
    ...{ team: payload.team, visibility: payload.visibility, owner: payload.owner },
    ...{ kind, state, incident, service, startedAt, endedAt, provenance, validUntil, expiresAt },
    ...{ title, text, category, labels, services, severity, signature, cause, resolution, prevention },
    evidence: payload.evidence,
    attempts: payload.attempts,
    flags: payload.flags,
    source: { actor, ...payload.source },
    stale: null,
    recurrences: [],
    links: [],
    legalHold: false,
    helped: 0,
    misled: 0,
  };
}
