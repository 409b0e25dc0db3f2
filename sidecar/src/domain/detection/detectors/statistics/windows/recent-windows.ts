import { BUCKET_MS } from '../bucket.ts';

/**
 * The last minutes of a series beside what was expected of them, with running sums over 10 s, 60 s, 5 min and 30 min: a
 * short failure stands out of the short one, a thin one of the long one. Unknown buckets count on neither side. The half
 * hour is kept as six sums of five minutes, of which the last is under way.
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
  private readonly spanSeen: Float64Array = new Float64Array(SPANS);
  private readonly spanExpected: Float64Array = new Float64Array(SPANS);
  private span = 0;
  private inSpan = 0;
  private longSeen = 0;
  private longExpected = 0;

  /** Steps over what was left out since the last one as unknown. */
  push(at: number, seen: number, expected: number): void {
    const skipped = this.at === 0 ? 0 : Math.round((at - this.at) / BUCKET_MS) - 1;
    for (let left = Math.min(skipped, SIZE); left > 0; left -= 1) {
      this.put(0, 0);
    }
    this.at = at;
    this.put(seen, expected);
  }

  seenIn(buckets: WindowSize): number {
    switch (buckets) {
      case 1:
        return this.seen[this.head] ?? 0;
      case 6:
        return this.minuteSeen;
      case 30:
        return this.allSeen;
      case 180:
        return this.longSeen;
    }
  }

  expectedIn(buckets: WindowSize): number {
    switch (buckets) {
      case 1:
        return this.expected[this.head] ?? 0;
      case 6:
        return this.minuteExpected;
      case 30:
        return this.allExpected;
      case 180:
        return this.longExpected;
    }
  }

  /** The most that one part of the window brought above what was expected of it: a bucket, of the half hour five minutes. */
  largestExcess(buckets: WindowSize): number {
    let largest = 0;
    if (buckets === 180) {
      for (let slot = 0; slot < SPANS; slot += 1) {
        const excess = (this.spanSeen[slot] ?? 0) - (this.spanExpected[slot] ?? 0);
        largest = excess > largest ? excess : largest;
      }
      return largest;
    }
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
    if (buckets === 180) {
      return this.onsetOfSpans(direction === 'above' ? 1 : -1);
    }
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
      expected.push(round(this.expected[slot] ?? 0));
    }
    // Most services are quiet: nothing is kept as nothing.
    return {
      at: this.at,
      seen: seen.some((count) => count !== 0) ? seen : [],
      expected,
      spans: Array.from(this.spanSeen, (count, slot) => [count, round(this.spanExpected[slot] ?? 0)] as const),
      span: [this.span, this.inSpan],
    };
  }

  static restore(state: WindowsState): RecentWindows {
    const windows = new RecentWindows();
    for (let slot = 0; slot < SIZE; slot += 1) {
      windows.put(state.seen[slot] ?? 0, state.expected[slot] ?? 0);
    }
    windows.at = state.at;
    windows.spanSeen.set(state.spans.map(([seen]) => seen).slice(0, SPANS));
    windows.spanExpected.set(state.spans.map(([, expected]) => expected).slice(0, SPANS));
    [windows.span, windows.inSpan] = state.span;
    windows.sumAgain();
    return windows;
  }

  /** Good to five minutes: from the newest on, as long as the sums stay on the same side by half of their excess. */
  private onsetOfSpans(sign: 1 | -1): number {
    const half = (sign * (this.longSeen - this.longExpected)) / SPANS / 2;
    let back = 0;
    while (back < SPANS - 1) {
      const slot = (this.span - back - 1 + SPANS) % SPANS;
      if (sign * ((this.spanSeen[slot] ?? 0) - (this.spanExpected[slot] ?? 0)) < half) {
        break;
      }
      back += 1;
    }
    return this.at - (back * SIZE + this.inSpan) * BUCKET_MS;
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
    this.putIntoSpan(seen, expected);
    if (this.head === 0) {
      this.sumAgain();
    }
  }

  private putIntoSpan(seen: number, expected: number): void {
    if (this.inSpan === SIZE) {
      this.inSpan = 0;
      this.span = (this.span + 1) % SPANS;
      this.longSeen -= this.spanSeen[this.span] ?? 0;
      this.longExpected -= this.spanExpected[this.span] ?? 0;
      this.spanSeen[this.span] = 0;
      this.spanExpected[this.span] = 0;
    }
    this.inSpan += 1;
    this.spanSeen[this.span] = (this.spanSeen[this.span] ?? 0) + seen;
    this.spanExpected[this.span] = (this.spanExpected[this.span] ?? 0) + expected;
    this.longSeen += seen;
    this.longExpected += expected;
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
    this.longSeen = this.spanSeen.reduce((sum, count) => sum + count, 0);
    this.longExpected = this.spanExpected.reduce((sum, count) => sum + count, 0);
  }
}

/** In buckets. */
export type WindowSize = 1 | 6 | 30 | 180;
export const WINDOW_SIZES: readonly WindowSize[] = [1, 6, 30, 180];

export interface WindowsState {
  readonly at: number;
  /** Oldest first; empty where nothing at all was seen. */
  readonly seen: readonly number[];
  readonly expected: readonly number[];
  readonly spans: ReadonlyArray<readonly [seen: number, expected: number]>;
  readonly span: readonly [span: number, filled: number];
}

const SIZE = 30;
const SPANS = 6;

function round(value: number): number {
  return Number(value.toPrecision(4));
}
