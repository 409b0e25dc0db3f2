import { bucketStart, type ServiceCounts } from '../../../domain/signals/service-counts.ts';
import { hasSomething, sumCounts, wholeBuckets } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { StatisticsQuery, StatisticsStore } from '../../../ports/stores/signals/statistics-store.ts';
import { ByOrganisation } from '../by-organisation.ts';

/** Bucket start → service → counts. */
type Buckets = Map<number, Map<string, ServiceCounts>>;

export class MemoryStatisticsStore implements StatisticsStore {
  private readonly rooms = new ByOrganisation(() => ({
    pushed: new Map() as Buckets,
    polled: new Map<string, Buckets>(),
  }));

  async counts(scope: Scope, query: StatisticsQuery): Promise<ServiceCounts[]> {
    const wanted = this.all(scope).filter(
      (count) => count.at >= query.from && count.at < query.to && (query.services?.includes(count.service) ?? true)
    );
    return sumCounts(wanted, query.stepMs);
  }

  async replace(scope: Scope, source: string, counts: readonly ServiceCounts[]): Promise<void> {
    const { polled } = this.rooms.of(scope);
    const buckets: Buckets = polled.get(source) ?? new Map();
    polled.set(source, buckets);
    for (const count of wholeBuckets(counts)) {
      bucketAt(buckets, count.at).set(count.service, count);
    }
  }

  async lastSeen(scope: Scope, since: number): Promise<Map<string, number>> {
    const seen = new Map<string, number>();
    for (const count of this.all(scope)) {
      if (count.at >= since && hasSomething(count)) {
        seen.set(count.service, Math.max(seen.get(count.service) ?? count.at, count.at));
      }
    }
    return seen;
  }

  /** Counts of an accepted batch come on top of what is there. */
  addPushed(scope: Scope, counts: readonly ServiceCounts[]): void {
    const { pushed } = this.rooms.of(scope);
    for (const count of counts) {
      const bucket = bucketAt(pushed, bucketStart(count.at));
      const [sum] = sumCounts([count, ...(bucket.has(count.service) ? [bucket.get(count.service) ?? count] : [])]);
      if (sum !== undefined) {
        bucket.set(sum.service, sum);
      }
    }
  }

  expire(scope: Scope, before: number): void {
    const { pushed, polled } = this.rooms.of(scope);
    for (const buckets of [pushed, ...polled.values()]) {
      for (const at of buckets.keys()) {
        if (at < before) {
          buckets.delete(at);
        }
      }
    }
  }

  private all(scope: Scope): ServiceCounts[] {
    const { pushed, polled } = this.rooms.of(scope);
    return [pushed, ...polled.values()].flatMap((buckets) =>
      [...buckets.values()].flatMap((bucket) => [...bucket.values()])
    );
  }
}

function bucketAt(buckets: Buckets, at: number): Map<string, ServiceCounts> {
  const bucket = buckets.get(at) ?? new Map<string, ServiceCounts>();
  buckets.set(at, bucket);
  return bucket;
}
