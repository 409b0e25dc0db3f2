import type { MemoryRecord } from '../../src/domain/memory/memory-record.ts';

const AT = Date.UTC(2026, 9, 3, 2, 13);
let made = 0;

/** A memory as an ended incident leaves it; each has an id and a number of its own. */
export function exampleMemory(given: Partial<MemoryRecord> = {}): MemoryRecord {
  made += 1;
  const uuid = `019c0000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  return {
    organisation: 'main:1',
    team: null,
    visibility: 'organisation',
    owner: null,
    id: `mem_${uuid}`,
    version: 1,
    kind: 'incident',
    state: 'active',
    title: `payment: connection pool exhausted (${made})`,
    text: '',
    category: 'incidents',
    labels: {},
    incident: { id: `inc_${uuid}`, number: made },
    service: 'payment',
    services: ['payment'],
    severity: 'high',
    startedAt: AT,
    endedAt: AT + 26 * 60_000,
    signature: { errorType: null, fingerprints: [], templates: [], symptoms: [] },
    cause: null,
    attempts: [],
    resolution: '',
    prevention: '',
    provenance: 'confirmed',
    source: { actor: { kind: 'person', name: 'ada' }, link: null, format: null },
    stale: null,
    validUntil: null,
    expiresAt: null,
    recurrences: [],
    links: [],
    evidence: [],
    flags: [],
    legalHold: false,
    helped: 0,
    misled: 0,
    createdAt: AT + 30 * 60_000,
    updatedAt: AT + 30 * 60_000,
    ...given,
  };
}
