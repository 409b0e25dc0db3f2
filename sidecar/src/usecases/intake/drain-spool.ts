import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LogStore } from '../../ports/stores/log-store.ts';
import type { Spool } from '../../ports/spool.ts';

interface Dependencies {
  readonly spool: Spool;
  readonly logs: LogStore;
  readonly clock: Clock;
  /** Told of each failed attempt; the batch stays and is tried again. */
  readonly onFailure?: (error: unknown, nextAttemptMs: number) => void;
}

/** How often an empty spool is looked at. */
const IDLE_MS = 500;
const FIRST_RETRY_MS = 250;
/** Short, since what waits here is missing on every screen; the store is asked for one batch only. */
const LONGEST_RETRY_MS = 5000;

/**
 * Brings what waits in the spool into the store, oldest first, one at a time. Nothing is ever given up: a batch that
 * the store refuses stays in front until it is taken, and the failure is told each time.
 */
export class DrainSpool {
  private readonly spool: Spool;
  private readonly logs: LogStore;
  private readonly clock: Clock;
  private readonly onFailure: (error: unknown, nextAttemptMs: number) => void;
  private cancel: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private isStopped = true;
  private retryMs = FIRST_RETRY_MS;

  constructor({ spool, logs, clock, onFailure }: Dependencies) {
    this.spool = spool;
    this.logs = logs;
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

  /** Until the spool is empty or the store refuses; when to look again. */
  private async drain(): Promise<number> {
    try {
      for (let entry = await this.spool.oldest(); entry !== null; entry = await this.spool.oldest()) {
        await this.logs.append(systemScope(entry.organisation), entry.batch);
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
