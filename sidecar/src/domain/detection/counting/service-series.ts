import { cellOf, CELL_MS, CountRing } from './count-ring.ts';
import type { DetectionSettings } from '../detection-settings.ts';
import type { ObservedCount } from './observed-count.ts';
import { ServiceBaseline, TEACHING_STEP_SECONDS } from './service-baseline.ts';

/** Kept beyond window and lateness, so that a window that has just ended can still be looked at. */
const SPARE_SECONDS = 60;

/** Whole values of one source, by bucket start. */
type Contribution = Map<number, { lines: number; errors: number }>;

/** What a restart read back from the store, before it is known which part of it a polled source will say again. */
const REBUILT_SOURCE = 'rebuilt';

/** Everything that detection knows about one service. */
export class ServiceSeries {
  readonly service: string;
  readonly ring: CountRing;
  readonly baseline: ServiceBaseline;
  /** The newest event time that each source brought. */
  readonly heardFrom = new Map<string, number>();
  lastSeenAt = 0;
  /** Errors from before this time open nothing and bring nothing back: a person or quiet has closed them. */
  countsFrom = 0;
  /** When errors above the rule were first looked at (not when they happened); null while there are none. */
  burstSeenAt: number | null = null;
  /** Errors of the present incident, counted since its first. */
  tally: { since: number; errors: number } | null = null;

  private readonly contributions = new Map<string, Contribution>();
  private readonly sizeSeconds: number;
  private taughtTo: number | null = null;
  private untaughtTo = 0;

  constructor(service: string, settings: DetectionSettings) {
    this.service = service;
    this.sizeSeconds = settings.windowSeconds + settings.allowedLatenessSeconds + SPARE_SECONDS;
    this.ring = new CountRing(this.sizeSeconds);
    this.baseline = new ServiceBaseline(settings);
  }

  /** Lines that just came in. */
  add(source: string, count: ObservedCount): void {
    this.apply(count, count);
    this.heard(source, count);
  }

  /** A whole value: what this source said before about the bucket is replaced, what was rebuilt from it as well. */
  set(source: string, count: ObservedCount): void {
    const own = this.contributionOf(source);
    const before = own.get(count.at) ?? this.takeRebuilt(count);
    own.set(count.at, { lines: count.lines, errors: count.errors });
    this.apply(count, { lines: count.lines - before.lines, errors: count.errors - before.errors });
    this.forgetOld(own, count.at);
    if (count.lines > 0) {
      this.heard(source, count);
    }
  }

  /** Counts read back from the store after a restart: no source has said anything yet. */
  load({ at, lines, errors }: { at: number; lines: number; errors: number }): void {
    this.contributionOf(REBUILT_SOURCE).set(at, { lines, errors });
    this.apply({ service: this.service, at, widthMs: CELL_MS, lines, errors }, { lines, errors });
    this.wasHeard(at);
  }

  /** From before this process began. */
  wasHeard(at: number): void {
    this.lastSeenAt = Math.max(this.lastSeenAt, at);
  }

  /** The baseline takes in what is settled; the times that were raised are left out. */
  teachUpTo(settled: number): void {
    const stepMs = TEACHING_STEP_SECONDS * 1000;
    const end = Math.floor(settled / stepMs) * stepMs;
    if (this.taughtTo === null) {
      return;
    }
    // What has fallen out of the ring while nobody looked cannot be taught any more.
    const oldest = Math.ceil((settled - (this.sizeSeconds - TEACHING_STEP_SECONDS) * 1000) / stepMs) * stepMs;
    for (let at = Math.max(this.taughtTo, oldest); at < end; at += stepMs) {
      if (at >= this.untaughtTo) {
        const from = cellOf(at);
        const to = cellOf(at + stepMs) - 1;
        this.baseline.teach(TEACHING_STEP_SECONDS, {
          lines: this.ring.sumLines(from, to),
          errors: this.ring.sumErrors(from, to),
        });
      }
    }
    this.taughtTo = Math.max(this.taughtTo, end);
  }

  /** Nothing before this time is taught: an outage is not what is usual. */
  leaveUntaught(until: number): void {
    this.untaughtTo = Math.max(this.untaughtTo, until);
  }

  /** Where teaching begins after a history was taught. */
  beginTeachingAt(at: number): void {
    this.taughtTo = at;
  }

  tallySince(since: number, atLeast: number): number {
    if (this.tally === null || this.tally.since !== since) {
      this.tally = { since, errors: this.ring.sumErrors(cellOf(since), this.ring.head) };
    }
    this.tally.errors = Math.max(this.tally.errors, atLeast);
    return this.tally.errors;
  }

  /** What was counted at times that have not come yet says nothing. The usual stays. */
  clockWentBack(now: number): void {
    this.ring.clear();
    this.contributions.clear();
    this.tally = null;
    this.burstSeenAt = null;
    this.lastSeenAt = Math.min(this.lastSeenAt, now);
    this.countsFrom = Math.min(this.countsFrom, now);
    this.untaughtTo = Math.min(this.untaughtTo, now);
    this.taughtTo = null;
    for (const [source, at] of this.heardFrom) {
      this.heardFrom.set(source, Math.min(at, now));
    }
  }

  private apply(count: ObservedCount, difference: { lines: number; errors: number }): void {
    const cell = cellOf(count.at);
    const firstErrorMs = Math.min(
      CELL_MS - 1,
      Math.max(0, Math.floor((count.firstErrorAt ?? count.at) - cell * CELL_MS))
    );
    if (difference.lines === 0 && difference.errors === 0) {
      return;
    }
    const placed = this.ring.add(cell, { ...difference, firstErrorMs });
    if (placed && this.tally !== null && cell >= cellOf(this.tally.since)) {
      this.tally.errors = Math.max(0, this.tally.errors + difference.errors);
    }
  }

  private heard(source: string, { at, widthMs }: ObservedCount): void {
    const newest = at + widthMs - 1;
    this.heardFrom.set(source, Math.max(this.heardFrom.get(source) ?? 0, newest));
    this.lastSeenAt = Math.max(this.lastSeenAt, newest);
    const step = TEACHING_STEP_SECONDS * 1000;
    this.taughtTo ??= Math.floor(at / step) * step;
  }

  private contributionOf(source: string): Contribution {
    const known = this.contributions.get(source);
    if (known !== undefined) {
      return known;
    }
    const fresh: Contribution = new Map();
    this.contributions.set(source, fresh);
    return fresh;
  }

  /** The store sums over sources, so of a rebuilt bucket at most as much as the source says now was its own. */
  private takeRebuilt(count: ObservedCount): { lines: number; errors: number } {
    const rebuilt = this.contributions.get(REBUILT_SOURCE)?.get(count.at);
    if (rebuilt === undefined) {
      return { lines: 0, errors: 0 };
    }
    const taken = { lines: Math.min(rebuilt.lines, count.lines), errors: Math.min(rebuilt.errors, count.errors) };
    rebuilt.lines -= taken.lines;
    rebuilt.errors -= taken.errors;
    return taken;
  }

  private forgetOld(contribution: Contribution, newest: number): void {
    const oldest = newest - this.sizeSeconds * 1000;
    for (const at of contribution.keys()) {
      if (at >= oldest) {
        break;
      }
      contribution.delete(at);
    }
  }
}
