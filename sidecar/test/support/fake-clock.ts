import type { Clock } from '../../src/ports/clock.ts';

interface Scheduled {
  readonly at: number;
  readonly task: () => void;
}

/** Time that stands still until a test moves it; tasks run in the order in which they are due. */
export class FakeClock implements Clock {
  private time: number;
  private readonly scheduled = new Set<Scheduled>();

  constructor(start: number = Date.UTC(2026, 0, 15, 12)) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const entry = { at: this.time + Math.max(0, delayMs), task };
    this.scheduled.add(entry);
    return () => this.scheduled.delete(entry);
  }

  /** Moves time and lets everything that was started by a task settle before the next one. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    for (let next = this.nextUntil(until); next !== undefined; next = this.nextUntil(until)) {
      this.scheduled.delete(next);
      this.time = Math.max(this.time, next.at);
      next.task();
      await settled();
    }
    this.time = until;
    await settled();
  }

  /** Sets the time as an administrator or a broken clock would: without running what is due in between. */
  jumpTo(time: number): void {
    this.time = time;
  }

  private nextUntil(until: number): Scheduled | undefined {
    return [...this.scheduled].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
