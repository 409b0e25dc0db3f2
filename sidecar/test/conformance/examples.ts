import { chainEvent, CHAIN_START } from '../../src/domain/events/event-chain.ts';
import type { AlarmRecord } from '../../src/domain/detection/alarms/alarm.ts';
import type { IncidentRecord } from '../../src/domain/incidents/incident-record.ts';
import type { LogLine } from '../../src/domain/signals/log-line.ts';
import type { Scope } from '../../src/domain/tenancy/scope.ts';
import { emptyBatch, type SignalBatch } from '../../src/ports/stores/signals/signal-store.ts';
import type { StoredEvent } from '../../src/ports/stores/event-store.ts';

/** A moment on a bucket border; examples happen around it. */
export const NOON = Date.UTC(2026, 2, 4, 12);

/** What breaks careless quoting, patterns, objects used as maps, and fixed buffers. */
export const HOSTILE_STRINGS: readonly string[] = [
  '__proto__',
  'constructor',
  `it's "quoted" \\ \`back\``,
  "'; DROP TABLE events; --",
  '100 % of _ and * and ? [a-z] {x}',
  '🔥 Größe 東京 \u202Eright to left',
  'line\nbreak\ttab',
  '{"json": [1, null]}',
  'null',
];

/** The first `count` events of a stream, as a soundly linked chain. */
export function eventsOf(
  scope: Scope,
  stream: string,
  options: { count: number; at?: (sequence: number) => number; text?: string }
): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let sequence = 1; sequence <= options.count; sequence += 1) {
    const event = {
      organisation: scope.organisation,
      stream,
      sequence,
      type: 'noted' as const,
      at: options.at?.(sequence) ?? NOON + sequence,
      actor: { kind: 'person' as const, name: 'ada' },
      payload: { text: options.text ?? `note ${sequence} of ${stream}` },
      salt: `salt-${stream}-${sequence}`,
    };
    events.push(chainEvent(event, events.at(-1)?.chainDigest ?? CHAIN_START));
  }
  return events;
}

export function incidentOf(scope: Scope, given: Partial<IncidentRecord> & { id: string }): IncidentRecord {
  const service = given.service ?? 'checkout';
  return {
    organisation: scope.organisation,
    team: null,
    visibility: 'organisation',
    owner: null,
    number: 1,
    version: 1,
    kind: 'error-burst',
    state: 'open',
    severity: 'high',
    service,
    services: [{ service, firstErrorAt: NOON, errors: 120, peakErrors: 40, baselineErrors: 2 }],
    rule: { name: 'error-burst', sentence: '120 errors in 2 minutes', thresholdErrors: 20, windowSeconds: 120 },
    startedAt: NOON,
    detectedAt: NOON,
    updatedAt: NOON,
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
    alarms: [],
    spread: null,
    outage: false,
    recovery: null,
    recurredAt: [],
    splitFrom: null,
    splits: [],
    absorbed: [],
    unmergedFrom: null,
    keptApart: [],
    earlierResolutions: [],
    mergedAtSequence: null,
    ...given,
  };
}

export function lineOf(given: Partial<LogLine> & { id: string }): LogLine {
  return {
    at: NOON,
    receivedAt: NOON + 20,
    service: 'checkout',
    level: 'error',
    message: 'could not reach the database',
    errorType: null,
    stack: null,
    traceId: null,
    template: null,
    fingerprint: null,
    ...given,
  };
}

export function batchOf(given: Partial<SignalBatch> & { id: string }): SignalBatch {
  return { ...emptyBatch(given.id), ...given };
}

export function alarmOf(given: Partial<AlarmRecord> & { id: string }): AlarmRecord {
  return {
    detector: 'error-count',
    mode: 'trial',
    service: 'checkout',
    subject: '',
    direction: 'above',
    at: NOON,
    startedAt: NOON - 20_000,
    endedAt: null,
    score: 2.5,
    sentence: '40 errors in 10 s where 2 are usual',
    numbers: { seen: 40, usual: 2, low: 0, high: 8, unit: 'errors in 10 s' },
    hurts: true,
    heldBack: null,
    incident: null,
    verdict: null,
    ...given,
  };
}
