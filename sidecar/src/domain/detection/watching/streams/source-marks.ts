import { SIGNAL_KINDS, type SignalKind } from './observed-signals.ts';

/** Exporters of OpenTelemetry send every five seconds unless told otherwise; so long a bucket waits after its end. */
export const CLOSING_LAG_MS = 10_000;

/** A source that is asked and was not for so long is away: it holds up nobody, and nothing is known from it. */
const ASKED_WITHIN_MS = 90_000;

/** What is read back from the store: nobody says it, and who says the same again replaces it. */
export const STORED = '(stored)';

interface Mark {
  /** Event time of the newest thing it told, by kind. */
  readonly newest: Record<SignalKind, number>;
  /** Up to which it was read, and when; null for a source that sends by itself. */
  readTo: number | null;
  readAt: number;
}

/**
 * How far each source has spoken. Silence of a service says something only where its source speaks of others; a source
 * that says nothing at all leaves everything unknown.
 */
export class SourceMarks {
  /** The past is looked at as the store tells it. */
  areStored = false;
  private readonly marks = new Map<string, Mark>();

  heard(source: string, kind: SignalKind, at: number): void {
    const { newest } = this.markOf(source);
    if (at > newest[kind]) {
      newest[kind] = at;
    }
  }

  read(source: string, to: number, now: number): void {
    const mark = this.markOf(source);
    mark.readTo = Math.max(mark.readTo ?? to, to);
    mark.readAt = now;
  }

  /** What ends before this time is complete as far as a source that is asked is concerned; one that sends never says. */
  completeTo(source: string, now: number): number {
    const mark = this.marks.get(source);
    if (mark === undefined || mark.readTo === null) {
      return now;
    }
    if (now - mark.readAt > ASKED_WITHIN_MS) {
      return now - CLOSING_LAG_MS;
    }
    return Math.min(now, mark.readTo) - CLOSING_LAG_MS;
  }

  /** Did it say anything of this kind, about whichever service, that happened at the time or later? */
  spokeAt(source: string, kind: SignalKind, at: number): boolean {
    return (this.marks.get(source)?.newest[kind] ?? Number.NEGATIVE_INFINITY) >= at;
  }

  anySpokeAt(kind: SignalKind, at: number): boolean {
    for (const [source, { newest }] of this.marks) {
      if (source !== STORED && newest[kind] >= at) {
        return true;
      }
    }
    return false;
  }

  clockWentBack(now: number): void {
    for (const mark of this.marks.values()) {
      for (const kind of SIGNAL_KINDS) {
        mark.newest[kind] = Math.min(mark.newest[kind], now);
      }
      mark.readTo = mark.readTo === null ? null : Math.min(mark.readTo, now);
      mark.readAt = Math.min(mark.readAt, now);
    }
  }

  private markOf(source: string): Mark {
    const known = this.marks.get(source);
    if (known !== undefined) {
      return known;
    }
    const never = Number.NEGATIVE_INFINITY;
    const mark: Mark = { newest: { lines: never, requests: never, metrics: never }, readTo: null, readAt: never };
    this.marks.set(source, mark);
    return mark;
  }
}
