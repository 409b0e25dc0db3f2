import type { MetricCounts } from '../../../metrics/metric-counts.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';
import type { DetectorMakers } from '../detector-makers.ts';
import { MetricWatch, MINUTE_BUCKETS, type SavedMetric } from './metric-watch.ts';
import type { StepManner, Stepping } from '../stepping.ts';

/** So many of a service are watched: the first that it told, as long as it tells them. */
const MAX_METRICS = 20;
/** One that was not told for an hour makes room. */
const FORGOTTEN_AFTER_BUCKETS = 360;

/** Room for metrics in an organisation, shared by its services. */
export interface MetricRoom {
  left: number;
  refused: number;
}

/** The metrics of one service. */
export class MetricShelf {
  private readonly service: string;
  private readonly makers: DetectorMakers;
  private readonly room: MetricRoom;
  private readonly watches = new Map<string, MetricWatch>();

  constructor(
    service: string,
    { makers, room, saved = [] }: { makers: DetectorMakers; room: MetricRoom; saved?: readonly SavedMetric[] }
  ) {
    this.service = service;
    this.makers = makers;
    this.room = room;
    for (const metric of saved) {
      this.watches.set(metric.metric, new MetricWatch(service, metric, { makers, saved: metric }));
      room.left -= 1;
    }
  }

  get size(): number {
    return this.watches.size;
  }

  observe(
    source: string,
    counts: readonly MetricCounts[],
    { isWhole, from }: { isWhole: boolean; from: number }
  ): void {
    const byMetric = new Map<string, MetricCounts[]>();
    for (const count of counts) {
      const group = byMetric.get(count.metric);
      if (group === undefined) {
        byMetric.set(count.metric, [count]);
      } else {
        group.push(count);
      }
    }
    for (const [metric, group] of byMetric) {
      const [first] = group;
      const watch = this.watches.get(metric) ?? (first === undefined ? null : this.admit(first, from));
      watch?.observe(source, group, { isWhole });
    }
  }

  /** The minute that begins with this bucket is over. `isKnown`: its source spoke. */
  step(minute: number, { isKnown, ...how }: StepManner & { readonly isKnown: boolean }, stepping: Stepping): void {
    const values = new Map<string, number | null>();
    for (const watch of this.watches.values()) {
      values.set(watch.metric, watch.close(minute, isKnown));
    }
    const valueOf = (metric: string) => values.get(metric) ?? null;
    for (const watch of this.watches.values()) {
      watch.step(minute, { ...how, valueOf }, stepping);
      if (watch.lastSeen < minute + MINUTE_BUCKETS - FORGOTTEN_AFTER_BUCKETS && watch.alarmIds().length === 0) {
        this.watches.delete(watch.metric);
        this.room.left += 1;
      }
    }
  }

  alarmIds(): string[] {
    return [...this.watches.values()].flatMap((watch) => watch.alarmIds());
  }

  /** The service goes, and its metrics with it. */
  clear(at: number, book: AlarmBook): void {
    for (const watch of this.watches.values()) {
      watch.endAlarms(at, book);
    }
    this.room.left += this.watches.size;
    this.watches.clear();
  }

  save(): SavedMetric[] {
    return [...this.watches.values()].map((watch) => watch.save());
  }

  /** `from`: nothing before it is waited for any more. */
  private admit(identity: MetricCounts, from: number): MetricWatch | null {
    if (this.watches.size >= MAX_METRICS || this.room.left <= 0) {
      this.room.refused += 1;
      return null;
    }
    const watch = new MetricWatch(this.service, identity, { makers: this.makers });
    watch.lastSeen = from;
    this.watches.set(identity.metric, watch);
    this.room.left -= 1;
    return watch;
  }
}
