import { bucketStart } from '../../../domain/signals/service-counts.ts';
import { ROLLED_UP_STEP_MS } from '../../../ports/stores/signals/signal-store.ts';

interface Kind<Counts> {
  /** What a row counts, without its time. */
  readonly keyOf: (counts: Counts) => string;
  readonly add: (one: Counts | undefined, other: Counts) => Counts;
}

/** Key and time of a row → row. */
type Rows<Counts> = Map<string, Counts>;

const ROLLED_UP_AT_ONCE = 10_000;

/** Counts in buckets of time of one organisation: what was pushed adds up, each polled source has its own word. */
export class MemoryCounts<Counts extends { readonly at: number }> {
  private readonly kind: Kind<Counts>;
  private readonly pushed: Rows<Counts> = new Map();
  private readonly polled = new Map<string, Rows<Counts>>();
  /** Buckets before it are of ROLLED_UP_STEP. */
  private rolledUpTo = 0;

  constructor(kind: Kind<Counts>) {
    this.kind = kind;
  }

  add(counts: readonly Counts[]): void {
    counts.forEach((count) => this.addTo(this.pushed, this.placed(count)));
  }

  replace(source: string, counts: readonly Counts[]): void {
    const rows: Rows<Counts> = this.polled.get(source) ?? new Map();
    this.polled.set(source, rows);
    const whole: Rows<Counts> = new Map();
    for (const count of counts.filter(({ at }) => at >= this.rolledUpTo)) {
      this.addTo(whole, { ...count, at: bucketStart(count.at) });
    }
    whole.forEach((count, key) => rows.set(key, count));
  }

  all(): Counts[] {
    return [this.pushed, ...this.polled.values()].flatMap((rows) => [...rows.values()]);
  }

  rollUp(before: number): number {
    const end = bucketStart(before, ROLLED_UP_STEP_MS);
    let moved = 0;
    for (const rows of [this.pushed, ...this.polled.values()]) {
      const fine = [...rows].filter(([, { at }]) => at < end && at % ROLLED_UP_STEP_MS !== 0);
      for (const [key, count] of fine.sort(([, a], [, b]) => a.at - b.at).slice(0, ROLLED_UP_AT_ONCE - moved)) {
        rows.delete(key);
        this.addTo(rows, { ...count, at: bucketStart(count.at, ROLLED_UP_STEP_MS) });
        moved += 1;
      }
    }
    this.rolledUpTo = Math.max(this.rolledUpTo, moved < ROLLED_UP_AT_ONCE ? end : 0);
    return moved;
  }

  expire(before: number): void {
    for (const rows of [this.pushed, ...this.polled.values()]) {
      for (const [key, { at }] of rows) {
        if (at < before) {
          rows.delete(key);
        }
      }
    }
  }

  private placed(count: Counts): Counts {
    return { ...count, at: bucketStart(count.at, count.at < this.rolledUpTo ? ROLLED_UP_STEP_MS : undefined) };
  }

  private addTo(rows: Rows<Counts>, count: Counts): void {
    const key = `${count.at} ${this.kind.keyOf(count)}`;
    rows.set(key, this.kind.add(rows.get(key), count));
  }
}
