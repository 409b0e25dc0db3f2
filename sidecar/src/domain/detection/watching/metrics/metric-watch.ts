import type { MetricCounts } from '../../../metrics/metric-counts.ts';
import { BUCKET_MS, bucketOf } from '../streams/bucket-ring.ts';
import type { ExhaustionReading } from '../../detectors/exhaustion-detector.ts';
import type { DetectorMakers } from '../detector-makers.ts';
import { fillingOf, type Filling } from './filling-metrics.ts';
import { endAlarm, follow, type StepManner, type Stepping } from '../stepping.ts';
import { saveSeries, watchedSeries, type SavedSeries, type WatchedSeries } from '../watched-series.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';

export const MINUTE_BUCKETS = 6;
export const MINUTE_MS = MINUTE_BUCKETS * BUCKET_MS;

/** A bucket as one source told it, over all series of the metric: pods and other labels are one. */
interface Open {
  readonly source: string;
  readonly bucket: number;
  count: number;
  sum: number;
  max: number;
}

export interface SavedMetric {
  readonly metric: string;
  readonly unit: string;
  readonly kind: MetricCounts['kind'];
  readonly lastSeen: number;
  readonly series: SavedSeries;
  readonly filling: SavedSeries | null;
}

/** A minute over all series of the metric. */
interface MetricReading {
  readonly value: number;
  readonly highest: number;
}

/** Buckets that are open at a time; more come only from clocks that lie. */
const MAX_OPEN = 64;

/**
 * One metric of one service by the minute. Labels are added up: of gauges the mean of all that was told, of increases
 * the sum. What differs by label is seen where it shows in the whole.
 */
export class MetricWatch {
  readonly metric: string;
  readonly unit: string;
  readonly kind: MetricCounts['kind'];
  lastSeen: number;
  private open: Open[] = [];
  private readonly series: WatchedSeries<number>;
  private readonly fills: Filling | null;
  private readonly filling: WatchedSeries<ExhaustionReading> | null;
  private reading: MetricReading | null = null;

  constructor(
    service: string,
    { metric, unit, kind }: Pick<MetricCounts, 'metric' | 'unit' | 'kind'>,
    { makers, saved }: { makers: DetectorMakers; saved?: SavedMetric }
  ) {
    this.metric = metric;
    this.unit = unit;
    this.kind = kind;
    this.lastSeen = saved?.lastSeen ?? 0;
    this.series = watchedSeries(
      { detector: 'metric', service, subject: metric },
      makers.metric({ metric, unit, kind }),
      saved?.series
    );
    this.fills = fillingOf({ metric, unit, kind });
    const about = { detector: 'exhaustion', service, subject: metric } as const;
    this.filling = this.fills && watchedSeries(about, makers.exhaustion(unit), saved?.filling ?? undefined);
  }

  alarmIds(): string[] {
    return [this.series.alarm, this.filling?.alarm ?? null].filter((id) => id !== null);
  }

  observe(source: string, counts: readonly MetricCounts[], { isWhole }: { isWhole: boolean }): void {
    const told = new Set<Open>();
    for (const { at, count, sum, max } of counts) {
      const bucket = bucketOf(at);
      const open = this.openOf(source, bucket);
      if (isWhole && !told.has(open)) {
        Object.assign(open, { count: 0, sum: 0, max: Number.NEGATIVE_INFINITY });
      }
      told.add(open);
      open.count += count;
      open.sum += sum;
      open.max = Math.max(open.max, max);
      this.lastSeen = Math.max(this.lastSeen, bucket);
    }
  }

  /** Takes up the minute that begins with this bucket; its mean. */
  close(minute: number, isKnown: boolean): number | null {
    this.reading = this.take(minute, isKnown);
    return this.reading?.value ?? null;
  }

  /** After all metrics of the service were closed: `valueOf` tells what they are in this minute. */
  step(minute: number, how: StepManner & { valueOf: (metric: string) => number | null }, stepping: Stepping): void {
    const { teach, circumstances, valueOf } = how;
    const step = { at: minute * BUCKET_MS, stepMs: MINUTE_MS, teach, circumstances };
    follow(this.series, { ...step, reading: this.reading?.value ?? null }, stepping);
    if (this.filling !== null) {
      follow(this.filling, { ...step, reading: this.fullness(valueOf) }, stepping);
    }
  }

  endAlarms(at: number, book: AlarmBook): void {
    endAlarm(this.series, at, book);
    if (this.filling !== null) {
      endAlarm(this.filling, at, book);
    }
  }

  save(): SavedMetric {
    const { metric, unit, kind, lastSeen, series, filling } = this;
    return {
      ...{ metric, unit, kind, lastSeen },
      series: saveSeries(series),
      filling: filling === null ? null : saveSeries(filling),
    };
  }

  /** A counter that was not told while its service told others has not grown; a gauge that was not told is not known. */
  private take(minute: number, isKnown: boolean): MetricReading | null {
    const sum = { count: 0, sum: 0, max: Number.NEGATIVE_INFINITY };
    const later: Open[] = [];
    for (const open of this.open) {
      if (open.bucket >= minute + MINUTE_BUCKETS) {
        later.push(open);
      } else if (open.bucket >= minute) {
        sum.count += open.count;
        sum.sum += open.sum;
        sum.max = Math.max(sum.max, open.max);
      }
    }
    this.open = later;
    if (sum.count === 0) {
      return this.kind === 'increase' && isKnown ? { value: 0, highest: 0 } : null;
    }
    return { value: this.kind === 'gauge' ? sum.sum / sum.count : sum.sum, highest: sum.max };
  }

  /** Of a share the fullest series counts; of an amount the mean, since each has a limit of its own. */
  private fullness(valueOf: (metric: string) => number | null): ExhaustionReading | null {
    if (this.reading === null || this.fills === null) {
      return null;
    }
    if ('limit' in this.fills) {
      return { value: this.reading.highest, limit: this.fills.limit };
    }
    for (const metric of this.fills.limitMetrics) {
      const limit = valueOf(metric);
      if (limit !== null) {
        return { value: this.reading.value, limit };
      }
    }
    return null;
  }

  private openOf(source: string, bucket: number): Open {
    const known = this.open.find((open) => open.bucket === bucket && open.source === source);
    if (known !== undefined) {
      return known;
    }
    if (this.open.length >= MAX_OPEN) {
      this.open.shift();
    }
    const open: Open = { source, bucket, count: 0, sum: 0, max: Number.NEGATIVE_INFINITY };
    this.open.push(open);
    return open;
  }
}
