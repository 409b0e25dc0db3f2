import type { AffectedService, IncidentRecord } from '../incidents/incident-record.ts';
import { raisedByChance, mostByChance } from './grouping/widespread-chance.ts';
import { findTroubles, isHit, type Trouble } from './grouping/trouble.ts';
import type { Alarm } from './alarms/alarm.ts';
import type { Situation } from './judging/situation.ts';
import { alarmsOverSince, findQuiet } from './judging/quiet.ts';
import { RuleFindings } from './deciding/rule-findings.ts';
import { AlarmWatch } from './judging/alarm-watch.ts';
import { ServiceAssessor, type Assessment } from './judging/assess-service.ts';
import { cellOf, CELL_MS } from './counting/count-ring.ts';
import { decide } from './deciding/decide.ts';
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
  private readonly alarms = new AlarmWatch();
  private readonly findings = new RuleFindings();
  private wouldHaveFired: readonly Alarm[] = [];
  /** Of services that are not counted at present. */
  private readonly closedAt = new Map<string, number>();
  private elevated: ReadonlyMap<string, Assessment> = new Map();
  /** Services raised outside of any incident, on average. */
  private raisedOutside = 0;
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

  /** A person has closed it: errors and alarms from before this moment never open a second one. */
  closed(
    services: Iterable<string>,
    at: number,
    { isResolved }: { isResolved: boolean } = { isResolved: false }
  ): void {
    for (const service of services) {
      this.alarms.closed(service, { at, isResolved });
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
    const alarms = this.alarms.look(now, outlook.alarms, underWay);
    const troubles = findTroubles(this.elevated, alarms);
    this.teach(now, underWay);
    const situation: Situation = {
      ...{ now, settings: this.settings, underWay, outlook, elevated: this.elevated, troubles },
      raisedByChance: raisedByChance(this.raisedOutside, this.services.size),
      hasSettled: (service) => this.hasSettled(service, now),
      numbersOf: (known) => this.numbersOf(known),
      usualErrorsOf: (service) => this.usualErrorsOf(service, now),
      endOf: (alarm) => this.alarms.endOf(alarm, now),
      quietSince: (record) => this.quietSince(record, now),
      lastUpdateAt: (record) => this.incidents.lastUpdateAt(record),
    };
    this.wouldHaveFired = this.findings.look(situation);
    const decisions = decide(situation);
    this.learnChance(now, underWay, troubles);
    return decisions;
  }

  /** Alarms of fixed rules that opened nothing, as of the last evaluation: raised or ended, and not known to be kept. */
  untoldAlarms(): readonly Alarm[] {
    return this.wouldHaveFired;
  }

  toldAlarms(alarms: readonly Alarm[]): void {
    this.findings.told(alarms);
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

  private quietSince(record: IncidentRecord, now: number): number | null {
    return findQuiet({
      ...{ now, assessor: this.assessor, windowSeconds: this.settings.windowSeconds },
      alarmsOverSince: alarmsOverSince(record, (alarm) => this.alarms.endOf(alarm, now)),
      openSince: this.incidents.openSince(record),
      series: record.services.flatMap(({ service }) => this.services.get(service) ?? []),
      watermarkOf: (series) => this.watermarkOf(series),
    });
  }

  private usualErrorsOf(service: string, now: number): number {
    const series = this.services.get(service);
    if (series === undefined) {
      return 0;
    }
    const { windowSeconds } = this.settings;
    const [from, to] = [cellOf(now) - windowSeconds + 1, cellOf(now)];
    const others = series.ring.sumLines(from, to) - series.ring.sumErrors(from, to);
    return series.baseline.expectedErrors(windowSeconds, Math.max(0, others));
  }

  private watermarkOf(series: ServiceSeries): number {
    return this.sources.upTo(series.heardFrom);
  }

  /** Services raised outside any incident are what chance gives; at most one fewer than make a widespread one. */
  private learnChance(now: number, underWay: readonly IncidentRecord[], troubles: ReadonlyMap<string, Trouble>): void {
    const inIncident = new Set(underWay.flatMap(({ services }) => services.map(({ service }) => service)));
    const raised = [...troubles.values()].filter(
      ({ service, ...trouble }) => !inIncident.has(service) && isHit(trouble)
    );
    const elapsed = Math.max(0, now - (Number.isFinite(this.latestNow) ? this.latestNow : now)) / 1000;
    const share = 1 - Math.exp(-elapsed / this.settings.baselineSeconds);
    const most = mostByChance(this.services.size, this.settings.widespreadServices);
    this.raisedOutside += share * (Math.min(raised.length, most) - this.raisedOutside);
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
    this.alarms.clockWentBack(now);
    this.latestNow = now;
  }
}

/** Smaller steps back are the clock's own corrections. */
const CLOCK_TOLERANCE_MS = 30_000;
