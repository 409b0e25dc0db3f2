import { compareKeys } from '../paging/cursor.ts';
import { bucketStart } from '../signals/service-counts.ts';
import type { TemplateCounts } from './template-counts.ts';

/** Adds up what falls into the same bucket of a service and template; by service, template, time. */
export function sumTemplateCounts(counts: Iterable<TemplateCounts>, stepMs?: number): TemplateCounts[] {
  const sums = new Map<string, TemplateCounts>();
  for (const count of counts) {
    const at = bucketStart(count.at, stepMs);
    const key = JSON.stringify([count.service, count.template, at]);
    sums.set(key, addTemplateCounts(sums.get(key), { ...count, at }));
  }
  return [...sums.values()].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

/** Both together, in the bucket of the second. */
export function addTemplateCounts(one: TemplateCounts | undefined, other: TemplateCounts): TemplateCounts {
  const { service, template, at, lines, errors } = other;
  return { service, template, at, lines: (one?.lines ?? 0) + lines, errors: (one?.errors ?? 0) + errors };
}

function keyOf({ service, template, at }: TemplateCounts): [string, string, number] {
  return [service, template, at];
}
