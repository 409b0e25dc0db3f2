import { BUCKET_MS, BUCKETS_PER_HOUR } from '../bucket.ts';
import { HOUR_MS, SeasonFactors, type SeasonState } from './season-factors.ts';

/**
 * The level of a positive value as a logarithm: one of the last hour, one of half a day, and the season of both. Steps
 * are bounded in deviations, so that the level is close to a median rather than a mean: a bucket ten times as slow moves
 * it no more than one twice as slow.
 */
export class LogLevel {
  private readonly season: SeasonFactors;
  private near: number;
  private far: number;
  private taught: number;
  private requests: number;
  private firstAt: number;
  /** Deviation of one bucket of many requests beyond what their number explains. */
  private spread: number;
  private hour: readonly [hour: number, sum: number, buckets: number, taught: number];

  constructor(state?: LogLevelState) {
    this.season = SeasonFactors.restore(state?.season ?? null);
    [this.near, this.far, this.taught, this.spread, this.requests, this.firstAt] = state?.level ?? NOTHING_KNOWN;
    this.hour = state?.hour ?? [0, 0, 0, 0];
  }

  get empty(): boolean {
    return this.taught === 0;
  }

  /** A service that works now and then needs days, one that works all the time less than an hour. */
  known(at: number): boolean {
    if (this.taught < LEARNING_BUCKETS || this.requests < LEARNING_REQUESTS) {
      return false;
    }
    const lived = at - this.firstAt;
    return lived >= LEARNING_NOW_AND_THEN_MS || this.taught >= (lived / BUCKET_MS) * ALL_THE_TIME;
  }

  daysSeen(at: number): number {
    return this.season.days(at);
  }

  /** Of a bucket with very many requests. */
  get scale(): number {
    return this.spread;
  }

  begin(at: number, value: number): void {
    this.firstAt = at;
    this.near = value;
    this.far = value;
  }

  expected(at: number): number {
    return this.near + this.season.logFactor(at);
  }

  /** The most that may be usual at this hour. */
  mostExpected(at: number): number {
    return this.near + this.season.logRange(at)[1];
  }

  mostLongExpected(at: number): number {
    return this.far + this.season.logRange(at)[1];
  }

  /** Of a percentile of so many requests: what the service does by itself, and what so few of them leave to chance. */
  deviation(requests: number): number {
    return Math.sqrt(this.spread * this.spread + QUANTILE_VARIANCE / (requests + FEW));
  }

  learn(at: number, value: number, requests: number): void {
    const plain = value - this.season.logFactor(at);
    const deviation = this.deviation(requests);
    const certainty = (USUAL_SPREAD * USUAL_SPREAD) / (deviation * deviation);
    this.taught += 1;
    this.requests = Math.min(LEARNING_REQUESTS, this.requests + requests);
    this.hour = [this.hour[0], this.hour[1], this.hour[2], this.hour[3] + 1];
    const gain = Math.min(1, certainty) * Math.max(NEAR_GAIN, 1 / (this.taught + 1));
    this.near += gain * bounded(plain - this.near, CLIP_DEVIATIONS * deviation);
    this.far += Math.max(FAR_GAIN, 1 / (this.taught + 1)) * bounded(plain - this.far, CLIP_DEVIATIONS * deviation);
    if (requests >= TELLING_REQUESTS) {
      this.learnSpread(plain - this.near, requests);
    }
  }

  /** Every value that is known, also where it teaches no level: for the hour of the day. */
  note(at: number, value: number): void {
    const hour = Math.floor(at / HOUR_MS);
    const [known, sum, values, taught] = this.hour;
    if (hour === known) {
      this.hour = [hour, sum + value, values + 1, taught];
      return;
    }
    if (values >= LEAST_VALUES) {
      this.season.learn(known * HOUR_MS, sum / values, { usual: taught >= values * USUAL_SHARE });
    }
    this.hour = [hour, value, 1, 0];
  }

  accept(at: number, value: number): void {
    this.near = value - this.season.logFactor(at);
    this.far = this.near;
  }

  save(): LogLevelState {
    return {
      level: [round(this.near), round(this.far), this.taught, round(this.spread), this.requests, this.firstAt],
      hour: [this.hour[0], round(this.hour[1]), this.hour[2], this.hour[3]],
      season: this.season.save(),
    };
  }

  private learnSpread(residual: number, requests: number): void {
    const ownVariance = Math.max(0, residual * residual - QUANTILE_VARIANCE / (requests + FEW));
    const most = CLIP_DEVIATIONS * CLIP_DEVIATIONS * this.spread * this.spread;
    const variance = this.spread * this.spread;
    const next = variance + SPREAD_GAIN * (Math.min(ownVariance, most) - variance);
    this.spread = Math.max(LEAST_SPREAD, Math.sqrt(next));
  }
}

export interface LogLevelState {
  readonly level: readonly [
    near: number,
    far: number,
    taught: number,
    spread: number,
    requests: number,
    firstAt: number,
  ];
  readonly hour: readonly [hour: number, sum: number, buckets: number, taught: number];
  readonly season: SeasonState | null;
}

/** Twenty minutes, and as many requests as tell a usual percentile from that of one odd job. */
const LEARNING_BUCKETS = 120;
const LEARNING_REQUESTS = 2000;
/** Three days, where it had requests in less than half of the time. */
const LEARNING_NOW_AND_THEN_MS = 72 * HOUR_MS;
const ALL_THE_TIME = 0.5;
/** The percentile of fewer is chance nearly alone. */
const TELLING_REQUESTS = 10;
/** Two minutes of an hour. */
const LEAST_VALUES = 12;
/** An hour in which an alarm stood for a tenth of the time is none of the usual ones. */
const USUAL_SHARE = 0.9;
const NEAR_GAIN = 1 / BUCKETS_PER_HOUR;
const FAR_GAIN = 1 / (12 * BUCKETS_PER_HOUR);
const SPREAD_GAIN = 1 / (2 * BUCKETS_PER_HOUR);
const NOTHING_KNOWN: LogLevelState['level'] = [0, 0, 0, 0.12, 0, 0];
/** Percentiles of busy services wander by a tenth between two buckets. */
const USUAL_SPREAD = 0.12;
const LEAST_SPREAD = 0.03;
const CLIP_DEVIATIONS = 3;
/** What a percentile of so few falls short of the true one, as a logarithm: of one request it is the middle one. */
export function shortfallOfFew(requests: number): number {
  return ONE_SHORT * Math.pow(requests, -0.6);
}

/** 1.645 deviations of 0.7 between the median and p95; the power fits the expected order statistics to a tenth. */
const ONE_SHORT = 1.15;
const FEW = 4;

/**
 * Variance of ln(p95) is 0.0475 / (n · density²); for latencies spread like a log-normal with σ = 0.7, as those of most
 * web services, the density of the logarithm at p95 is 0.147, which makes 2.2 / n;
 * of a handful of requests it is the variance of the largest, which 2.2 / (n + 4) follows down to a single one.
 */
const QUANTILE_VARIANCE = 2.2;

function bounded(value: number, most: number): number {
  return value > most ? most : value < -most ? -most : value;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
