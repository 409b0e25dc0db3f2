import type { Clock } from '../ports/clock.ts';

export interface TickerOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  /** `missed` ticks fell out before this one since an earlier one, or the machine, took too long. */
  readonly task: (tick: { now: number; missed: number }) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** A gap longer than this is a clock that was set or a machine that slept, not a slow tick. */
const JUMP_MS = 10 * 60_000;

/**
 * Runs a task again and again, never twice at once. Ticks that could not be kept are skipped and counted: what is
 * done in a tick looks back by itself. A failing task is reported and the next tick comes; a clock that is set
 * forward or back begins a new count.
 */
export class Ticker {
  private readonly options: TickerOptions;
  private cancel: (() => void) | null = null;
  private stopped = true;
  private underWay: Promise<void> = Promise.resolve();
  private dueAt = 0;
  private missedTotal = 0;
  private jumpTotal = 0;

  constructor(options: TickerOptions) {
    this.options = options;
  }

  get missed(): number {
    return this.missedTotal;
  }

  get clockJumps(): number {
    return this.jumpTotal;
  }

  start(): void {
    if (!this.stopped) {
      return;
    }
    this.stopped = false;
    this.dueAt = this.options.clock.now() + this.options.everyMs;
    this.plan();
  }

  /** No tick begins any more; the one under way is finished when the promise is. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel?.();
    this.cancel = null;
    await this.underWay;
  }

  private plan(): void {
    const { clock, everyMs } = this.options;
    const delay = Math.min(everyMs, Math.max(0, this.dueAt - clock.now()));
    this.cancel = clock.schedule(delay, () => {
      this.underWay = this.run();
    });
  }

  private async run(): Promise<void> {
    const now = this.options.clock.now();
    const missed = this.countMissed(now);
    try {
      await this.options.task({ now, missed });
    } catch (error) {
      this.options.onFailure(error);
    }
    if (!this.stopped) {
      this.plan();
    }
  }

  /** How many ticks fell between the one that was due and now; sets when the next is due. */
  private countMissed(now: number): number {
    const { everyMs } = this.options;
    const late = now - this.dueAt;
    if (late > JUMP_MS || late < -everyMs) {
      this.jumpTotal += 1;
      this.dueAt = now + everyMs;
      return 0;
    }
    const missed = Math.max(0, Math.floor(late / everyMs));
    this.missedTotal += missed;
    this.dueAt += (missed + 1) * everyMs;
    return missed;
  }
}
