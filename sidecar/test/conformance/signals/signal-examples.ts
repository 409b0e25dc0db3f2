import type { MetricCounts } from '../../../src/domain/metrics/metric-counts.ts';
import type { Occurrence } from '../../../src/domain/occurrences/occurrence.ts';
import type { Relation } from '../../../src/domain/relations/relation.ts';
import type { TemplateCounts } from '../../../src/domain/templates/template-counts.ts';
import type { CallCounts, OperationCounts } from '../../../src/domain/traffic/traffic-counts.ts';
import { NOON } from '../examples.ts';

export const STEP = 10_000;
/** So many steps are one wide step. */
export const ROLLED = 30;

/** Counts lie in buckets after noon; `bucket` says in which. */
interface In {
  readonly bucket?: number;
}

const at = ({ bucket = 0 }: In) => NOON + bucket * STEP;

export function templateCount(
  service: string,
  template: string,
  given: In & { lines?: number; errors?: number } = {}
): TemplateCounts {
  return { service, template, at: at(given), lines: given.lines ?? 1, errors: given.errors ?? 0 };
}

export function operationCount(
  service: string,
  operation: string,
  given: In & Partial<Omit<OperationCounts, 'at'>> = {}
): OperationCounts {
  const { bucket: _, ...numbers } = given;
  return {
    ...{ service, operation, at: at(given), requests: 1, errors: 0, latency: [100, 1] },
    ...{ slowestMs: 10, slowestTrace: null },
    ...numbers,
  };
}

export function callCount(
  caller: string,
  callee: string,
  given: In & Partial<Omit<CallCounts, 'at'>> = {}
): CallCounts {
  const { bucket: _, ...numbers } = given;
  return { caller, callee, origin: 'spans', at: at(given), calls: 1, errors: 0, latency: [100, 1], ...numbers };
}

export function metricCount(
  service: string,
  metric: string,
  given: In & Partial<Omit<MetricCounts, 'at'>> & { value?: number } = {}
): MetricCounts {
  const { bucket: _, value = 1, ...numbers } = given;
  return {
    ...{ service, metric, unit: 'By', kind: 'gauge', labels: '', at: at(given) },
    ...{ count: 1, sum: value, min: value, max: value, last: value },
    ...numbers,
  };
}

export function occurrenceOf(given: Partial<Occurrence> & { id: string }): Occurrence {
  return {
    ...{ source: 'pipeline', kind: 'deploy', stage: 'completed', at: NOON, receivedAt: NOON + 20 },
    ...{ service: 'checkout', title: 'checkout 1.2.3', before: '1.2.2', after: '1.2.3', actor: 'ada', url: null },
    details: [['commit', 'f00']],
    ...given,
  };
}

export function relationOf(
  from: string,
  relation: string,
  to: string,
  seen: { first?: number; last?: number } = {}
): Relation {
  const entity = (text: string) => ({ kind: text.split(' ')[0] ?? '', name: text.split(' ').slice(1).join(' ') });
  const { first = NOON, last = first } = seen;
  return { from: entity(from), relation, to: entity(to), firstSeenAt: first, lastSeenAt: last };
}
