import type { Stores } from '../../ports/stores/stores.ts';
import { MemoryAlarmStore } from './memory-alarm-store.ts';
import { MemoryEventStore } from './memory-event-store.ts';
import { MemoryIdempotencyStore } from './memory-idempotency-store.ts';
import { MemoryIncidentStore } from './memory-incident-store.ts';
import { MemoryLeaseStore } from './memory-lease-store.ts';
import { MemoryLogStore } from './signals/memory-log-store.ts';
import { MemoryMetricStore } from './signals/memory-metric-store.ts';
import { MemoryOccurrenceStore } from './signals/memory-occurrence-store.ts';
import { MemoryMemoryStore } from './memories/memory-memory-store.ts';
import { MemoryRecallIndex } from './memories/memory-recall-index.ts';
import { MemoryOutboxStore } from './memory-outbox-store.ts';
import { MemorySettingsStore } from './memory-settings-store.ts';
import { MemorySignalStore } from './signals/memory-signal-store.ts';
import { MemoryStatisticsStore } from './signals/memory-statistics-store.ts';
import { MemoryTemplateStore } from './signals/memory-template-store.ts';
import { MemoryTrafficStore } from './signals/memory-traffic-store.ts';

/** Everything in this process and gone with it: for tests, and for trying the product without a disk. */
export function openMemoryStores(): Stores {
  const signals = {
    logs: new MemoryLogStore(),
    statistics: new MemoryStatisticsStore(),
    templates: new MemoryTemplateStore(),
    traffic: new MemoryTrafficStore(),
    metrics: new MemoryMetricStore(),
    occurrences: new MemoryOccurrenceStore(),
  };
  return {
    kind: 'memory',
    events: new MemoryEventStore(),
    incidents: new MemoryIncidentStore(),
    signals: new MemorySignalStore(signals),
    ...signals,
    alarms: new MemoryAlarmStore(),
    memories: new MemoryMemoryStore(),
    recall: new MemoryRecallIndex(),
    leases: new MemoryLeaseStore(),
    settings: new MemorySettingsStore(),
    outbox: new MemoryOutboxStore(),
    idempotency: new MemoryIdempotencyStore(),
    check: async () => ({ milliseconds: 0, detail: 'in memory, nothing outlives the process' }),
    scrub: async () => {},
    close: async () => {},
  };
}
