import type { AlarmStore } from './alarm-store.ts';
import type { EventStore } from './event-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { IncidentStore } from './incident-store.ts';
import type { LeaseStore } from './lease-store.ts';
import type { MemoryStore } from './memories/memory-store.ts';
import type { RecallIndex } from './memories/recall-index.ts';
import type { LogStore } from './signals/log-store.ts';
import type { MetricStore } from './signals/metric-store.ts';
import type { OccurrenceStore } from './signals/occurrence-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { SignalStore } from './signals/signal-store.ts';
import type { StatisticsStore } from './signals/statistics-store.ts';
import type { TemplateStore } from './signals/template-store.ts';
import type { TrafficStore } from './signals/traffic-store.ts';

/** Every store adapter offers exactly this; one conformance suite runs over all of them. */
export interface Stores {
  readonly kind: 'memory' | 'sqlite' | 'elasticsearch';
  readonly events: EventStore;
  readonly incidents: IncidentStore;
  readonly signals: SignalStore;
  readonly logs: LogStore;
  readonly statistics: StatisticsStore;
  readonly templates: TemplateStore;
  readonly traffic: TrafficStore;
  readonly metrics: MetricStore;
  readonly occurrences: OccurrenceStore;
  readonly alarms: AlarmStore;
  readonly memories: MemoryStore;
  readonly recall: RecallIndex;
  readonly leases: LeaseStore;
  readonly settings: SettingsStore;
  readonly outbox: OutboxStore;
  readonly idempotency: IdempotencyStore;
  /** Does it answer, and how fast? Throws StoreUnavailable where it does not. */
  check(): Promise<{ milliseconds: number; detail: string }>;
  /**
   * Forgetting: of what was removed or replaced before this nothing is left in the files, or, where a store needs longer
   * for its files, it is asked to leave them. For rare acts: it may look through all that holds words.
   */
  scrub(): Promise<void>;
  /** Waits for what was begun, then closes. */
  close(): Promise<void>;
}
