import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Spool, SpooledBatch } from '../../ports/spool.ts';
import type { SignalStore } from '../../ports/stores/signal-store.ts';

interface Dependencies {
  readonly spool: Spool;
  readonly signals: SignalStore;
  readonly clock: Clock;
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
 * Nothing is ever given up: where the store refuses one of them all stay in front until they are taken, those that
 * were taken are harmless the second time, and the failure is told each time.
 */
export class DrainSpool {
  private readonly spool: Spool;
  private readonly signals: SignalStore;
  private readonly clock: Clock;
  private readonly onFailure: (error: unknown, nextAttemptMs: number) => void;
  private cancel: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private isStopped = true;
  private retryMs = FIRST_RETRY_MS;

  constructor({ spool, signals, clock, onFailure }: Dependencies) {
    this.spool = spool;
    this.signals = signals;
    this.clock = clock;
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

  /** Until the spool is empty or the store refuses; when to look again. */
  private async drain(): Promise<number> {
    try {
      for (let entries = await this.next(); entries.length > 0; entries = await this.next()) {
        await Promise.all(
          entries.map(({ organisation, batch }) => this.signals.append(systemScope(organisation), batch))
        );
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
