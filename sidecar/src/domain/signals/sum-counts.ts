import { bucketStart, type ServiceCounts } from './service-counts.ts';

/** Adds up what falls into the same bucket of a service; by service, then time; empty buckets are left out. */
export function sumCounts(counts: Iterable<ServiceCounts>, stepMs?: number): ServiceCounts[] {
  const sums = new Map<string, Map<number, ServiceCounts>>();
  for (const count of counts) {
    const at = bucketStart(count.at, stepMs);
    const ofService = sums.get(count.service) ?? new Map<number, ServiceCounts>();
    sums.set(count.service, ofService);
    const sum = ofService.get(at);
    ofService.set(at, {
      service: count.service,
      at,
      lines: (sum?.lines ?? 0) + count.lines,
      errors: (sum?.errors ?? 0) + count.errors,
      warnings: (sum?.warnings ?? 0) + count.warnings,
    });
  }
  return [...sums.values()]
    .flatMap((ofService) => [...ofService.values()])
    .filter(hasSomething)
    .sort((a, b) => (a.service === b.service ? a.at - b.at : a.service < b.service ? -1 : 1));
}

/** Polled counts made up to whole buckets of the store; a zero stays, since it replaces an earlier number. */
export function wholeBuckets(counts: readonly ServiceCounts[]): ServiceCounts[] {
  const zeros = counts
    .filter((count) => !hasSomething(count))
    .map((count) => ({ ...count, at: bucketStart(count.at) }));
  return [...zeros, ...sumCounts(counts)];
}

export function hasSomething(count: ServiceCounts): boolean {
  return count.lines > 0 || count.errors > 0 || count.warnings > 0;
}
