import type { estypes } from '@elastic/elasticsearch';

type Properties = Record<string, estypes.MappingProperty>;

const KEYWORD = { type: 'keyword' } as const;
/** Kept and given back, never searched: costs nothing in the index. */
const CARRIED = { type: 'keyword', index: false, doc_values: false } as const;
/** JSON as text: any depth and any key of ours, without a mapping for it, and given back as it was. */
const JSON_TEXT = { type: 'text', index: false } as const;
const TIME = { type: 'date', format: 'epoch_millis' } as const;
const WHOLE_NUMBER = { type: 'long' } as const;
const NUMBER = { type: 'double' } as const;
/** A name that a sender made: where it is longer than any that is looked for, it is kept and not found. */
const NAME = { type: 'keyword', ignore_above: 1000 } as const;
/** Counted over, never looked for. */
const SUMMED = { type: 'long', index: false } as const;
/** What every count by time has: a digest of what is counted, when, which of the grades (signals/grades.ts), when told. */
const COUNTED = { organisation: KEYWORD, series: KEYWORD, at: TIME, grade: KEYWORD, toldAt: TIME } as const;

export interface IndexDefinition {
  readonly properties: Properties;
  /** How soon a search sees a write: short where people wait for it. */
  readonly refreshInterval: '200ms' | '1s';
  /** What is removed shall also go from the files (expunging.ts): a merge rewrites segments however little is deleted. */
  readonly isForgetful?: boolean;
}

/**
 * One index a room of the store, each with a strict mapping: a field that is not here is refused, so that nothing
 * a stranger sends can grow the mapping. Every document carries its organisation, and every query filters by it.
 */
export const INDEX_DEFINITIONS = {
  incidents: {
    refreshInterval: '200ms',
    isForgetful: true,
    properties: {
      organisation: KEYWORD,
      id: KEYWORD,
      number: WHOLE_NUMBER,
      version: WHOLE_NUMBER,
      state: KEYWORD,
      severity: KEYWORD,
      kind: KEYWORD,
      outage: { type: 'boolean' },
      acknowledged: { type: 'boolean' },
      services: KEYWORD,
      startedAt: TIME,
      updatedAt: TIME,
      closedAt: TIME,
      team: KEYWORD,
      visibility: KEYWORD,
      owner: KEYWORD,
      record: JSON_TEXT,
    },
  },
  events: {
    refreshInterval: '200ms',
    properties: {
      organisation: KEYWORD,
      stream: KEYWORD,
      kind: KEYWORD,
      sequence: WHOLE_NUMBER,
      /** The last sequence that was appended together with this event. */
      last: WHOLE_NUMBER,
      type: KEYWORD,
      at: TIME,
      actor: { type: 'object', properties: { kind: KEYWORD, name: CARRIED } },
      actorName: NAME,
      payloadDigest: CARRIED,
      chainDigest: CARRIED,
      writer: CARRIED,
      /** The events behind this one in the same append, so that one write decides about all of them. */
      following: JSON_TEXT,
    },
  },
  'event-payloads': {
    refreshInterval: '1s',
    isForgetful: true,
    properties: {
      organisation: KEYWORD,
      stream: KEYWORD,
      sequence: WHOLE_NUMBER,
      salt: CARRIED,
      payload: JSON_TEXT,
    },
  },
  logs: {
    refreshInterval: '1s',
    properties: {
      organisation: KEYWORD,
      id: KEYWORD,
      at: TIME,
      receivedAt: TIME,
      service: KEYWORD,
      level: KEYWORD,
      message: { type: 'text' },
      errorType: CARRIED,
      stack: JSON_TEXT,
      /** As the first version kept it; now it is \`trace\`. */
      traceId: CARRIED,
      trace: NAME,
      template: NAME,
      fingerprint: NAME,
    },
  },
  templates: {
    refreshInterval: '1s',
    properties: { organisation: KEYWORD, id: KEYWORD, text: JSON_TEXT, mergedInto: KEYWORD, toldAt: TIME },
  },
  'template-counts': {
    refreshInterval: '1s',
    properties: { ...COUNTED, service: KEYWORD, template: KEYWORD, lines: NUMBER, errors: NUMBER },
  },
  operations: {
    refreshInterval: '1s',
    properties: {
      ...{ ...COUNTED, service: KEYWORD, operation: KEYWORD, requests: NUMBER, errors: NUMBER, latency: SUMMED },
      ...{ slowestMs: NUMBER, slowestTrace: NAME },
    },
  },
  calls: {
    refreshInterval: '1s',
    properties: {
      ...{ ...COUNTED, caller: KEYWORD, callee: KEYWORD, origin: KEYWORD },
      ...{ calls: NUMBER, errors: NUMBER, latency: SUMMED },
    },
  },
  metrics: {
    refreshInterval: '1s',
    properties: {
      ...{ ...COUNTED, service: KEYWORD, metric: KEYWORD, unit: CARRIED, kind: CARRIED, labels: CARRIED },
      ...{ count: NUMBER, sum: NUMBER, min: NUMBER, max: NUMBER, last: NUMBER, lastAt: TIME },
    },
  },
  occurrences: {
    refreshInterval: '1s',
    properties: { organisation: KEYWORD, id: KEYWORD, at: TIME, kind: KEYWORD, service: KEYWORD, record: JSON_TEXT },
  },
  relations: {
    refreshInterval: '1s',
    properties: {
      ...{ organisation: KEYWORD, entities: KEYWORD, key: KEYWORD, lastSeenAt: TIME, record: JSON_TEXT },
    },
  },
  alarms: {
    refreshInterval: '200ms',
    properties: {
      ...{ organisation: KEYWORD, id: KEYWORD, at: TIME, startedAt: TIME, endedAt: TIME, lastAt: TIME },
      ...{ detector: KEYWORD, mode: KEYWORD, service: KEYWORD, incident: KEYWORD, verdict: KEYWORD },
      record: JSON_TEXT,
    },
  },
  memories: {
    refreshInterval: '200ms',
    isForgetful: true,
    properties: {
      ...{ organisation: KEYWORD, id: KEYWORD, version: WHOLE_NUMBER, kind: KEYWORD, state: KEYWORD },
      ...{ category: KEYWORD, provenance: KEYWORD, stale: { type: 'boolean' }, services: NAME },
      ...{ team: KEYWORD, visibility: KEYWORD, owner: KEYWORD, labelKeys: NAME, labels: NAME, marks: NAME },
      ...{ startedAt: TIME, updatedAt: TIME, expiresAt: TIME, words: KEYWORD, record: JSON_TEXT },
    },
  },
  /** One entry a memory; a field for vectors is added for each length that a model makes (memories/vector-fields.ts). */
  recall: {
    refreshInterval: '200ms',
    isForgetful: true,
    properties: {
      ...{ organisation: KEYWORD, memory: KEYWORD, bucket: KEYWORD, kind: KEYWORD, category: KEYWORD },
      ...{ services: NAME, labelKeys: NAME, labels: NAME, fingerprints: NAME, templates: NAME, startedAt: TIME },
      ...{ words: KEYWORD, concepts: NAME, length: WHOLE_NUMBER, analyser: KEYWORD, model: KEYWORD, writtenAt: TIME },
      ...{ entry: JSON_TEXT, candidate: { type: 'binary', doc_values: true } },
    },
  },
  batches: { refreshInterval: '1s', properties: { organisation: KEYWORD, at: TIME } },
  counts: {
    refreshInterval: '1s',
    properties: {
      organisation: KEYWORD,
      service: KEYWORD,
      at: TIME,
      lines: WHOLE_NUMBER,
      errors: WHOLE_NUMBER,
      warnings: WHOLE_NUMBER,
    },
  },
  coordination: {
    refreshInterval: '1s',
    properties: { organisation: KEYWORD, kind: KEYWORD, holder: CARRIED, until: TIME, number: WHOLE_NUMBER },
  },
  settings: {
    refreshInterval: '1s',
    isForgetful: true,
    properties: { organisation: KEYWORD, key: CARRIED, value: JSON_TEXT },
  },
  outbox: {
    refreshInterval: '200ms',
    properties: {
      organisation: KEYWORD,
      id: KEYWORD,
      topic: KEYWORD,
      payload: JSON_TEXT,
      createdAt: TIME,
      attempts: WHOLE_NUMBER,
      nextAttemptAt: TIME,
      leasedUntil: TIME,
      delivered: { type: 'boolean' },
    },
  },
  idempotency: {
    refreshInterval: '1s',
    isForgetful: true,
    properties: { organisation: KEYWORD, requestDigest: CARRIED, status: WHOLE_NUMBER, body: JSON_TEXT, at: TIME },
  },
} as const satisfies Record<string, IndexDefinition>;

export type Room = keyof typeof INDEX_DEFINITIONS;
export const ROOMS = Object.keys(INDEX_DEFINITIONS) as Room[];
export const FORGETFUL_ROOMS = ROOMS.filter((room) => 'isForgetful' in INDEX_DEFINITIONS[room]);
