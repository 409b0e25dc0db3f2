import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Spool, SpooledBatch } from '../../ports/spool.ts';
import type { SignalStore } from '../../ports/stores/signals/signal-store.ts';
import { StoreRefused } from '../../ports/stores/store-failure.ts';

interface Dependencies {
  readonly spool: Spool;
  readonly signals: SignalStore;
  readonly clock: Clock;
  /** Told of what was set aside. */
  readonly onRefused?: (error: StoreRefused, entry: SpooledBatch) => void;
  /** Told of each failed attempt; the batch stays and is tried again. */
  readonly onFailure?: (error: unknown, nextAttemptMs: number) => void;
}

/** A store far away answers many at once as fast as one; more would keep what comes in now waiting. */
const SIDE_BY_SIDE = 8;
/** How often an empty spool is looked at. */
const IDLE_MS = 500;
const FIRST_RETRY_MS = 250;
/** Short, since what waits here is missing on every screen; the store is asked for one batch only. */
const LONGEST_RETRY_MS = 5000;

/**
 * Brings what waits in the spool into the store, oldest first, some side by side: each line carries its own time.
 * Nothing is given up while the store is away: all stay in front until they are taken, those that were taken are
 * harmless the second time, and the failure is told each time. One that the store would never take is set aside, or
 * whatever came in later, of every organisation, would wait behind it for good.
 */
export class DrainSpool {
  private readonly spool: Spool;
  private readonly signals: SignalStore;
  private readonly clock: Clock;
  private readonly onRefused: (error: StoreRefused, entry: SpooledBatch) => void;
  private readonly onFailure: (error: unknown, nextAttemptMs: number) => void;
  private cancel: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private isStopped = true;
  private retryMs = FIRST_RETRY_MS;

  constructor({ spool, signals, clock, onRefused, onFailure }: Dependencies) {
    this.spool = spool;
    this.signals = signals;
    this.clock = clock;
    this.onRefused = onRefused ?? (() => undefined);
    this.onFailure = onFailure ?? (() => undefined);
  }

  /** What an earlier process left, as far as the store takes it: before detection is rebuilt from the store. */
  async drainLeftovers(): Promise<void> {
    this.isStopped = false;
    await this.drain();
  }

  start(): void {
    this.isStopped = false;
    this.scheduleNext(0);
  }

  /** Waits for the batch that is on its way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancel?.();
    await this.running;
  }

  private scheduleNext(delayMs: number): void {
    if (!this.isStopped) {
      this.cancel = this.clock.schedule(delayMs, () => {
        this.running = this.drain().then((nextMs) => this.scheduleNext(nextMs));
      });
    }
  }

  private next(): Promise<readonly SpooledBatch[]> {
    return this.spool.oldest(SIDE_BY_SIDE);
  }

  private async store(entry: SpooledBatch): Promise<void> {
    try {
      await this.signals.append(systemScope(entry.organisation), entry.batch);
    } catch (error) {
      if (!(error instanceof StoreRefused)) {
        throw error;
      }
      await this.spool.setAside(entry);
      this.onRefused(error, entry);
    }
  }

  /** Until the spool is empty or the store refuses; when to look again. */
  private async drain(): Promise<number> {
    try {
      for (let entries = await this.next(); entries.length > 0; entries = await this.next()) {
        await Promise.all(entries.map((entry) => this.store(entry)));
        await this.spool.settle();
        this.retryMs = FIRST_RETRY_MS;
        if (this.isStopped) {
          break;
        }
      }
      return IDLE_MS;
    } catch (error) {
      const delay = this.retryMs;
      this.retryMs = Math.min(LONGEST_RETRY_MS, this.retryMs * 2);
      this.onFailure(error, delay);
      return delay;
    }
  }
}
