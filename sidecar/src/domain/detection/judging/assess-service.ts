import { cellOf, CELL_MS, type RunningSums } from '../counting/count-ring.ts';
import type { DetectionSettings } from '../detection-settings.ts';
import { findOnset } from './find-onset.ts';
import type { ServiceSeries } from '../counting/service-series.ts';

/** Parts of the window in which a short burst stands out of much noise, in seconds. */
const SHORT_WINDOWS_SECONDS = [10, 30] as const;

/** One service as the rules see it. */
export interface Assessment {
  readonly service: string;
  /** The burst rule held in some window. */
  readonly burst: boolean;
  /** The first and the last end (cell) of a window in which errors were raised or a burst. */
  readonly elevatedFrom: number;
  readonly elevatedTo: number;
  /** The most errors in one window, and what is usual for that window. */
  readonly peakErrors: number;
  readonly usualErrors: number;
  /** First error of the rise, epoch milliseconds. */
  readonly onset: number;
}

/** Looks at every window that ends within the allowed lateness, so that a burst may arrive late and in any order. */
export class ServiceAssessor {
  private readonly settings: DetectionSettings;
  private readonly sums: RunningSums;

  constructor(settings: DetectionSettings) {
    this.settings = settings;
    const size = settings.windowSeconds + settings.allowedLatenessSeconds + 2;
    this.sums = { errors: new Float64Array(size), lines: new Float64Array(size) };
  }

  /** Null where nothing is raised. */
  assess(series: ServiceSeries, now: number): Assessment | null {
    const { windowSeconds, allowedLatenessSeconds, raisedErrors } = this.settings;
    const lowest = Math.min(raisedErrors, this.settings.burstErrors);
    if (series.ring.errors < lowest) {
      return null;
    }
    const to = cellOf(now);
    const from = to - windowSeconds - allowedLatenessSeconds;
    series.ring.sumInto(this.sums, { from, to, errorsFrom: Math.ceil(series.countsFrom / CELL_MS) });
    const cells = to - from + 1;
    if ((this.sums.errors[cells] ?? 0) < lowest) {
      return null;
    }
    const found = this.lookThroughWindows(series, cells);
    if (found === null) {
      return null;
    }
    // The onset may lie in any window that was elevated.
    const searchFrom = Math.max(from + found.first - windowSeconds, Math.ceil(series.countsFrom / CELL_MS));
    return {
      service: series.service,
      burst: found.burst,
      elevatedFrom: from + found.first - 1,
      elevatedTo: from + found.last - 1,
      peakErrors: found.peak,
      usualErrors: found.usual,
      onset: findOnset(series.ring, { from: searchFrom, to: from + found.last - 1 }),
    };
  }

  /** Below the rule in the whole window that ends at the watermark. */
  isCalm(series: ServiceSeries, watermark: number): boolean {
    const { windowSeconds, burstErrors, stopDeviations } = this.settings;
    const to = cellOf(watermark);
    const errors = series.ring.sumErrors(to - windowSeconds + 1, to);
    const others = Math.max(0, series.ring.sumLines(to - windowSeconds + 1, to) - errors);
    const usual = series.baseline.expectedErrors(windowSeconds, others);
    return (
      !this.isRaised(errors, usual) &&
      (errors < burstErrors || !series.baseline.isExceeded(errors, usual, stopDeviations))
    );
  }

  private lookThroughWindows(
    series: ServiceSeries,
    cells: number
  ): { burst: boolean; first: number; last: number; peak: number; usual: number } | null {
    const { windowSeconds, burstErrors, burstDeviations, raisedErrors } = this.settings;
    let lastShortBurst = -windowSeconds;
    let found: { burst: boolean; first: number; last: number; peak: number; usual: number } | null = null;
    for (let end = 1; end <= cells; end += 1) {
      if (this.isShortBurst(series, end)) {
        lastShortBurst = end;
      }
      if (end <= windowSeconds) {
        continue;
      }
      const errors = this.errorsIn(end, windowSeconds);
      if (errors < raisedErrors && errors < burstErrors) {
        continue;
      }
      const usual = series.baseline.expectedErrors(windowSeconds, this.othersIn(end, windowSeconds));
      const burst =
        errors >= burstErrors &&
        (end - lastShortBurst < windowSeconds || series.baseline.isExceeded(errors, usual, burstDeviations));
      if (!burst && !this.isRaised(errors, usual)) {
        continue;
      }
      found ??= { burst: false, first: end, last: end, peak: 0, usual: 0 };
      found.burst ||= burst;
      found.last = end;
      if (errors > found.peak) {
        found.peak = errors;
        found.usual = usual;
      }
    }
    return found;
  }

  private isRaised(errors: number, usual: number): boolean {
    return errors >= this.settings.raisedErrors && errors >= this.settings.raisedTimesUsual * usual;
  }

  private isShortBurst(series: ServiceSeries, end: number): boolean {
    const { burstErrors, burstDeviations, shortBurstShare } = this.settings;
    for (const seconds of SHORT_WINDOWS_SECONDS) {
      const errors = this.errorsIn(end, seconds);
      if (errors >= shortBurstShare * burstErrors) {
        const usual = series.baseline.expectedErrors(seconds, this.othersIn(end, seconds));
        if (
          errors - usual >= shortBurstShare * burstErrors &&
          series.baseline.isExceeded(errors, usual, burstDeviations)
        ) {
          return true;
        }
      }
    }
    return false;
  }

  private errorsIn(end: number, seconds: number): number {
    return (this.sums.errors[end] ?? 0) - (end > seconds ? (this.sums.errors[end - seconds] ?? 0) : 0);
  }

  private othersIn(end: number, seconds: number): number {
    const lines = (this.sums.lines[end] ?? 0) - (end > seconds ? (this.sums.lines[end - seconds] ?? 0) : 0);
    const others = lines - this.errorsIn(end, seconds);
    return others > 0 ? others : 0;
  }
}
