import { cutAt } from '../signals/service-names.ts';
import type { MetricCounts } from './metric-counts.ts';
import { clean } from './series-labels.ts';

export interface SeriesLimits {
  readonly seriesOfService: number;
  /** Of one organisation. */
  readonly series: number;
}

/** What a well-instrumented service needs, and what a store that also keeps everything else can take in ten seconds. */
export const DEFAULT_SERIES_LIMITS: SeriesLimits = { seriesOfService: 500, series: 20_000 };

/** The labels of the series into which those are added up that came after the bound. */
export const OTHER_LABELS = '(other)';
/** Room for such series, which a service needs one of for each metric. */
const ROOM_FOR_OTHERS = 1.1;
/** Label sets of old versions and pods make room for new ones. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;
const LOOKED_AT_LENGTH = 1000;
const METRIC_MAX_LENGTH = 200;
const UNIT_MAX_LENGTH = 40;

export type SeriesName = Pick<MetricCounts, 'service' | 'metric' | 'unit' | 'kind'>;

/** As it is kept: redacted and bounded. */
export interface Series extends SeriesName {
  readonly labels: string;
  heardAt: number;
  /** In which the points of the request at hand are counted; null in between. Most requests tell of one bucket. */
  bucket: OpenBucket | null;
  others: Map<number, OpenBucket> | null;
}

/** Counts that are still added to, and when the last value in them was told. */
export interface OpenBucket {
  readonly counts: { -readonly [Key in keyof MetricCounts]: MetricCounts[Key] };
  lastAt: number;
}

/**
 * The series of an organisation, within bounds. A label that holds ids makes a new series of every request: once a
 * service has its share, further sets of labels of a metric are added up as `(other)`, so that the totals stay right
 * and what was known is told as before. Further metrics are not kept once there is no room for that either.
 */
export class SeriesTable {
  private readonly redact: (text: string) => string;
  private readonly limits: SeriesLimits;
  private readonly series = new Map<string, Series>();
  private readonly countOf = new Map<string, number>();

  constructor({ redact, limits }: { redact: (text: string) => string; limits: SeriesLimits }) {
    this.redact = redact;
    this.limits = limits;
  }

  get size(): number {
    return this.series.size;
  }

  /** With these labels; where there is no room for them, together with others; null where not even so. */
  find(name: SeriesName, labels: string): Series | null {
    const bounded = {
      service: name.service,
      metric: this.bounded(name.metric, METRIC_MAX_LENGTH),
      unit: this.bounded(name.unit, UNIT_MAX_LENGTH),
      kind: name.kind,
    };
    return this.findOrAdd(bounded, labels) ?? this.findOrAdd(bounded, OTHER_LABELS);
  }

  forget(now: number): void {
    for (const [key, { service, heardAt }] of this.series) {
      if (now - heardAt >= FORGET_AFTER_MS) {
        this.series.delete(key);
        const left = (this.countOf.get(service) ?? 1) - 1;
        if (left > 0) {
          this.countOf.set(service, left);
        } else {
          this.countOf.delete(service);
        }
      }
    }
  }

  /** Cut behind what redaction looks at, so that no half secret is kept. */
  private bounded(text: string, maxLength: number): string {
    return clean(this.redact(cutAt(text, LOOKED_AT_LENGTH)), maxLength);
  }

  private findOrAdd(name: SeriesName, labels: string): Series | null {
    const key = `${name.service}\n${name.metric}\n${name.unit}\n${name.kind}\n${labels}`;
    const known = this.series.get(key);
    if (known !== undefined) {
      return known;
    }
    if (!this.hasRoom(name.service, labels === OTHER_LABELS ? ROOM_FOR_OTHERS : 1)) {
      return null;
    }
    const series: Series = { ...name, labels, heardAt: 0, bucket: null, others: null };
    this.series.set(key, series);
    this.countOf.set(name.service, (this.countOf.get(name.service) ?? 0) + 1);
    return series;
  }

  private hasRoom(service: string, share: number): boolean {
    const { seriesOfService, series } = this.limits;
    return (this.countOf.get(service) ?? 0) < seriesOfService * share && this.series.size < series * share;
  }
}
