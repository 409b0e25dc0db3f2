import type { Clock } from '../../ports/clock.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * How long to wait before the next try: twice as long each time up to a minute, and of that a random part, so that not
 * everybody who lost the same server comes back at once (AWS Architecture Blog, "Exponential Backoff And Jitter": equal
 * jitter). What the server itself asks for is the least.
 */
export function pauseMs(
  attempt: number,
  { random, retryAfterSeconds }: { random: () => number; retryAfterSeconds: number | null }
): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10));
  return Math.max(full / 2 + (random() * full) / 2, (retryAfterSeconds ?? 0) * 1000);
}

/** Ends early when the signal does; never throws. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const cancel = clock.schedule(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = (): void => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
