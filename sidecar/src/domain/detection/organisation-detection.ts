import type { AffectedService, IncidentRecord } from '../incidents/incident-record.ts';
import { ServiceAssessor, type Assessment } from './judging/assess-service.ts';
import { cellOf, CELL_MS } from './counting/count-ring.ts';
import { decide } from './judging/decide.ts';
import type { Decision } from './decisions.ts';
import { DETECTION_DEFAULTS, type DetectionSettings } from './detection-settings.ts';
import { NO_OUTLOOK, type Outlook } from './judging/outlook.ts';
import { IncidentWatch } from './judging/incident-watch.ts';
import type { ObservedCount } from './counting/observed-count.ts';
import { ServiceRegister } from './counting/service-register.ts';
import type { ServiceSeries } from './counting/service-series.ts';
import { SourceWatermarks } from './counting/source-watermarks.ts';

/**
 * Detection: from counts of log lines to the decision that a service is unwell.
 *
 * Lines are counted by service and by the second in which they happened (event time), not in which they came, so
 * that a shipper that is late or delivers out of order changes nothing. A rule looks at every two-minute window that
 * ends within the allowed lateness; what comes later than that is counted as late and opens nothing. The end up to
 * which a source has spoken is its watermark (Akidau et al., "The Dataflow Model", 2015): only windows that lie
 * before it can prove that errors have stopped, for silence of a broken shipper proves nothing.
 *
 * "Too many" is measured against the service's own usual (service-baseline.ts) with a stated bound on chance
 * (poisson-excess.ts), and the usual is not taught by the outage it reveals. Five services raised at once are one
 * incident (decide-widespread.ts). What should happen comes out as values (decisions.ts), made from the present
 * alone: nothing is remembered about what was already asked for, so a failed write is decided again at the next
 * tick, and a restart needs only the counts of the last minutes and the incidents that are under way.
 *
 * docs/detection.md tells the method at length, every number with its reason, and the limits.
 */
export class OrganisationDetection {
  readonly settings: DetectionSettings;
  readonly services: ServiceRegister;
  readonly sources = new SourceWatermarks();
  private readonly assessor: ServiceAssessor;
  private readonly incidents = new IncidentWatch();
  /** Of services that are not counted at present. */
  private readonly closedAt = new Map<string, number>();
  private elevated: ReadonlyMap<string, Assessment> = new Map();
  private raisedByChance = 0;
  private latestNow = Number.NEGATIVE_INFINITY;

  constructor(settings: DetectionSettings = DETECTION_DEFAULTS) {
    this.settings = settings;
    this.services = new ServiceRegister(settings);
    this.assessor = new ServiceAssessor(settings);
  }

  /** Lines that just came in; answers how many were too late to be looked at. */
  add(source: string, counts: Iterable<ObservedCount>, now: number): { lateLines: number } {
    return this.take(source, counts, { now, whole: false });
  }

  /** Whole values that replace what this source said before about the same service and bucket. */
  set(source: string, counts: Iterable<ObservedCount>, now: number): { lateLines: number } {
    return this.take(source, counts, { now, whole: true });
  }

  /** A person has closed it: errors from before this moment never open a second one. */
  closed(services: Iterable<string>, at: number): void {
    for (const service of services) {
      const series = this.services.get(service);
      if (series === undefined) {
        this.closedAt.set(service, at);
      } else {
        series.countsFrom = Math.max(series.countsFrom, at);
        series.tally = null;
      }
    }
  }

  evaluate(now: number, underWay: readonly IncidentRecord[], outlook: Outlook = NO_OUTLOOK): Decision[] {
    this.noticeClock(now);
    this.incidents.look(now, underWay);
    this.markQuiet(underWay);
    this.elevated = this.assessAll(now);
    this.teach(now, underWay);
    const decisions = decide({
      now,
      settings: this.settings,
      underWay,
      outlook,
      elevated: this.elevated,
      raisedByChance: this.raisedByChance,
      hasSettled: (service) => this.hasSettled(service, now),
      numbersOf: (known) => this.numbersOf(known),
      quietSince: (record) => this.quietSince(record),
      lastUpdateAt: (record) => this.incidents.lastUpdateAt(record),
    });
    this.learnChance(now, underWay);
    return decisions;
  }

  /** The update was written: the next one waits. */
  updated(incident: string, now: number): void {
    this.incidents.updated(incident, now);
  }

  /** As of the last evaluation. */
  isElevated(service: string): boolean {
    return this.elevated.has(service);
  }

  private take(
    source: string,
    counts: Iterable<ObservedCount>,
    { now, whole }: { now: number; whole: boolean }
  ): { lateLines: number } {
    this.noticeClock(now);
    const tooLate = now - this.settings.allowedLatenessSeconds * 1000;
    let lateLines = 0;
    for (const count of counts) {
      if (count.at + count.widthMs <= tooLate) {
        lateLines += count.lines;
        continue;
      }
      // Intake bounds times in the future; whatever still comes from there counts as happening now.
      const placed = count.at > now ? { ...count, at: Math.floor(now / CELL_MS) * CELL_MS, firstErrorAt: now } : count;
      const series = this.seriesOf(placed.service);
      if (whole) {
        series.set(source, placed);
      } else {
        series.add(source, placed);
      }
      if (placed.lines > 0) {
        this.sources.heard(source, Math.min(now, placed.at + placed.widthMs - 1));
      }
    }
    return { lateLines };
  }

  private seriesOf(service: string): ServiceSeries {
    const series = this.services.ensure(service, (other) => this.elevated.has(other));
    const closedAt = this.closedAt.get(service);
    if (closedAt !== undefined) {
      series.countsFrom = Math.max(series.countsFrom, closedAt);
      this.closedAt.delete(service);
    }
    return series;
  }

  private assessAll(now: number): Map<string, Assessment> {
    const elevated = new Map<string, Assessment>();
    for (const series of this.services.all()) {
      const assessment = this.assessor.assess(series, now);
      if (assessment === null) {
        series.burstSeenAt = null;
        continue;
      }
      elevated.set(series.service, assessment);
      series.burstSeenAt = assessment.burst ? (series.burstSeenAt ?? now) : null;
      series.leaveUntaught((assessment.elevatedTo + 1) * CELL_MS);
    }
    return elevated;
  }

  private teach(now: number, underWay: readonly IncidentRecord[]): void {
    for (const record of underWay) {
      for (const { service } of record.state === 'open' ? record.services : []) {
        this.services.get(service)?.leaveUntaught(now);
      }
    }
    const settled = now - this.settings.allowedLatenessSeconds * 1000;
    for (const series of this.services.all()) {
      series.teachUpTo(Math.min(settled, this.watermarkOf(series)));
    }
  }

  private markQuiet(underWay: readonly IncidentRecord[]): void {
    for (const { state, services, quietSince } of underWay) {
      if (state === 'awaiting-confirmation' && quietSince !== null) {
        for (const { service } of services) {
          const series = this.services.get(service);
          if (series !== undefined) {
            series.countsFrom = Math.max(series.countsFrom, quietSince);
          }
        }
      }
    }
  }

  private hasSettled(service: string, now: number): boolean {
    const seenAt = this.services.get(service)?.burstSeenAt ?? null;
    return seenAt !== null && now - seenAt >= this.settings.settleMilliseconds;
  }

  private numbersOf(known: AffectedService): AffectedService {
    const series = this.services.get(known.service);
    const peak = this.elevated.get(known.service)?.peakErrors ?? 0;
    return {
      ...known,
      errors: series === undefined ? known.errors : series.tallySince(known.firstErrorAt, known.errors),
      peakErrors: Math.max(known.peakErrors, peak),
    };
  }

  /** Every service of it calm for a whole window before the watermark, and none of them suspiciously silent. */
  private quietSince(record: IncidentRecord): number | null {
    const known = record.services.flatMap(({ service }) => this.services.get(service) ?? []);
    if (known.length === 0) {
      return null;
    }
    const watermark = Math.min(...known.map((series) => this.watermarkOf(series)));
    const since = watermark - this.settings.windowSeconds * 1000;
    if (!Number.isFinite(watermark) || since < this.incidents.openSince(record)) {
      return null;
    }
    const calm = known.every((series) => this.assessor.isCalm(series, watermark) && !isMuted(series, since, watermark));
    return calm ? since : null;
  }

  private watermarkOf(series: ServiceSeries): number {
    return this.sources.upTo(series.heardFrom);
  }

  /** Services raised outside any incident are what chance gives; at most one fewer than make a widespread one. */
  private learnChance(now: number, underWay: readonly IncidentRecord[]): void {
    const inIncident = new Set(underWay.flatMap(({ services }) => services.map(({ service }) => service)));
    const raised = [...this.elevated.keys()].filter((service) => !inIncident.has(service)).length;
    const elapsed = Math.max(0, now - (Number.isFinite(this.latestNow) ? this.latestNow : now)) / 1000;
    const share = 1 - Math.exp(-elapsed / this.settings.baselineSeconds);
    this.raisedByChance += share * (Math.min(raised, this.settings.widespreadServices - 1) - this.raisedByChance);
    this.latestNow = now;
  }

  private noticeClock(now: number): void {
    if (now >= this.latestNow - CLOCK_TOLERANCE_MS) {
      return;
    }
    for (const series of this.services.all()) {
      series.clockWentBack(now);
    }
    this.sources.clockWentBack(now);
    this.incidents.clockWentBack(now);
    this.latestNow = now;
  }
}

/** Smaller steps back are the clock's own corrections. */
const CLOCK_TOLERANCE_MS = 30_000;

/** So many lines are usual in a window, and there is none: that is not quiet, that is gone. */
const LINES_OF_A_SPEAKER = 10;

function isMuted(series: ServiceSeries, from: number, to: number): boolean {
  const usual = (series.baseline.otherRate * (to - from)) / 1000;
  return usual >= LINES_OF_A_SPEAKER && series.ring.sumLines(cellOf(from) + 1, cellOf(to)) === 0;
}
