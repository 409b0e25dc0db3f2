import type { Stores } from '../../ports/stores/stores.ts';
import { MemoryEventStore } from './memory-event-store.ts';
import { MemoryIdempotencyStore } from './memory-idempotency-store.ts';
import { MemoryIncidentStore } from './memory-incident-store.ts';
import { MemoryLeaseStore } from './memory-lease-store.ts';
import { MemoryLogStore } from './memory-log-store.ts';
import { MemoryOutboxStore } from './memory-outbox-store.ts';
import { MemorySettingsStore } from './memory-settings-store.ts';
import { MemoryStatisticsStore } from './memory-statistics-store.ts';

/** Everything in this process and gone with it: for tests, and for trying the product without a disk. */
export function openMemoryStores(): Stores {
  const statistics = new MemoryStatisticsStore();
  return {
    kind: 'memory',
    events: new MemoryEventStore(),
    incidents: new MemoryIncidentStore(),
    logs: new MemoryLogStore(statistics),
    statistics,
    leases: new MemoryLeaseStore(),
    settings: new MemorySettingsStore(),
    outbox: new MemoryOutboxStore(),
    idempotency: new MemoryIdempotencyStore(),
    check: async () => ({ milliseconds: 0, detail: 'in memory, nothing outlives the process' }),
    close: async () => {},
  };
}
