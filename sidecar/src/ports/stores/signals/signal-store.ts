import type { MetricCounts } from '../../../domain/metrics/metric-counts.ts';
import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import type { Relation } from '../../../domain/relations/relation.ts';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { ServiceCounts } from '../../../domain/signals/service-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../../domain/templates/template-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { CallCounts, OperationCounts } from '../../../domain/traffic/traffic-counts.ts';

/**
 * One accepted request: what is kept of it and what was counted in it, stored together or not at all as a reader sees
 * it. All counts are in buckets of STATISTICS_STEP and add up with what other batches brought for the same bucket.
 */
export interface SignalBatch {
  /** A batch whose id was stored before is ignored whole: replays from the spool are harmless. */
  readonly id: string;
  readonly lines: readonly LogLine[];
  /** Includes lines that are counted but not kept. */
  readonly counts: readonly ServiceCounts[];
  /** New ones, and those whose text or fate changed: the newest word replaces. */
  readonly templates: readonly TemplateRecord[];
  readonly templateCounts: readonly TemplateCounts[];
  readonly operations: readonly OperationCounts[];
  readonly calls: readonly CallCounts[];
  readonly metrics: readonly MetricCounts[];
  readonly occurrences: readonly Occurrence[];
  readonly relations: readonly Relation[];
}

export function emptyBatch(id: string): SignalBatch {
  return {
    id,
    lines: [],
    counts: [],
    templates: [],
    templateCounts: [],
    operations: [],
    calls: [],
    metrics: [],
    occurrences: [],
    relations: [],
  };
}

export interface ExpireBefore {
  readonly lines: number;
  readonly statistics: number;
}

/** Where accepted signals go, with retention. All methods may throw StoreUnavailable. */
export interface SignalStore {
  /** Durable when it returns. */
  append(scope: Scope, batch: SignalBatch): Promise<void>;
  /**
   * Adds up what is older than the time into buckets of ROLLED_UP_STEP, a bounded amount a call; returns how many rows
   * went into others. Counts of lines by service stay as they are: detection is rebuilt from them. What comes later for
   * such a time still adds to it; what a polled source says anew about it is left out.
   */
  rollUp(scope: Scope, before: number): Promise<number>;
  /**
   * Removes lines, occurrences and statistics from before the times, a bounded number a call; returns how many lines
   * went. A line may stay a minute longer. Relations stay for good, templates and names as long as something counts for
   * them.
   */
  expire(scope: Scope, before: ExpireBefore): Promise<number>;
}

/** Coarse enough to keep a month of traffic, fine enough to see a deploy. */
export const ROLLED_UP_STEP_MS = 300_000;
