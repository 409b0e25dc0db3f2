import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long enough that the pauses cost nothing, short enough that nobody who waits notices. */
const AT_MOST_MS = 20;

/** For work of seconds in a process that answers others meanwhile: it pauses often, so that they have their turn. */
export class Breath {
  private readonly clock: { now(): number };
  private since: number;

  constructor(clock: { now(): number }) {
    this.clock = clock;
    this.since = clock.now();
  }

  /** Asked between steps, each of which is short. A clock that jumps makes one pause more. */
  get isDue(): boolean {
    return Math.abs(this.clock.now() - this.since) >= AT_MOST_MS;
  }

  async take(): Promise<void> {
    await nextTurn();
    this.since = this.clock.now();
  }
}
