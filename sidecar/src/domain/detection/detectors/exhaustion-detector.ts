import { type AlarmText, numberText, rounded, spanText } from './alarm-text.ts';
import type { Judgement } from './judgement.ts';
import { AlarmPhase, type PhaseState } from './statistics/alarm-phase.ts';
import { median, robustTrend } from './statistics/robust-trend.ts';
import { HOUR_MS } from './statistics/usual/season-factors.ts';

/**
 * What fills up: a value with a limit (memory, disk, connections, a quota) whose robust trend reaches it soon. Two trends:
 * the last two hours in means of five minutes, for what fills within the day, and the last days in hourly means, each
 * compared with the same hour of the day before, so that what breathes with the day is no trend. A drop begins anew: a
 * restart, a rotation, a collection. What filled up before and came back by itself must rise well above that.
 */
export class ExhaustionDetector {
  private readonly phase: AlarmPhase;
  private spans: (number | null)[];
  private hours: (number | null)[];
  private span: { at: number; sum: number; count: number };
  private hour: { at: number; sum: number; count: number };
  /** The highest hour of the last weeks, fading. */
  private highest: number;
  private hoursSeen: number;
  /** After an alarm that stood too long: nothing more below this. */
  private mutedBelow: number;
  private found: Reach | null = null;
  private confirmed = 0;
  private last: { value: number; limit: number } = { value: 0, limit: 0 };

  constructor(state?: ExhaustionState) {
    this.phase = new AlarmPhase(PHASE, state?.phase ?? undefined);
    this.spans = [...(state?.spans ?? [])];
    this.hours = [...(state?.hours ?? [])];
    const [spanAt, spanSum, spanCount] = state?.span ?? [0, 0, 0];
    this.span = { at: spanAt, sum: spanSum, count: spanCount };
    const [hourAt, hourSum, hourCount] = state?.hour ?? [0, 0, 0];
    this.hour = { at: hourAt, sum: hourSum, count: hourCount };
    const [highest, hoursSeen, mutedBelow, confirmed] = state?.past ?? [0, 0, null, 0];
    this.highest = highest;
    this.hoursSeen = hoursSeen;
    this.mutedBelow = mutedBelow ?? -Infinity;
    this.confirmed = confirmed;
  }

  static restore(state: ExhaustionState): ExhaustionDetector {
    return new ExhaustionDetector(state);
  }

  /** At any step up to five minutes; `limit` is what the value may not reach, in its own unit. */
  step(at: number, reading: ExhaustionReading | null, _how: { teach: boolean }): Judgement {
    if (reading === null || !(reading.limit > 0) || !Number.isFinite(reading.value)) {
      return this.judge(0, this.phase.unknown(at));
    }
    this.last = reading;
    if (at < this.span.at + SPAN_MS && at >= this.span.at && this.span.count > 0) {
      // Nothing is decided within five minutes.
      this.span.sum += reading.value;
      this.span.count += 1;
      this.hour.sum += reading.value;
      this.hour.count += 1;
      return this.judge(this.score(), this.phase.standing ? 'standing' : 'normal');
    }
    this.hour = this.into(this.hour, { at, value: reading.value, length: HOUR_MS }, (mean, gap) =>
      this.closeHour(mean, { gap, limit: reading.limit })
    );
    let closed = false;
    this.span = this.into(this.span, { at, value: reading.value, length: SPAN_MS }, (mean, gap) => {
      closed = true;
      this.closeSpan(mean, { gap, limit: reading.limit });
    });
    if (!closed) {
      return this.judge(this.score(), this.phase.standing ? 'standing' : 'normal');
    }
    return this.atEndOfSpan(at, reading);
  }

  explain(): ExhaustionExplanation {
    const { value, limit } = this.last;
    const reach = this.found;
    return {
      ...{ value, limit },
      hours: reach?.hours ?? Infinity,
      earliestHours: reach?.earliest ?? Infinity,
      latestHours: reach?.latest ?? Infinity,
      perHour: reach?.perHour ?? 0,
      overHours: reach?.over ?? 0,
    };
  }

  save(): ExhaustionState {
    return {
      phase: this.phase.save(),
      spans: this.spans.map(short),
      hours: this.hours.map(short),
      span: [this.span.at, this.span.sum, this.span.count],
      hour: [this.hour.at, this.hour.sum, this.hour.count],
      past: [
        this.highest,
        this.hoursSeen,
        // JSON knows no infinity.
        Number.isFinite(this.mutedBelow) ? this.mutedBelow : null,
        this.confirmed,
      ],
    };
  }

  private atEndOfSpan(at: number, { value, limit }: ExhaustionReading): Judgement {
    const reach = value < this.mutedBelow ? null : (this.fastReach(limit) ?? this.slowReach(limit));
    this.confirmed = reach === null ? 0 : this.confirmed + 1;
    this.found = reach ?? (this.phase.standing ? this.found : null);
    const score = this.confirmed >= CONFIRMED_SPANS && reach !== null ? Math.max(1, this.score()) : 0;
    const phase = this.phase.advance(at, {
      score,
      calm: reach === null,
      onset: () => at - (reach?.over ?? 0) * HOUR_MS,
    });
    if (this.phase.accepted) {
      this.mutedBelow = value + (limit - value) / 2;
    } else if (value < this.mutedBelow - (limit - this.mutedBelow) * 2) {
      this.mutedBelow = -Infinity;
    }
    return this.judge(score, phase);
  }

  /** What fills within hours: steady over the last hour or two, and well above what it ever came back from. */
  private fastReach(limit: number): Reach | null {
    const points = this.spans;
    // The cheaper question first: nearly nothing rises at any time.
    const risen = (points.at(-1) ?? 0) - (points[0] ?? 0);
    const mayRise = points.length >= LEAST_SPANS && risen >= (limit * LEAST_RISE) / 2;
    const trend = mayRise ? robustTrend(points) : null;
    if (trend === null || trend.low <= 0) {
      return null;
    }
    const rise = trend.slope * (points.length - 1);
    const half = points.length >> 1;
    const firstHalf = robustTrend(points.slice(0, half));
    const lastHalf = robustTrend(points.slice(half));
    const goesOn = (firstHalf?.slope ?? trend.slope) > 0 && (lastHalf?.slope ?? trend.slope) > trend.slope * GOES_ON;
    const known = this.hoursSeen >= 24;
    const above = known ? this.highest + (limit - this.highest) * ABOVE_PAST : limit * YOUNG_SHARE;
    if (rise < limit * LEAST_RISE || rise < trend.noise * TIMES_NOISE || !goesOn || trend.now < above) {
      return null;
    }
    const perHour = HOUR_MS / SPAN_MS;
    const over = (points.length * SPAN_MS) / HOUR_MS;
    return reachOf(limit, {
      now: trend.now,
      slope: trend.slope * perHour,
      low: trend.low * perHour,
      high: trend.high * perHour,
      over,
    });
  }

  /** What fills within days: higher than at the same hour of the day before, nearly always. */
  private slowReach(limit: number): Reach | null {
    const hours = this.hours;
    const risen = (hours.at(-1) ?? 0) - (hours.at(-1 - DAY) ?? 0);
    if (hours.length < LEAST_HOURS || risen < (limit * LEAST_RISE_A_DAY) / 2) {
      return null;
    }
    const rises: number[] = [];
    for (let at = DAY; at < hours.length; at += 1) {
      const now = hours[at] ?? null;
      const before = hours[at - DAY] ?? null;
      if (now !== null && before !== null) {
        rises.push(now - before);
      }
    }
    const upward = rises.filter((rise) => rise > 0).length;
    if (rises.length < DAY / 2 || upward < rises.length * UPWARD_SHARE) {
      return null;
    }
    const sorted = [...rises].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.round(share * (sorted.length - 1))] ?? 0) / DAY;
    const lately = hours.slice(-3).filter((value) => value !== null);
    const now = lately.length === 0 ? 0 : median(lately);
    const ofLateDay = median(rises.slice(-DAY / 2)) / DAY;
    // The last half day decides where it has slowed down.
    const slope = Math.min(at(0.5), ofLateDay);
    if (slope * DAY < limit * LEAST_RISE_A_DAY) {
      return null;
    }
    return reachOf(limit, {
      now,
      slope,
      low: Math.min(at(0.1), slope),
      high: Math.max(at(0.9), slope),
      over: hours.length,
    });
  }

  private closeSpan(mean: number, { gap, limit }: { gap: number; limit: number }): void {
    const before = this.spans.at(-1) ?? mean;
    const lowest = Math.min(...this.spans.filter((value) => value !== null), mean);
    const fell = before - mean;
    if (gap > LONGEST_GAP_SPANS || fell > Math.max(limit * RESET_SHARE, (before - lowest) / 2)) {
      this.spans = [];
    }
    this.spans = pushed(this.spans, { mean, gap, most: MOST_SPANS });
  }

  private closeHour(mean: number, { gap, limit }: { gap: number; limit: number }): void {
    const before = this.hours.at(-1) ?? mean;
    if (gap > DAY || before - mean > limit * RESET_SHARE_OF_DAYS) {
      this.hours = [];
    }
    this.hours = pushed(this.hours, { mean, gap, most: MOST_HOURS });
    this.hoursSeen += 1;
    if (!this.phase.standing && this.confirmed === 0) {
      // Of some hours ago: what rises now is not yet what it came back from.
      const settled = this.hours.at(-1 - SETTLED_HOURS) ?? this.hours[0] ?? mean;
      this.highest = Math.max(this.highest * HIGHEST_KEPT, settled);
    }
  }

  private into(
    open: { at: number; sum: number; count: number },
    { at, value, length }: { at: number; value: number; length: number },
    close: (mean: number, gap: number) => void
  ): { at: number; sum: number; count: number } {
    const start = Math.floor(at / length) * length;
    if (open.count === 0 || start <= open.at) {
      return { at: open.count === 0 ? start : open.at, sum: open.sum + value, count: open.count + 1 };
    }
    close(open.sum / open.count, Math.round((start - open.at) / length) - 1);
    return { at: start, sum: value, count: 1 };
  }

  private score(): number {
    if (this.found === null || this.confirmed === 0) {
      return 0;
    }
    return (
      Math.min(3, this.found.horizon / Math.max(this.found.hours, 0.1)) * Math.min(1, this.confirmed / CONFIRMED_SPANS)
    );
  }

  private judge(score: number, phase: Judgement['phase']): Judgement {
    const learning = this.spans.length < LEAST_SPANS && this.hoursSeen < 2;
    const usual = this.hours.length === 0 ? null : this.highest;
    return {
      usual: learning ? null : usual,
      low: learning ? null : 0,
      high: learning || this.last.limit === 0 ? null : this.last.limit,
      score,
      direction: 'above',
      phase: learning && phase === 'normal' ? 'learning' : phase,
      startedAt: this.phase.startedAt,
    };
  }
}

export interface ExhaustionReading {
  readonly value: number;
  /** 1 or 100 for shares, otherwise what a sibling metric tells. */
  readonly limit: number;
}

export interface ExhaustionState {
  readonly phase: PhaseState | null;
  readonly spans: ReadonlyArray<number | null>;
  readonly hours: ReadonlyArray<number | null>;
  readonly span: readonly [at: number, sum: number, count: number];
  readonly hour: readonly [at: number, sum: number, count: number];
  readonly past: readonly [highest: number, hoursSeen: number, mutedBelow: number | null, confirmed: number];
}

export interface ExhaustionExplanation {
  readonly value: number;
  readonly limit: number;
  /** Until the limit is reached, by the trend and by both ends of its range. */
  readonly hours: number;
  readonly earliestHours: number;
  readonly latestHours: number;
  readonly perHour: number;
  /** Over how long the trend was seen. */
  readonly overHours: number;
}

interface Reach {
  readonly hours: number;
  readonly earliest: number;
  readonly latest: number;
  readonly perHour: number;
  readonly over: number;
  readonly horizon: number;
}

/** "83 % of its limit and rising for 2 h; full in 3 h (2 h to 5 h)". */
export function describeExhaustion(explanation: ExhaustionExplanation, unit: string): AlarmText {
  const { value, limit, hours, earliestHours, latestHours, overHours } = explanation;
  const share = numberText((value / limit) * 100);
  const range = `${spanText(earliestHours * 3600)} to ${spanText(latestHours * 3600)}`;
  return {
    sentence: `${share} % of its limit and rising for ${spanText(overHours * 3600)}; full in ${spanText(hours * 3600)} (${range})`,
    numbers: { seen: rounded(value), usual: null, low: null, high: rounded(limit), unit },
  };
}

/** How long a trend is believed: three times as long as it was seen, and three days at most. */
function reachOf(
  limit: number,
  trend: { now: number; slope: number; low: number; high: number; over: number }
): Reach | null {
  const { now, slope, low, high, over } = trend;
  const horizon = Math.min(LONGEST_HORIZON_HOURS, over * BELIEVED_TIMES);
  const left = Math.max(0, limit - now);
  const hours = left / slope;
  if (hours > horizon) {
    return null;
  }
  const latest = low > 0 ? left / low : LONGEST_HORIZON_HOURS * 2;
  return {
    hours,
    earliest: left / high,
    latest: Math.min(latest, LONGEST_HORIZON_HOURS * 2),
    perHour: slope,
    over,
    horizon,
  };
}

function pushed(
  values: readonly (number | null)[],
  { mean, gap, most }: { mean: number; gap: number; most: number }
): (number | null)[] {
  const gaps = new Array<null>(Math.min(gap, most)).fill(null);
  return [...values, ...gaps, mean].slice(-most);
}

function short(value: number | null): number | null {
  return value === null ? null : rounded(value);
}

const SPAN_MS = 5 * 60_000;
const DAY = 24;
/** Two hours of five minutes; an hour at least. */
const MOST_SPANS = 24;
const LEAST_SPANS = 12;
/** Four days of hours; a day and a half at least, so that each of twelve hours has one of the day before. */
const MOST_HOURS = 96;
const LEAST_HOURS = 36;
/** Half an hour in a row. */
const CONFIRMED_SPANS = 6;
const LONGEST_GAP_SPANS = 3;
/** A drop by an eighth of the limit and by half of the rise is a new beginning. */
const RESET_SHARE = 0.12;
const RESET_SHARE_OF_DAYS = 0.15;
/** A rise of four hundredths of the limit within the two hours, and four times the noise around its line. */
const LEAST_RISE = 0.04;
const TIMES_NOISE = 4;
/** The later half still rises half as fast: what flattens is warming up. */
const GOES_ON = 0.5;
/** A quarter of what was left above the highest it came back from; without a day's past nearly full. */
const ABOVE_PAST = 0.25;
const YOUNG_SHARE = 0.85;
const SETTLED_HOURS = 2;
/** By half in two weeks. */
const HIGHEST_KEPT = Math.exp(-Math.LN2 / (14 * 24));
/** Of hours that are compared with the day before. */
const UPWARD_SHARE = 0.9;
const LEAST_RISE_A_DAY = 0.02;
const LONGEST_HORIZON_HOURS = 72;
const BELIEVED_TIMES = 3;
/** A quarter of an hour without the trend ends it; it is said again only once half of what was left is gone. */
const PHASE = Object.freeze({ calmSteps: 3, longestMs: 23 * HOUR_MS });
