import type { Clock } from '../../ports/clock.ts';

interface Remembered<Outcome> {
  readonly outcome: Promise<Outcome>;
  readonly at: number;
}

/** Longer than the usual senders wait between the attempts of one request. */
const REMEMBERED_MS = 10 * 60 * 1000;
/** Some hundred bytes each. */
const MAX_REMEMBERED = 20_000;

/**
 * Requests of the last minutes by their digest. A sender whose connection broke before our answer sends the same bytes
 * once more; while we remember, they count once. What fails is forgotten, so that it can be tried again.
 */
export class RecentRequests<Outcome> {
  private readonly clock: Clock;
  private readonly known = new Map<string, Remembered<Outcome>>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async once(key: string, task: () => Promise<Outcome>): Promise<Outcome> {
    this.forgetOld();
    const known = this.known.get(key);
    if (known !== undefined) {
      return known.outcome;
    }
    const outcome = task();
    this.known.set(key, { outcome, at: this.clock.now() });
    const forget = (): void => void this.known.delete(key);
    outcome.catch(forget);
    return outcome;
  }

  forget(key: string): void {
    this.known.delete(key);
  }

  private forgetOld(): void {
    const before = this.clock.now() - REMEMBERED_MS;
    for (const [key, { at }] of this.known) {
      if (at > before && this.known.size < MAX_REMEMBERED) {
        return;
      }
      this.known.delete(key);
    }
  }
}
