import { BUCKETS_PER_HOUR } from './bucket.ts';

/**
 * How much was expected since the last event, and how much at most before an event came after all. A service that works
 * in bursts is quiet for long between them, which no distribution of counts in ten seconds knows: so the two longest
 * pauses of the last weeks are remembered, in events that were expected meanwhile rather than in time, so that pauses of
 * the night say nothing about the day.
 */
export class QuietRun {
  private sum: number;
  private length: number;
  private startedAt: number;
  private longest: number;
  private second: number;
  private speaking: number;
  private lived: number;
  private steps: number;

  constructor(state?: QuietState) {
    [this.sum, this.length, this.startedAt] = state?.run ?? [0, 0, 0];
    [this.longest, this.second] = state?.pauses ?? [0, 0];
    [this.speaking, this.lived] = state?.speaking ?? [0, 0];
    this.steps = 0;
  }

  /** In what share of the buckets of the last hours something came. */
  get share(): number {
    return this.speaking;
  }

  get expected(): number {
    return this.sum;
  }

  get buckets(): number {
    return this.length;
  }

  get since(): number {
    return this.startedAt;
  }

  /** How many times as long, in what was expected, as the second longest pause. */
  get timesLongest(): number {
    return this.second < SHORTEST ? Infinity : this.sum / this.second;
  }

  step(at: number, count: number, expected: number): void {
    this.steps += 1;
    if (this.steps >= BUCKETS_PER_HOUR) {
      this.longest *= KEPT;
      this.second *= KEPT;
      this.steps = 0;
    }
    this.lived = Math.min(this.lived + 1, SHARE_MEMORY);
    this.speaking += ((count > 0 ? 1 : 0) - this.speaking) / this.lived;
    if (count > 0) {
      this.end();
      return;
    }
    if (this.length === 0) {
      this.startedAt = at;
    }
    this.length += 1;
    this.sum += expected;
  }

  restart(): void {
    this.sum = 0;
    this.length = 0;
  }

  save(): QuietState {
    return {
      run: [round(this.sum), this.length, this.startedAt],
      pauses: [round(this.longest), round(this.second)],
      speaking: [round(this.speaking), this.lived],
    };
  }

  private end(): void {
    if (this.sum > this.longest) {
      this.second = this.longest;
      this.longest = this.sum;
    } else if (this.sum > this.second) {
      this.second = this.sum;
    }
    this.restart();
  }
}

export interface QuietState {
  readonly run: readonly [expected: number, buckets: number, startedAt: number];
  readonly pauses: readonly [longest: number, second: number];
  readonly speaking: readonly [share: number, lived: number];
}

/** Six hours. */
const SHARE_MEMORY = 6 * BUCKETS_PER_HOUR;
/** Shorter pauses are noise that the distribution knows. */
const SHORTEST = 1;
/** By the hour, by half in two weeks. */
const KEPT = Math.exp(-Math.LN2 / (14 * 24));

function round(value: number): number {
  return Number(value.toPrecision(4));
}
