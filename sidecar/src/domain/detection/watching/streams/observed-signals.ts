import type { MetricCounts } from '../../../metrics/metric-counts.ts';
import type { ServiceCounts } from '../../../signals/service-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../../templates/template-counts.ts';
import type { CallCounts, OperationCounts } from '../../../traffic/traffic-counts.ts';

/**
 * What one batch or one poll tells about the services of an organisation, in buckets of ten seconds of event time. Of
 * operations only the service as a whole ('') is watched. A list that is missing was not told: nothing follows from it.
 */
export interface ObservedSignals {
  readonly counts?: readonly ServiceCounts[];
  readonly operations?: readonly OperationCounts[];
  readonly calls?: readonly CallCounts[];
  readonly metrics?: readonly MetricCounts[];
  readonly templateCounts?: readonly TemplateCounts[];
  /** New ones and changed ones: what their texts are, and what became part of what. */
  readonly templates?: readonly TemplateRecord[];
}

/** Who told it, and when. */
export interface ToldBy {
  readonly source: string;
  readonly now: number;
  /**
   * The values are all there is about [from, to), and replace what this source said before; null where they add to it.
   */
  readonly whole: { readonly from: number; readonly to: number } | null;
}

/** The kinds of signals whose absence says something of its own: a trace exporter may die while lines still come. */
export const SIGNAL_KINDS = ['lines', 'requests', 'metrics'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];
