import { ApplicationError } from '../../../platform/application-error.ts';

interface Limits {
  readonly running: number;
  readonly waiting: number;
}

interface Queue {
  running: number;
  readonly waiting: Array<() => void>;
}

/**
 * So many tasks of one key run side by side, so many more wait in order, and whoever comes then is sent away: a replay
 * is seconds of work that any reader may ask for, and nobody waits for the answer of a queue of minutes.
 */
export class FewAtOnce {
  private readonly limits: Limits;
  private readonly queues = new Map<string, Queue>();

  constructor(limits: Limits) {
    this.limits = limits;
  }

  async take<Value>(key: string, task: () => Promise<Value>): Promise<Value> {
    const queue = this.queues.get(key) ?? { running: 0, waiting: [] };
    this.queues.set(key, queue);
    if (queue.running >= this.limits.running) {
      if (queue.waiting.length >= this.limits.waiting) {
        throw replayBusy();
      }
      await new Promise<void>((begin) => queue.waiting.push(begin));
    } else {
      queue.running += 1;
    }
    try {
      return await task();
    } finally {
      this.leave(key, queue);
    }
  }

  /** Whoever waits longest takes over the place. */
  private leave(key: string, queue: Queue): void {
    const next = queue.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    queue.running -= 1;
    if (queue.running === 0) {
      this.queues.delete(key);
    }
  }
}

export function replayBusy(): ApplicationError {
  return new ApplicationError('IM_REPLAY_BUSY', { retryAfterSeconds: 5 });
}
