import type { ObservedCount } from '../../../domain/detection/counting/observed-count.ts';
import { bucketStart, STATISTICS_STEP_MS, type ServiceCounts } from '../../../domain/signals/service-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { MetricStore } from '../../../ports/stores/signals/metric-store.ts';
import type { SettingsStore } from '../../../ports/stores/settings-store.ts';
import type { StatisticsStore } from '../../../ports/stores/signals/statistics-store.ts';
import type { TrafficStore } from '../../../ports/stores/signals/traffic-store.ts';
import type { PolledSignals, TelemetrySource } from '../../../ports/telemetry-source.ts';
import { namePolled } from './name-polled.ts';

export interface PollTelemetryDependencies {
  readonly source: TelemetrySource;
  readonly statistics: Pick<StatisticsStore, 'replace'>;
  readonly traffic: Pick<TrafficStore, 'replace'>;
  readonly metrics: Pick<MetricStore, 'replace'>;
  readonly settings: SettingsStore;
  readonly detection: {
    observeWhole(scope: Scope, source: string, counts: Iterable<ObservedCount>): { lateLines: number };
    replay(scope: Scope, range: { from: number; to: number }): Promise<void>;
  };
  /** Told of what the last poll brought, whole for its range; what was made up for is read from the stores. */
  readonly onPolled?: (scope: Scope, told: { source: string; from: number; to: number }, polled: PolledSignals) => void;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
  readonly allowedLatenessSeconds: number;
  /** The newest lines are left for the next poll: the source itself needs a moment to make them searchable. */
  readonly safetyLagSeconds?: number;
  /** A longer gap is made up only for so long back. */
  readonly maxCatchUpHours?: number;
}

export interface PollReport {
  /** Lines that turned up in a bucket which had been read as complete. */
  readonly lateLines: number;
  readonly withoutService: number;
  readonly truncated: boolean;
  /** What the source could not tell this time, a sentence each. */
  readonly problems: readonly string[];
  /** End of the newest bucket that had anything: what the source is known to have spoken to. */
  readonly newestAt: number | null;
  /** Milliseconds of missed time that were made up with this poll, and that are lost for good. */
  readonly madeUpMs: number;
  readonly skippedMs: number;
}

const DEFAULT_SAFETY_LAG_SECONDS = 1;
const DEFAULT_MAX_CATCH_UP_HOURS = 6;
/** Missed time is asked for in pieces, so that no answer grows with the outage. */
const PIECE_MS = 600_000;

interface Cursor {
  /** Everything before was read. */
  readonly to: number;
  /** From here on it was read after its time and not looked at yet. */
  readonly replayFrom: number | null;
}

/**
 * Reads the counts of a source that keeps its signals itself. A poll is one request for the last allowed lateness, whole
 * values that replace what was read before. Time that was missed is read first, in pieces, and looked at as of then.
 * Throws TelemetryUnavailable and StoreUnavailable; how far it came is kept, and the next poll goes on from there.
 */
export class PollTelemetry {
  private readonly dependencies: PollTelemetryDependencies;
  private readonly lag: number;
  private readonly lateness: number;
  private readonly busy = new Set<string>();
  /** Lines by bucket and service as last read, of buckets that were complete then. */
  private readonly readBefore = new Map<string, { to: number; lines: Map<string, number> }>();

  constructor(dependencies: PollTelemetryDependencies) {
    this.dependencies = dependencies;
    this.lag = (dependencies.safetyLagSeconds ?? DEFAULT_SAFETY_LAG_SECONDS) * 1000;
    this.lateness = dependencies.allowedLatenessSeconds * 1000;
  }

  /** Null where the poll before this one is still under way. */
  async poll(scope: Scope): Promise<PollReport | null> {
    if (this.busy.has(scope.organisation)) {
      return null;
    }
    this.busy.add(scope.organisation);
    try {
      return await this.pollAlone(scope);
    } finally {
      this.busy.delete(scope.organisation);
    }
  }

  private async pollAlone(scope: Scope): Promise<PollReport> {
    const to = this.dependencies.clock.now() - this.lag;
    const liveFrom = bucketStart(to - this.lateness);
    const { madeUpMs, skippedMs } = await this.makeUp(scope, liveFrom);
    const polled = await this.read(scope, { from: liveFrom, to });
    const lateLines = this.countLate(scope, { counts: polled.counts, to });
    this.dependencies.detection.observeWhole(scope, this.dependencies.source.name, polled.counts.map(observed));
    this.dependencies.onPolled?.(scope, { source: this.dependencies.source.name, from: liveFrom, to }, polled);
    await this.writeCursor(scope, { to, replayFrom: null });
    const newest = newestBucket(polled);
    return {
      lateLines,
      withoutService: polled.withoutService,
      truncated: polled.truncated,
      problems: polled.problems,
      newestAt: newest === 0 ? null : Math.min(to, newest + STATISTICS_STEP_MS),
      madeUpMs,
      skippedMs,
    };
  }

  /** Reads what was missed before `liveFrom`, then has it looked at. Both survive a failure in the middle. */
  private async makeUp(scope: Scope, liveFrom: number): Promise<{ madeUpMs: number; skippedMs: number }> {
    const cursor = await this.readCursor(scope);
    // A clock that was set back leaves a cursor in the future: nothing was missed.
    if (cursor === null || (cursor.to >= liveFrom && cursor.replayFrom === null)) {
      return { madeUpMs: 0, skippedMs: 0 };
    }
    const longest = (this.dependencies.maxCatchUpHours ?? DEFAULT_MAX_CATCH_UP_HOURS) * 3_600_000;
    const missedFrom = cursor.replayFrom ?? cursor.to;
    const replayFrom = Math.max(missedFrom, liveFrom - longest);
    const readFrom = Math.max(cursor.to - this.lateness, replayFrom - this.lateness);
    for (let from = bucketStart(readFrom); from < liveFrom; from += PIECE_MS) {
      const to = Math.min(from + PIECE_MS, liveFrom);
      await this.read(scope, { from, to });
      await this.writeCursor(scope, { to, replayFrom });
    }
    await this.dependencies.detection.replay(scope, { from: replayFrom, to: liveFrom });
    return { madeUpMs: liveFrom - replayFrom, skippedMs: replayFrom - missedFrom };
  }

  private async read(scope: Scope, range: { from: number; to: number }): Promise<PolledSignals> {
    const { source, statistics, traffic, metrics, redact } = this.dependencies;
    const polled = namePolled(await source.poll(scope, range), redact);
    await statistics.replace(scope, source.name, polled.counts);
    if (polled.traffic !== null) {
      await traffic.replace(scope, source.name, polled.traffic);
    }
    if (polled.metrics !== null) {
      await metrics.replace(scope, source.name, polled.metrics);
    }
    return polled;
  }

  private countLate(scope: Scope, { counts, to }: { counts: readonly ServiceCounts[]; to: number }): number {
    const before = this.readBefore.get(scope.organisation);
    const lines = new Map<string, number>();
    let late = 0;
    for (const count of counts) {
      const end = bucketStart(count.at) + STATISTICS_STEP_MS;
      const key = `${count.at} ${count.service}`;
      if (end <= to) {
        lines.set(key, count.lines);
      }
      if (before !== undefined && end <= before.to) {
        late += Math.max(0, count.lines - (before.lines.get(key) ?? 0));
      }
    }
    this.readBefore.set(scope.organisation, { to, lines });
    return late;
  }

  private get cursorKey(): string {
    return `polling.${this.dependencies.source.name}`;
  }

  private async readCursor(scope: Scope): Promise<Cursor | null> {
    const saved = await this.dependencies.settings.read(scope, this.cursorKey);
    if (typeof saved !== 'object' || saved === null || !('to' in saved) || typeof saved.to !== 'number') {
      return null;
    }
    const replayFrom = 'replayFrom' in saved && typeof saved.replayFrom === 'number' ? saved.replayFrom : null;
    return { to: saved.to, replayFrom };
  }

  private async writeCursor(scope: Scope, { to, replayFrom }: Cursor): Promise<void> {
    await this.dependencies.settings.write(scope, this.cursorKey, { to, replayFrom });
  }
}

function observed({ service, at, lines, errors }: ServiceCounts): ObservedCount {
  return { service, at, widthMs: STATISTICS_STEP_MS, lines, errors };
}

function newestBucket({ counts, traffic, metrics }: PolledSignals): number {
  const times = [
    counts.filter(({ lines }) => lines > 0),
    traffic?.operations ?? [],
    traffic?.calls ?? [],
    metrics ?? [],
  ];
  return times.flat().reduce((newest, { at }) => Math.max(newest, at), 0);
}
