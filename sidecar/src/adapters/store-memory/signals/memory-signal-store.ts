import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { ExpireBefore, SignalBatch, SignalStore } from '../../../ports/stores/signals/signal-store.ts';
import { ByOrganisation } from '../by-organisation.ts';
import type { MemoryLogStore } from './memory-log-store.ts';
import type { MemoryMetricStore } from './memory-metric-store.ts';
import type { MemoryOccurrenceStore } from './memory-occurrence-store.ts';
import type { MemoryStatisticsStore } from './memory-statistics-store.ts';
import type { MemoryTemplateStore } from './memory-template-store.ts';
import type { MemoryTrafficStore } from './memory-traffic-store.ts';

interface Parts {
  readonly logs: MemoryLogStore;
  readonly statistics: MemoryStatisticsStore;
  readonly templates: MemoryTemplateStore;
  readonly traffic: MemoryTrafficStore;
  readonly metrics: MemoryMetricStore;
  readonly occurrences: MemoryOccurrenceStore;
}

export class MemorySignalStore implements SignalStore {
  private readonly parts: Parts;
  private readonly batches = new ByOrganisation(() => new Set<string>());

  constructor(parts: Parts) {
    this.parts = parts;
  }

  async append(scope: Scope, batch: SignalBatch): Promise<void> {
    const known = this.batches.of(scope);
    if (known.has(batch.id)) {
      return;
    }
    known.add(batch.id);
    const { logs, statistics, templates, traffic, metrics, occurrences } = this.parts;
    logs.append(scope, batch.lines);
    statistics.addPushed(scope, batch.counts);
    templates.append(scope, batch);
    traffic.append(scope, batch);
    metrics.append(scope, batch.metrics);
    occurrences.append(scope, batch);
  }

  async rollUp(scope: Scope, before: number): Promise<number> {
    const { templates, traffic, metrics } = this.parts;
    return templates.rollUp(scope, before) + traffic.rollUp(scope, before) + metrics.rollUp(scope, before);
  }

  async expire(scope: Scope, before: ExpireBefore): Promise<number> {
    for (const part of ['statistics', 'templates', 'traffic', 'metrics', 'occurrences'] as const) {
      this.parts[part].expire(scope, before.statistics);
    }
    return this.parts.logs.expire(scope, before.lines);
  }
}
