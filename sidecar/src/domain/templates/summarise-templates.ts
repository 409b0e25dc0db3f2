import { compareKeys } from '../paging/cursor.ts';
import type { TemplateCounts } from './template-counts.ts';

/** A template in a service, in a span of time. */
export interface TemplateSummary {
  readonly id: string;
  /** '' where nobody told it. */
  readonly text: string;
  readonly service: string;
  readonly lines: number;
  readonly errors: number;
  /** Start of the first and last bucket in the span in which it was seen. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** One summary a service and template; by errors, then lines, then id, then service. */
export function summariseTemplates(
  counts: Iterable<TemplateCounts>,
  textOf: (id: string) => string
): TemplateSummary[] {
  const summaries = new Map<string, TemplateSummary>();
  for (const { service, template: id, at, lines, errors } of counts) {
    const key = JSON.stringify([service, id]);
    const one = summaries.get(key) ?? { lines: 0, errors: 0, firstAt: at, lastAt: at };
    summaries.set(key, {
      id,
      text: textOf(id),
      service,
      lines: one.lines + lines,
      errors: one.errors + errors,
      firstAt: Math.min(one.firstAt, at),
      lastAt: Math.max(one.lastAt, at),
    });
  }
  return [...summaries.values()].sort(byWeight);
}

export function byWeight(a: TemplateSummary, b: TemplateSummary): number {
  return b.errors - a.errors || b.lines - a.lines || compareKeys([a.id, a.service], [b.id, b.service]);
}
