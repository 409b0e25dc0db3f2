import { HOUR_MS, SeasonFactors, type SeasonState, WEEKS_TO_KNOW } from './season-factors.ts';
import { BUCKETS_PER_HOUR } from '../bucket.ts';

/**
 * What a series of counts usually brings in ten seconds: a level times the factor of the hour. The level is what came of
 * late, with the season taken out (counts over factors, both fading), so it follows what no season knows
 * and is not thrown by a night in which next to nothing is expected. A second, slow level of half a day or so is what
 * slow growth is measured against. Both are gamma posteriors: a young level is as uncertain as its weight says.
 */
export class RateModel {
  readonly season: SeasonFactors;
  private readonly nearKept: number;
  private near: Level;
  private far: Level;
  private taught: number;
  private hour: number;
  private hourCount: number;
  private hourBuckets: number;
  private hourTaught: number;
  private factorAt = -1;
  private factorNow = 1;
  private factorLow = 1;
  private factorHigh = 1;

  /** `memory`: the buckets that the level of late goes back. */
  constructor(memory: number, state?: RateState) {
    this.nearKept = Math.exp(-1 / memory);
    this.season = SeasonFactors.restore(state?.season ?? null);
    this.near = { count: state?.near[0] ?? 0, weight: state?.near[1] ?? 0 };
    this.far = { count: state?.far[0] ?? 0, weight: state?.far[1] ?? 0 };
    this.taught = state?.taught ?? 0;
    this.hour = state?.hour[0] ?? 0;
    this.hourCount = state?.hour[1] ?? 0;
    this.hourBuckets = state?.hour[2] ?? 0;
    this.hourTaught = state?.hour[3] ?? 0;
  }

  /** How well the series is known: the less, the more its own model must be doubted. */
  maturity(at: number): Maturity {
    if (this.taught < LEARNING_BUCKETS) {
      return 'learning';
    }
    if (!this.season.knowsTheDay) {
      return 'hours';
    }
    return this.season.visits(at) < WEEKS_TO_KNOW ? 'days' : 'weeks';
  }

  get buckets(): number {
    return this.taught;
  }

  expected(at: number): number {
    return this.flat() * this.factor(at);
  }

  /** The most that may be usual: while the week is not known, no season at all may be as right as the season's word. */
  mostExpected(at: number): number {
    this.minuteOf(at);
    return this.flat() * (this.factorHigh > 1 || this.maturity(at) === 'weeks' ? this.factorHigh : 1);
  }

  /** The least that may be usual. What came up within hours may go down again: then the slow level is the measure. */
  leastExpected(at: number): number {
    this.minuteOf(at);
    const level = Math.min(this.flat(), this.long());
    return level * (this.factorLow < 1 || this.maturity(at) === 'weeks' ? this.factorLow : 1);
  }

  /** The level of late alone, whatever the hour. */
  private flat(): number {
    return (this.near.count + LEANING_COUNT) / (this.near.weight + LEANING_COUNT / this.long());
  }

  /** By the slow level. */
  longExpected(at: number): number {
    return this.long() * this.factor(at);
  }

  learn(at: number, count: number): void {
    const factor = this.factor(at);
    fade(this.near, this.nearKept, { count, weight: factor });
    fade(this.far, FAR_KEPT, { count, weight: factor });
    this.taught += 1;
    this.hourTaught += 1;
  }

  /** Every bucket that is known, also where it teaches no level: for the hour of the day. */
  note(at: number, count: number): void {
    const hour = Math.floor(at / HOUR_MS);
    if (hour !== this.hour) {
      this.closeHour();
      this.hour = hour;
    }
    this.hourCount += count;
    this.hourBuckets += 1;
  }

  /** A new level is accepted: what was usual in the last while is usual from now on. */
  accept(ratePerBucket: number, at: number): void {
    const level = ratePerBucket / this.factor(at);
    this.near = { count: level * ACCEPTED_WEIGHT, weight: ACCEPTED_WEIGHT };
    this.far = { count: level * ACCEPTED_WEIGHT, weight: ACCEPTED_WEIGHT };
  }

  save(): RateState {
    return {
      near: [round(this.near.count), round(this.near.weight)],
      far: [round(this.far.count), round(this.far.weight)],
      taught: this.taught,
      hour: [this.hour, round(this.hourCount), this.hourBuckets, this.hourTaught],
      season: this.season.save(),
    };
  }

  private long(): number {
    return (this.far.count + PRIOR_COUNT) / (this.far.weight + PRIOR_WEIGHT);
  }

  private closeHour(): void {
    if (this.hourBuckets >= BUCKETS_PER_HOUR / 2) {
      const inAnHour = (this.hourCount * BUCKETS_PER_HOUR) / this.hourBuckets;
      this.season.learn(this.hour * HOUR_MS, Math.log(inAnHour + HOUR_PRIOR_COUNT), {
        usual: this.hourTaught >= this.hourBuckets * USUAL_SHARE,
      });
      this.factorAt = -1;
    }
    this.hourCount = 0;
    this.hourBuckets = 0;
    this.hourTaught = 0;
  }

  private factor(at: number): number {
    this.minuteOf(at);
    return this.factorNow;
  }

  /** Kept for a minute: it slides by the hour. */
  private minuteOf(at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.factorAt) {
      this.factorAt = minute;
      this.factorNow = this.season.factor(at);
      const [low, high] = this.season.logRange(at);
      this.factorLow = Math.exp(low);
      this.factorHigh = Math.exp(high);
    }
  }
}

export type Maturity = 'learning' | 'hours' | 'days' | 'weeks';

export interface RateState {
  readonly near: readonly [count: number, weight: number];
  readonly far: readonly [count: number, weight: number];
  readonly taught: number;
  readonly hour: readonly [hour: number, count: number, buckets: number, taught: number];
  readonly season: SeasonState | null;
}

const MINUTE_MS = 60_000;

interface Level {
  count: number;
  weight: number;
}

/** Half an hour: at one event a minute thirty were seen, a relative error of a fifth. */
const LEARNING_BUCKETS = 180;
/** By half a day it does not follow a slow failure. */
const FAR_KEPT = Math.exp(-1 / (12 * BUCKETS_PER_HOUR));
/** The level of late leans on the slow one as if by so many events: of few it says little. */
const LEANING_COUNT = 10;
/** A series of which nothing is known is expected to bring next to nothing: half an event in a quarter of an hour. */
const PRIOR_COUNT = 0.5;
const PRIOR_WEIGHT = 90;
/** An hour in which an alarm stood for a tenth of the time is none of the usual ones. */
const USUAL_SHARE = 0.9;
/** Ten events an hour on either side: hours with a handful of events tell no season. */
const HOUR_PRIOR_COUNT = 10;
/** An accepted level counts like twenty minutes: right away, and quickly corrected. */
const ACCEPTED_WEIGHT = 120;

function fade(level: Level, kept: number, added: Level): void {
  level.count = level.count * kept + added.count;
  level.weight = level.weight * kept + added.weight;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
