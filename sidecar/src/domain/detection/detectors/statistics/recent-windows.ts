import { BUCKET_MS } from './bucket.ts';

/**
 * The last five minutes of a series beside what was expected of them, with running sums over 10 s, 60 s and 5 min: a
 * short failure stands out of the short one, a thin one of the long one. Unknown buckets count on neither side.
 */
export class RecentWindows {
  private readonly seen: Float64Array = new Float64Array(SIZE);
  private readonly expected: Float64Array = new Float64Array(SIZE);
  private at = 0;
  private head = 0;
  private minuteSeen = 0;
  private minuteExpected = 0;
  private allSeen = 0;
  private allExpected = 0;

  /** Steps over what was left out since the last one as unknown. */
  push(at: number, seen: number, expected: number): void {
    const skipped = this.at === 0 ? 0 : Math.round((at - this.at) / BUCKET_MS) - 1;
    for (let left = Math.min(skipped, SIZE); left > 0; left -= 1) {
      this.put(0, 0);
    }
    this.at = at;
    this.put(seen, expected);
  }

  /** Over 1, 6 or 30 buckets. */
  seenIn(buckets: WindowSize): number {
    return buckets === 1 ? (this.seen[this.head] ?? 0) : buckets === 6 ? this.minuteSeen : this.allSeen;
  }

  expectedIn(buckets: WindowSize): number {
    return buckets === 1 ? (this.expected[this.head] ?? 0) : buckets === 6 ? this.minuteExpected : this.allExpected;
  }

  /** The most that one bucket of the last `buckets` brought above what was expected of it. */
  largestExcess(buckets: number): number {
    let largest = 0;
    for (let back = 0; back < buckets; back += 1) {
      const slot = (this.head - back + SIZE) % SIZE;
      const excess = (this.seen[slot] ?? 0) - (this.expected[slot] ?? 0);
      largest = excess > largest ? excess : largest;
    }
    return largest;
  }

  /**
   * Where what is going on now is thought to have begun: the start of the stretch up to now that exceeds (or falls
   * short of) half of the present distance by the largest sum.
   */
  onset(direction: 'above' | 'below', buckets: WindowSize): number {
    const sign = direction === 'above' ? 1 : -1;
    const threshold = (sign * (this.seenIn(buckets) - this.expectedIn(buckets))) / buckets / 2;
    let sum = 0;
    let best = -Infinity;
    let start = 0;
    for (let back = 0; back < SIZE; back += 1) {
      const slot = (this.head - back + SIZE) % SIZE;
      sum += sign * ((this.seen[slot] ?? 0) - (this.expected[slot] ?? 0)) - threshold;
      if (sum > best) {
        best = sum;
        start = back;
      }
    }
    return this.at - start * BUCKET_MS;
  }

  save(): WindowsState {
    const seen: number[] = [];
    const expected: number[] = [];
    for (let back = SIZE - 1; back >= 0; back -= 1) {
      const slot = (this.head - back + SIZE) % SIZE;
      seen.push(this.seen[slot] ?? 0);
      expected.push(Number((this.expected[slot] ?? 0).toPrecision(4)));
    }
    // Most services are quiet: nothing is kept as nothing.
    return { at: this.at, seen: seen.some((count) => count !== 0) ? seen : [], expected };
  }

  static restore(state: WindowsState): RecentWindows {
    const windows = new RecentWindows();
    for (let slot = 0; slot < SIZE; slot += 1) {
      windows.put(state.seen[slot] ?? 0, state.expected[slot] ?? 0);
    }
    windows.at = state.at;
    return windows;
  }

  private put(seen: number, expected: number): void {
    this.head = (this.head + 1) % SIZE;
    const minuteAgo = (this.head - 6 + SIZE) % SIZE;
    this.minuteSeen += seen - (this.seen[minuteAgo] ?? 0);
    this.minuteExpected += expected - (this.expected[minuteAgo] ?? 0);
    this.allSeen += seen - (this.seen[this.head] ?? 0);
    this.allExpected += expected - (this.expected[this.head] ?? 0);
    this.seen[this.head] = seen;
    this.expected[this.head] = expected;
    if (this.head === 0) {
      this.sumAgain();
    }
  }

  /** Sums that are only added to and taken from would drift by rounding. */
  private sumAgain(): void {
    this.allSeen = 0;
    this.allExpected = 0;
    this.minuteSeen = 0;
    this.minuteExpected = 0;
    for (let back = 0; back < SIZE; back += 1) {
      const slot = (this.head - back + SIZE) % SIZE;
      const seen = this.seen[slot] ?? 0;
      const expected = this.expected[slot] ?? 0;
      this.allSeen += seen;
      this.allExpected += expected;
      if (back < 6) {
        this.minuteSeen += seen;
        this.minuteExpected += expected;
      }
    }
  }
}

export type WindowSize = 1 | 6 | 30;
export const WINDOW_SIZES: readonly WindowSize[] = [1, 6, 30];

export interface WindowsState {
  readonly at: number;
  /** Oldest first; empty where nothing at all was seen. */
  readonly seen: readonly number[];
  readonly expected: readonly number[];
}

const SIZE = 30;
