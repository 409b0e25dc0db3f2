import { BUCKETS_PER_HOUR } from './bucket.ts';
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
  /** Deviation of one bucket of many requests beyond what their number explains. */
  private spread: number;
  private hour: readonly [hour: number, sum: number, buckets: number];

  constructor(state?: LogLevelState) {
    this.season = SeasonFactors.restore(state?.season ?? null);
    [this.near, this.far, this.taught, this.spread] = state?.level ?? [0, 0, 0, USUAL_SPREAD];
    this.hour = state?.hour ?? [0, 0, 0];
  }

  get empty(): boolean {
    return this.taught === 0;
  }

  get known(): boolean {
    return this.taught >= LEARNING_BUCKETS;
  }

  get seasonKnown(): boolean {
    return this.season.knowsTheDay;
  }

  /** Of a bucket with very many requests. */
  get scale(): number {
    return this.spread;
  }

  begin(value: number): void {
    this.near = value;
    this.far = value;
  }

  expected(at: number): number {
    return this.near + this.season.logFactor(at);
  }

  longExpected(at: number): number {
    return this.far + this.season.logFactor(at);
  }

  /** Of a percentile of so many requests: what the service does by itself, and what so few of them leave to chance. */
  deviation(requests: number): number {
    return Math.sqrt(this.spread * this.spread + QUANTILE_VARIANCE / requests);
  }

  learn(at: number, value: number, requests: number): void {
    const plain = value - this.season.logFactor(at);
    const deviation = this.deviation(requests);
    const certainty = (USUAL_SPREAD * USUAL_SPREAD) / (deviation * deviation);
    this.taught += 1;
    const gain = Math.min(1, certainty) * Math.max(NEAR_GAIN, 1 / (this.taught + 1));
    this.near += gain * bounded(plain - this.near, CLIP_DEVIATIONS * deviation);
    this.far += Math.max(FAR_GAIN, 1 / (this.taught + 1)) * bounded(plain - this.far, CLIP_DEVIATIONS * deviation);
    this.learnSpread(plain - this.near, requests);
    this.closeHours(at, value);
  }

  accept(at: number, value: number): void {
    this.near = value - this.season.logFactor(at);
    this.far = this.near;
    this.hour = [0, 0, 0];
  }

  save(): LogLevelState {
    return {
      level: [round(this.near), round(this.far), this.taught, round(this.spread)],
      hour: [this.hour[0], round(this.hour[1]), this.hour[2]],
      season: this.season.save(),
    };
  }

  private learnSpread(residual: number, requests: number): void {
    const ownVariance = Math.max(0, residual * residual - QUANTILE_VARIANCE / requests);
    const most = CLIP_DEVIATIONS * CLIP_DEVIATIONS * this.spread * this.spread;
    const variance = this.spread * this.spread;
    const next = variance + SPREAD_GAIN * (Math.min(ownVariance, most) - variance);
    this.spread = Math.max(LEAST_SPREAD, Math.sqrt(next));
  }

  private closeHours(at: number, value: number): void {
    const hour = Math.floor(at / HOUR_MS);
    const [known, sum, buckets] = this.hour;
    if (hour === known) {
      this.hour = [hour, sum + value, buckets + 1];
      return;
    }
    if (buckets >= BUCKETS_PER_HOUR / 4) {
      this.season.learn(known * HOUR_MS, sum / buckets);
    }
    this.hour = [hour, value, 1];
  }
}

export interface LogLevelState {
  readonly level: readonly [near: number, far: number, taught: number, spread: number];
  readonly hour: readonly [hour: number, sum: number, buckets: number];
  readonly season: SeasonState | null;
}

/** Twenty minutes. */
const LEARNING_BUCKETS = 120;
const NEAR_GAIN = 1 / BUCKETS_PER_HOUR;
const FAR_GAIN = 1 / (12 * BUCKETS_PER_HOUR);
const SPREAD_GAIN = 1 / (2 * BUCKETS_PER_HOUR);
/** Percentiles of busy services wander by a tenth between two buckets. */
const USUAL_SPREAD = 0.12;
const LEAST_SPREAD = 0.03;
const CLIP_DEVIATIONS = 3;
/**
 * Variance of ln(p95) is 0.0475 / (n · density²); for latencies spread like a log-normal with σ = 0.7, as those of most
 * web services, the density of the logarithm at p95 is 0.147, which makes 2.2 / n.
 */
const QUANTILE_VARIANCE = 2.2;

function bounded(value: number, most: number): number {
  return value > most ? most : value < -most ? -most : value;
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
