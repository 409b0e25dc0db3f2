import { ERROR_LEVELS } from './log-line.ts';
import type { RawLine } from './raw-line.ts';

/** Spans are exported some seconds after the lines of their trace; a long request ends minutes after its first error. */
const REMEMBER_MS = 5 * 60 * 1000;
/** Of each half of that time. More failures at once are an outage whichever way they are counted. */
const MAX_REMEMBERED = 20_000;

/**
 * One failure, told twice: many services log an exception and have it recorded by their tracer as well, and counting
 * both would show twice the errors there were. Where a service logged an error in a trace itself, what its tracer
 * recorded there is left out; where it logs nothing, the tracer's word is its error line. An exception that comes
 * before its line is counted as well as that: the line is not held back for it.
 */
export class EchoedErrors {
  private logged = new Set<string>();
  private loggedBefore = new Set<string>();
  private since = 0;

  leaveOut(lines: readonly RawLine[], now: number): readonly RawLine[] {
    this.forget(now);
    let hasEcho = false;
    for (const line of lines) {
      if (line.isFromSpan === true) {
        hasEcho = true;
      } else if (line.traceId !== null && ERROR_LEVELS.has(line.level) && this.logged.size < MAX_REMEMBERED) {
        this.logged.add(keyOf(line));
      }
    }
    return hasEcho ? lines.filter((line) => line.isFromSpan !== true || !this.isLogged(line)) : lines;
  }

  private isLogged(line: RawLine): boolean {
    const key = keyOf(line);
    return this.logged.has(key) || this.loggedBefore.has(key);
  }

  private forget(now: number): void {
    if (Math.abs(now - this.since) >= REMEMBER_MS) {
      this.loggedBefore = this.logged;
      this.logged = new Set();
      this.since = now;
    }
  }
}

/** Names that nobody has bounded yet are cut for that. */
function keyOf({ service, traceId }: RawLine): string {
  return `${traceId ?? ''} ${(service ?? '').slice(0, 200)}`;
}
