import type { BandSeries, DetectorId } from '@incident-memory/contract';
import type { WatchedStep } from '../../../domain/detection/watching/stepping.ts';
import { STATISTICS_STEP_MS } from '../../../domain/signals/service-counts.ts';

interface Point {
  readonly value: number | null;
  readonly usual: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly score: number;
}

interface Series {
  readonly about: WatchedStep['about'];
  readonly unit: string;
  readonly points: Map<number, Point>;
  highest: number;
}

/** What each detector's series is called on a chart, and what its readings are in. */
const SIGNALS: Partial<Readonly<Record<DetectorId, { signal: BandSeries['signal']; unit: string }>>> = {
  'error-count': { signal: 'errors', unit: 'errors in 10 s' },
  'failure-ratio': { signal: 'failures', unit: '% of requests' },
  latency: { signal: 'latency', unit: 'ms' },
  silence: { signal: 'requests', unit: 'requests in 10 s' },
  traffic: { signal: 'requests', unit: 'requests a minute' },
  metric: { signal: 'metric', unit: '' },
  exhaustion: { signal: 'metric', unit: '' },
};

/**
 * Gathers what detectors saw and expected into as many points as a chart can show. Of the steps that fall into one point
 * the most unusual one is kept, so that a spike of ten seconds stays a spike on a chart of a week.
 */
export class BandSteps {
  readonly stepMs: number;
  private readonly from: number;
  private readonly to: number;
  private readonly series = new Map<string, Series>();
  private stepped = 0;

  constructor({ from, to, points }: { from: number; to: number; points: number }) {
    const wanted = Math.ceil((to - from) / points / STATISTICS_STEP_MS) * STATISTICS_STEP_MS;
    this.stepMs = Math.max(STATISTICS_STEP_MS, wanted);
    this.from = from;
    this.to = to;
  }

  /** Steps that detectors took, learning included. */
  get steps(): number {
    return this.stepped;
  }

  take({ about, at, reading, judgement }: WatchedStep): void {
    this.stepped += 1;
    const signal = SIGNALS[about.detector];
    if (at < this.from || at >= this.to || signal === undefined) {
      return;
    }
    const series = this.seriesOf(about, signal.unit);
    const step = Math.floor(at / this.stepMs) * this.stepMs;
    const known = series.points.get(step);
    if (known !== undefined && known.score >= judgement.score && known.value !== null) {
      return;
    }
    series.points.set(step, {
      value: valueOf(reading),
      usual: judgement.usual,
      low: judgement.low,
      high: judgement.high,
      score: judgement.score,
    });
    series.highest = Math.max(series.highest, judgement.score);
  }

  /** The most unusual series first. */
  all(): BandSeries[] {
    return [...this.series.values()].sort((one, other) => other.highest - one.highest).map((one) => this.present(one));
  }

  of(wanted: { detector: DetectorId; service: string; subject: string }): BandSeries | null {
    const series = this.series.get(keyOf(wanted));
    return series === undefined ? null : this.present(series);
  }

  private present({ about, unit, points }: Series): BandSeries {
    const at = [...points.keys()].sort((one, other) => one - other);
    const column = (of: (point: Point) => number | null) =>
      at.map((time) => {
        const point = points.get(time);
        const value = point === undefined ? null : of(point);
        return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
      });
    // Of silence, the lines of a service are watched beside its requests.
    const isLines = about.detector === 'silence' && about.subject === 'lines';
    return {
      service: about.service,
      subject: isLines ? '' : about.subject,
      signal: isLines ? 'lines' : (SIGNALS[about.detector]?.signal ?? about.detector),
      unit: isLines ? 'lines in 10 s' : unit,
      at,
      value: column(({ value }) => value),
      usual: column(({ usual }) => usual),
      low: column(({ low }) => low),
      high: column(({ high }) => high),
    };
  }

  private seriesOf(about: WatchedStep['about'], unit: string): Series {
    const key = keyOf(about);
    const known = this.series.get(key) ?? { about, unit, points: new Map<number, Point>(), highest: 0 };
    this.series.set(key, known);
    return known;
  }
}

function keyOf({ detector, service, subject }: WatchedStep['about']): string {
  return `${detector}\n${service}\n${subject}`;
}

/** Detectors read a number, a count beside others, a share of requests, a latency, or a value beside its limit. */
function valueOf(reading: unknown): number | null {
  if (typeof reading === 'number') {
    return reading;
  }
  if (typeof reading !== 'object' || reading === null) {
    return null;
  }
  if ('count' in reading) {
    return (reading as { count: number }).count;
  }
  if ('failures' in reading && 'requests' in reading) {
    const { failures, requests } = reading as { failures: number; requests: number };
    return requests === 0 ? null : (100 * failures) / requests;
  }
  const { milliseconds, value } = reading as { milliseconds?: number; value?: number };
  return milliseconds ?? value ?? null;
}
