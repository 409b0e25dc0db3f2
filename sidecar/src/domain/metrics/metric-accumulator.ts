import { createHash } from 'node:crypto';
import type { RawPoint } from '../signals/raw-signals.ts';
import { isMeasured, type MetricCounts } from './metric-counts.ts';
import { OpenCounts } from './open-counts.ts';
import { RunningTotals, type Increase } from './running-totals.ts';
import { inOrder, labelsText, type Labels } from './series-labels.ts';
import { DEFAULT_SERIES_LIMITS, OTHER_LABELS, SeriesTable, type Series, type SeriesLimits } from './series-table.ts';

/** Its service is registered, its time believed. */
export type PlacedPoint = RawPoint & { readonly service: string; readonly at: number };

/** What is remembered of a point: not its labels, of which there are many. */
type Told = Pick<RawPoint, 'at' | 'startedAt' | 'count' | 'sum'>;

/** A series as one process tells it. */
interface Teller {
  readonly series: Series;
  readonly totals: RunningTotals | null;
  last: Told | null;
  heardAt: number;
}

export interface MetricLimits extends SeriesLimits {
  /** A series is told by every pod of its service. */
  readonly tellersOfSeries: number;
}

export interface MetricSettings {
  readonly redact: (text: string) => string;
  readonly limits?: Partial<MetricLimits>;
  /** When listening began, where that was before the first point. */
  readonly heardSince?: number;
}

const DEFAULT_LIMITS: MetricLimits = { ...DEFAULT_SERIES_LIMITS, tellersOfSeries: 5 };
/** So long must a process be silent until it makes room: some speak once an hour. */
const FORGET_TELLER_AFTER_MS = 2 * 60 * 60 * 1000;
const MAKE_ROOM_EVERY_MS = 60_000;
/** Longer names are known by a digest, so that what is remembered of each is bounded. */
const KEY_MAX_LENGTH = 500;

/**
 * Points of one organisation become counts of its series by ten seconds. Gauges and increases are counted as they are
 * told, totals become increases (running-totals.ts). What is told twice in a row, as senders do that got no answer,
 * counts once. Series and those who tell them are bounded (series-table.ts).
 */
export class MetricAccumulator {
  private readonly redact: (text: string) => string;
  private readonly limits: MetricLimits;
  private readonly table: SeriesTable;
  private readonly tellers = new Map<string, Teller>();
  private overflowed = 0;
  /** The latest time that was told. */
  private now = 0;
  private madeRoomAt = 0;
  private heardSince: number | null;

  constructor({ redact, limits, heardSince }: MetricSettings) {
    this.redact = redact;
    this.heardSince = heardSince ?? null;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.table = new SeriesTable({ redact, limits: this.limits });
  }

  add(points: readonly PlacedPoint[]): MetricCounts[] {
    this.makeRoom(points);
    const counts = new OpenCounts();
    for (const point of points) {
      if ([point.sum, point.min ?? 0, point.max ?? 0].every(isMeasured) && point.metric !== '') {
        this.count(point, counts);
      }
    }
    return counts.close();
  }

  status(): { size: number; limit: number; overflowed: number } {
    return { size: this.table.size, limit: this.limits.series, overflowed: this.overflowed };
  }

  private count(point: PlacedPoint, counts: OpenCounts): void {
    const teller = this.tellerOf(point);
    const series = teller?.series ?? this.withOthers(point);
    if (series === null) {
      this.overflowed += 1;
      return;
    }
    this.overflowed += series.labels === OTHER_LABELS ? 1 : 0;
    series.heardAt = this.now;
    const told = teller === null ? point : this.news(teller, point);
    if (told !== null) {
      counts.add(series, point, told);
    }
  }

  /** What a point adds to what was told before. */
  private news(teller: Teller, point: PlacedPoint): Increase | null {
    teller.heardAt = this.now;
    if (teller.totals !== null) {
      return teller.totals.increase(point, this.heardSince ?? this.now);
    }
    const isRepeated = teller.last !== null && isSame(teller.last, point);
    const { at, startedAt, count, sum } = point;
    teller.last = { at, startedAt, count, sum };
    return isRepeated ? null : point;
  }

  private tellerOf(point: PlacedPoint): Teller | null {
    const labels = inOrder(point.labels);
    const key = keyOf(point, labels);
    const known = this.tellers.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.tellers.size >= this.limits.series * this.limits.tellersOfSeries) {
      return null;
    }
    const series = this.table.find(seriesName(point), labelsText(labels, this.redact));
    if (series === null) {
      return null;
    }
    const totals = point.kind === 'cumulative' ? new RunningTotals() : null;
    const teller: Teller = { series, totals, last: null, heardAt: this.now };
    this.tellers.set(key, teller);
    return teller;
  }

  /** No room to remember who tells it: then a total says nothing, since its increase cannot be known. */
  private withOthers(point: PlacedPoint): Series | null {
    return point.kind === 'cumulative' ? null : this.table.find(seriesName(point), OTHER_LABELS);
  }

  private makeRoom(points: readonly PlacedPoint[]): void {
    for (const { at } of points) {
      this.now = Math.max(this.now, at);
    }
    this.heardSince ??= points.length === 0 ? null : this.now;
    if (this.now - this.madeRoomAt < MAKE_ROOM_EVERY_MS) {
      return;
    }
    this.madeRoomAt = this.now;
    for (const [key, { heardAt }] of this.tellers) {
      if (this.now - heardAt >= FORGET_TELLER_AFTER_MS) {
        this.tellers.delete(key);
      }
    }
    this.table.forget(this.now);
  }
}

function seriesName({ service, metric, unit, kind }: PlacedPoint) {
  return { service, metric, unit, kind: kind === 'gauge' ? ('gauge' as const) : ('increase' as const) };
}

function keyOf({ stream, service, kind, metric, unit }: PlacedPoint, labels: Labels): string {
  let key = `${stream ?? ''}\u0000${service}\u0000${kind}\u0000${metric}\u0000${unit}`;
  for (const [name, value] of labels) {
    key += `\u0000${name}\u0000${value}`;
  }
  return key.length <= KEY_MAX_LENGTH ? key : createHash('sha256').update(key).digest('base64');
}

/** An increase that does not say since when may well be told twice with the same number. */
function isSame(before: Told, point: RawPoint): boolean {
  const isTimed = point.kind === 'gauge' || point.startedAt !== null;
  return (
    isTimed &&
    before.at === point.at &&
    before.startedAt === point.startedAt &&
    before.count === point.count &&
    before.sum === point.sum
  );
}
