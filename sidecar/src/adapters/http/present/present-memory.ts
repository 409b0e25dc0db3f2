import type { Attempt as WireAttempt, Memory, MemoryEntry, MemoryEventType } from '@incident-memory/contract';
import type { ChainedEvent } from '../../../domain/events/event-chain.ts';
import { isUndoable } from '../../../domain/memory/life-cycle.ts';
import type { PlacedMemoryEvent } from '../../../domain/memory/memory-events.ts';
import type { Attempt, MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { undoneSequences } from '../../../domain/memory/project-memory.ts';
import { memorySentence } from '../../../domain/memory/sentences/memory-sentence.ts';
import { instant } from './present-incident.ts';

/** The wire form of a memory. What only stores need (organisation, owner) stays inside. */
export function presentMemory(record: MemoryRecord): Memory {
  const { organisation: _, owner: __, ...told } = record;
  return {
    ...told,
    labels: { ...record.labels },
    services: [...record.services],
    startedAt: instant(record.startedAt),
    endedAt: optional(record.endedAt),
    signature: {
      errorType: record.signature.errorType,
      fingerprints: [...record.signature.fingerprints],
      templates: [...record.signature.templates],
      symptoms: [...record.signature.symptoms],
    },
    attempts: record.attempts.map(presentAttempt),
    stale: record.stale === null ? null : { since: instant(record.stale.since), reason: record.stale.reason },
    validUntil: optional(record.validUntil),
    expiresAt: optional(record.expiresAt),
    recurrences: record.recurrences.map(({ at, incident }) => ({ at: instant(at), incident })),
    links: record.links.map(({ at, ...link }) => ({ ...link, at: instant(at) })),
    evidence: [...record.evidence],
    flags: [...record.flags],
    createdAt: instant(record.createdAt),
    updatedAt: instant(record.updatedAt),
  };
}

function presentAttempt(attempt: Attempt): WireAttempt {
  return {
    ...attempt,
    begunAt: instant(attempt.begunAt),
    appliedAt: optional(attempt.appliedAt),
    outcomeAt: optional(attempt.outcomeAt),
  };
}

/** Lines of one memory's history; all of its events tell which of them were taken back. */
export function presentMemoryEntries(events: readonly ChainedEvent[], history: readonly ChainedEvent[]): MemoryEntry[] {
  const told = history.filter(({ payload }) => payload !== null) as unknown as PlacedMemoryEvent[];
  const undone = undoneSequences(told);
  const isForgotten = history.some(({ type }) => type === 'forgotten');
  return (events as ChainedEvent<MemoryEventType>[]).map((event) => ({
    id: `${event.stream}/${event.sequence}`,
    memory: event.stream,
    sequence: event.sequence,
    type: event.type,
    at: instant(event.at),
    actor: event.actor,
    sentence: memorySentence(event),
    undoable: !isForgotten && isUndoable(event.type) && !undone.has(event.sequence),
    undone: undone.has(event.sequence),
  }));
}

function optional(at: number | null): string | null {
  return at === null ? null : instant(at);
}
