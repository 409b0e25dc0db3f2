import type { Attempt } from '../../../src/domain/memory/memory-record.ts';
import type { MemoryPayloads, NewMemoryEvent, PlacedMemoryEvent } from '../../../src/domain/memory/memory-events.ts';

export const MEMORY = 'mem_01920000-0000-7000-8000-000000000001';
export const INCIDENT = 'inc_01920000-0000-7000-8000-000000000001';
export const ORGANISATION = 'main:1';
export const STARTED_AT = Date.UTC(2026, 9, 3, 2, 0);

/** What is known of an incident of the service payment while it goes on. */
export function capturedPayload(given: Partial<MemoryPayloads['captured']> = {}): MemoryPayloads['captured'] {
  return {
    kind: 'incident',
    state: 'forming',
    title: 'Error burst in payment',
    text: '',
    category: 'incidents',
    labels: {},
    incident: { id: INCIDENT, number: 12 },
    service: 'payment',
    services: ['payment', 'database'],
    severity: 'high',
    startedAt: STARTED_AT,
    endedAt: null,
    signature: {
      errorType: 'PoolExhausted',
      fingerprints: ['fp_1'],
      templates: [{ id: 'tpl_pool', text: 'connection pool exhausted after <n> ms' }],
      symptoms: ['payment: 412 errors in 2 minutes, usually almost none'],
    },
    cause: null,
    resolution: '',
    prevention: '',
    evidence: [],
    attempts: [],
    flags: [],
    provenance: 'observed',
    validUntil: null,
    expiresAt: null,
    team: null,
    visibility: 'organisation',
    owner: null,
    source: { link: null, format: null },
    ...given,
  };
}

export const ROLLBACK = {
  kind: 'rollback',
  words: 'roll back payment to 2.14.1',
  target: 'payment',
  exact: '',
  undo: '',
} as const;
export const RESTART = { kind: 'restart', words: 'restart payment', target: 'payment', exact: '', undo: '' } as const;

export function begun(id: string, given: Partial<Attempt> = {}): MemoryPayloads['attempt-begun']['attempt'] {
  return { id, fix: ROLLBACK, by: 'ada', begunAt: STARTED_AT + 60_000, context: {}, from: null, ...given };
}

/** Events in their places, a minute apart, by the person ada. */
export function placedMemory(events: readonly NewMemoryEvent[], by = 'ada'): PlacedMemoryEvent[] {
  return events.map((event, index) => ({
    ...event,
    ...{ organisation: ORGANISATION, stream: MEMORY, sequence: index + 1, at: STARTED_AT + index * 60_000 },
    actor: { kind: 'person', name: by },
  }));
}
