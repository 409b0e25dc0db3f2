import type { WindowDispersion } from './windows/count-excess.ts';
import type { Maturity } from './usual/rate-model.ts';
import { BUCKET_MS } from './bucket.ts';
import { deviationOf } from './windows/count-tail.ts';

/**
 * A CUSUM (Page, 1954) over five-minute sums against the slow level: what creeps up below every single window's line is
 * seen in the sum of small excesses. One value adds at most `MOST`, so that only what lasts raises; and it needs the
 * season, or every morning would be slow growth.
 */
export class SlowGrowth {
  private sum: number;
  private buckets: number;
  private seenSum: number;
  private expectedSum: number;
  private lastSeen: number;
  private lastExpected: number;
  private startedAgo: number;
  private at = 0;
  private score = 0;

  constructor(state?: GrowthState) {
    this.sum = state?.sum ?? 0;
    this.buckets = state?.now[0] ?? 0;
    this.seenSum = state?.now[1] ?? 0;
    this.expectedSum = state?.now[2] ?? 0;
    this.lastSeen = state?.last[0] ?? 0;
    this.lastExpected = state?.last[1] ?? 0;
    this.startedAgo = state?.last[2] ?? 0;
  }

  /** Of the last whole five minutes. */
  get seen(): number {
    return this.lastSeen;
  }

  get expected(): number {
    return this.lastExpected;
  }

  /** When the sum last left zero. */
  get since(): number {
    return this.at - this.startedAgo * SPAN * BUCKET_MS;
  }

  /** The score: 1 is the line. */
  step(
    at: number,
    count: number,
    { expected, dispersion, maturity }: { expected: number; dispersion: WindowDispersion; maturity: Maturity }
  ): number {
    this.at = at;
    this.buckets += 1;
    this.seenSum += count;
    this.expectedSum += expected;
    if (this.buckets === SPAN) {
      this.close(dispersion, maturity);
    }
    return this.score;
  }

  restart(): void {
    this.sum = 0;
    this.score = 0;
    this.startedAgo = 0;
  }

  save(): GrowthState {
    return {
      sum: round(this.sum),
      now: [this.buckets, this.seenSum, round(this.expectedSum)],
      last: [this.lastSeen, round(this.lastExpected), this.startedAgo],
    };
  }

  private close(dispersion: WindowDispersion, maturity: Maturity): void {
    const { times, doubt } = MARGIN[maturity];
    const margin = this.expectedSum * times;
    const z = (this.seenSum - margin) / (deviationOf(margin, dispersion.of(SPAN, doubt)) + 1);
    this.sum = Math.min(LINE * 2, Math.max(0, this.sum + (z < MOST ? z : MOST) - SLACK));
    this.startedAgo = this.sum === 0 ? 0 : this.startedAgo + 1;
    const excess = this.seenSum - this.expectedSum;
    this.score = Math.min(this.sum / LINE, Math.max(0, excess) / LEAST_EXCESS);
    this.lastSeen = this.seenSum;
    this.lastExpected = this.expectedSum;
    this.buckets = 0;
    this.seenSum = 0;
    this.expectedSum = 0;
  }
}

export interface GrowthState {
  readonly sum: number;
  readonly now: readonly [buckets: number, seen: number, expected: number];
  readonly last: readonly [seen: number, expected: number, startedAgo: number];
}

/** Five minutes. */
const SPAN = 30;
/** A five-minute sum adds at most two beyond the slack: at the very least forty minutes of it. */
const MOST = 3;
const SLACK = 1;
const LINE = 16;
/** What grows without reaching this many above the usual in five minutes can wait until it does. */
const LEAST_EXCESS = 30;

/**
 * What counts as growth, as a multiple of the slow level. Twice once the week is known; three times while
 * a weekend may still be unknown; before the day is known nothing.
 */
const MARGIN: Readonly<Record<Maturity, { times: number; doubt: number }>> = Object.freeze({
  learning: { times: 1000, doubt: 1 },
  hours: { times: 20, doubt: 1 },
  days: { times: 3, doubt: 0.1 },
  weeks: { times: 2, doubt: 0.05 },
});

function round(value: number): number {
  return Number(value.toPrecision(5));
}
