import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import type { MetricCounts } from '../../metrics/metric-counts.ts';
import type { ServiceCounts } from '../../signals/service-counts.ts';
import type { OperationCounts } from '../../traffic/traffic-counts.ts';
import type { Alarm } from '../alarms/alarm.ts';
import type { CallGraph } from '../grouping/call-graph.ts';
import type { ServiceHealth } from '../recovery/service-health.ts';
import { AlarmBook, type AlarmChanges } from './alarms/alarm-book.ts';
import { BUCKET_MS, bucketOf } from './streams/bucket-ring.ts';
import { CallWatch } from './calls/call-watch.ts';
import type { DetectorMakers } from './detector-makers.ts';
import { MergedTemplates } from './templates/merged-templates.ts';
import { TemplateTexts } from './templates/template-texts.ts';
import type { ObservedSignals, SignalKind, ToldBy } from './streams/observed-signals.ts';
import { isSameState } from './same-state.ts';
import { ServiceWatch, type Rooms, type SavedService } from './service-watch.ts';
import { SourceMarks } from './streams/source-marks.ts';
import type { Stepping, WatchedStep } from './stepping.ts';

export interface WatchLimits {
  /** Beyond, the service that was not seen for the longest time goes. */
  readonly services: number;
  /** Of all services together. */
  readonly metrics: number;
  readonly templates: number;
}

export const WATCH_LIMITS: WatchLimits = Object.freeze({ services: 5000, metrics: 5000, templates: 20_000 });
const LET_GO_SHARE = 0.05;
/** A service that said nothing for a week is gone, and so is what was usual for it. */
const FORGOTTEN_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const FORGET_EVERY_MS = 60 * 60 * 1000;
/** Checks come more often than buckets close. */
const STEP_EVERY_MS = 1000;
/** An incident that is left open for longer no longer keeps its services from being known. */
const UNTAUGHT_AT_MOST_MS = 12 * 60 * 60 * 1000;

/** How full what is bounded is, and what did not fit. */
export interface WatchStatus {
  readonly services: number;
  readonly edges: number;
  readonly metrics: number;
  readonly templates: number;
  readonly servicesLetGo: number;
  readonly edgesLetGo: number;
  readonly templatesLetGo: number;
  readonly metricsRefused: number;
  readonly alarmsUntold: number;
}

/** What an evaluation goes by. */
export interface WatchContext {
  modeOf(detector: DetectorId): DetectorMode;
  /** Why the alarm pages nobody now; asked when it is raised, and while it is held back. */
  heldBack(alarm: Alarm, now: number): string | null;
  /** Told of every step of every detector, for whoever draws bands. */
  readonly onStep?: (step: WatchedStep) => void;
  /** A service that could not be stepped, which nothing should lead to; it is learnt anew. Without it that throws. */
  readonly onBroken?: (service: string, error: unknown) => void;
}

/**
 * Watching: one organisation's detectors over all its services. Signals are added up in buckets of ten seconds of event
 * time. A bucket closes ten seconds after its end, or when the source that is asked for it was read that far; then
 * each detector takes one step over it, and what comes later is counted and left out. Whether nothing means zero or
 * "nobody knows" is decided by the source: while it speaks of other services, nothing is zero; while it is away,
 * nothing is known, and no silence is concluded from it (Akidau et al., "The Dataflow Model", 2015, on watermarks).
 *
 * Alarms come and go by detector, service and subject (alarm-book.ts). What hurts users teaches nothing (harm.ts), and
 * nothing stands for ever. Everything that a name from outside could fill is bounded. State is saved by service, so that
 * it can be written in slices; a restart loads it and looks again at what was told since.
 */
export class SignalWatch {
  readonly marks = new SourceMarks();
  readonly alarms = new AlarmBook();
  private readonly calls = new CallWatch();
  private readonly makers: DetectorMakers;
  private readonly limits: WatchLimits;
  private readonly rooms: Rooms;
  private readonly merged = new MergedTemplates();
  private readonly services = new Map<string, ServiceWatch>();
  private untaughtSince = new Map<string, number>();
  private requestsAreTold = false;
  private late = 0;
  private letGo = 0;
  private forgotAt = Number.NEGATIVE_INFINITY;
  private steppedAt = Number.NEGATIVE_INFINITY;
  private latestNow = Number.NEGATIVE_INFINITY;

  constructor({ makers, limits = {} }: { makers: DetectorMakers; limits?: Partial<WatchLimits> }) {
    this.makers = makers;
    this.limits = { ...WATCH_LIMITS, ...limits };
    this.rooms = {
      metrics: { left: this.limits.metrics, refused: 0 },
      templates: { left: this.limits.templates, letGo: 0, texts: new TemplateTexts() },
    };
  }

  /** Lines, requests and the like that came after their bucket had closed. */
  get lateSignals(): number {
    return this.late;
  }

  status(): WatchStatus {
    const { rooms, limits, calls } = this;
    return {
      services: this.services.size,
      edges: calls.size,
      metrics: limits.metrics - rooms.metrics.left,
      templates: limits.templates - rooms.templates.left,
      servicesLetGo: this.letGo,
      edgesLetGo: calls.evicted,
      templatesLetGo: rooms.templates.letGo,
      metricsRefused: rooms.metrics.refused,
      alarmsUntold: this.alarms.untold,
    };
  }

  observe(signals: ObservedSignals, told: ToldBy): void {
    const { counts = [], operations = [], calls = [], metrics = [] } = signals;
    if (told.whole !== null) {
      this.marks.read(told.source, told.whole.to, told.now);
    }
    for (const count of counts) {
      this.observeLines(count, told);
    }
    for (const count of operations) {
      if (count.operation === '') {
        this.observeRequests(count, told);
      }
    }
    this.observeTemplates(signals, told);
    this.observeMetrics(metrics, told);
    const believed = calls.filter(({ at }) => at <= told.now + BUCKET_MS);
    this.calls.observe(believed, { source: told.source, isWhole: told.whole !== null });
  }

  /** Services in open incidents: their detectors learn nothing meanwhile. */
  leaveUntaught(services: ReadonlySet<string>, now: number): void {
    this.untaughtSince = new Map([...services].map((service) => [service, this.untaughtSince.get(service) ?? now]));
  }

  /** Steps every detector over what is complete by now; answers what became of alarms since the last call. */
  evaluate(now: number, { modeOf, heldBack, onStep, onBroken }: WatchContext): AlarmChanges {
    this.noticeClock(now);
    const modes = new Map<DetectorId, DetectorMode>();
    const modeNow = (detector: DetectorId): DetectorMode => {
      const mode = modes.get(detector) ?? modeOf(detector);
      modes.set(detector, mode);
      return mode;
    };
    const stepping: Stepping = { now, book: this.alarms, modeOf: modeNow, heldBack, onStep };
    if (Math.abs(now - this.steppedAt) >= STEP_EVERY_MS) {
      this.steppedAt = now;
      this.step(stepping, onBroken);
    }
    this.alarms.review(stepping, now);
    this.forgetGone(now);
    return this.alarms.takeChanges();
  }

  private step(stepping: Stepping, onBroken: WatchContext['onBroken']): void {
    const isCalled = (service: string) => this.calls.isCalled(service);
    for (const watch of this.services.values()) {
      try {
        watch.advance(stepping, {
          marks: this.marks,
          isUntaught: this.isUntaught(watch.service, stepping.now),
          requestsAreTold: this.requestsAreTold,
          isCalled,
        });
      } catch (error) {
        if (onBroken === undefined) {
          throw error;
        }
        // One service must not keep all others from being watched.
        this.remove(watch, stepping.now);
        onBroken(watch.service, error);
      }
    }
  }

  /** Alarms that stand, and those that ended lately. */
  standing(): Alarm[] {
    return [...this.alarms.all(), ...this.alarms.lately()];
  }

  /** Null of a service that no signal was seen of. */
  healthOf(service: string): ServiceHealth | null {
    return this.services.get(service)?.health() ?? null;
  }

  graph(now: number): CallGraph {
    return this.calls.graph(now);
  }

  serviceNames(): Iterable<string> {
    return this.services.keys();
  }

  /** Plain JSON; null of a service that is not known. */
  saveService(service: string): SavedService | null {
    const watch = this.services.get(service);
    return watch === undefined ? null : watch.save();
  }

  /**
   * In the order in which services were saved; one that is known already stays as it is. False where the state is not
   * what this build saves: then the service is learnt anew.
   */
  restoreService(saved: SavedService): boolean {
    if (this.services.has(saved.service) || this.services.size >= this.limits.services) {
      return true;
    }
    const { makers, rooms } = this;
    const [metricsLeft, templatesLeft] = [rooms.metrics.left, rooms.templates.left];
    try {
      const watch = new ServiceWatch(saved.service, { makers, rooms, saved });
      if (isSameState(saved, watch.save())) {
        this.services.set(saved.service, watch);
        this.requestsAreTold ||= saved.requests.closedTo !== null;
        return true;
      }
    } catch {
      // It is not even of the shape.
    }
    [rooms.metrics.left, rooms.templates.left] = [metricsLeft, templatesLeft];
    return false;
  }

  /** After all were restored: what a clock that was ahead took for over is open again. */
  restoredAt(now: number): void {
    this.services.forEach((watch) => watch.clockWentBack(now));
  }

  /** After a restart: alarms that were kept, but that no detector knows of any more, are over. */
  endOrphans(now: number): void {
    const held = new Set([...this.services.values()].flatMap((watch) => watch.alarmIds()));
    for (const { id } of this.alarms.all()) {
      if (!held.has(id)) {
        this.alarms.end(id, now);
      }
    }
  }

  private observeLines({ service, at, lines, errors }: ServiceCounts, told: ToldBy): void {
    if (at <= told.now + BUCKET_MS) {
      const isInTime = this.serviceOf(service, told.now).lines.add(told, { at, all: lines, bad: errors });
      this.note({ kind: 'lines', isInTime, at, weight: lines }, told);
    }
  }

  private observeRequests({ service, at, requests, errors, latency }: OperationCounts, told: ToldBy): void {
    if (at <= told.now + BUCKET_MS) {
      const counted = { at, all: requests, bad: errors, latency };
      const isInTime = this.serviceOf(service, told.now).requests.add(told, counted);
      this.note({ kind: 'requests', isInTime, at, weight: requests }, told);
      this.requestsAreTold ||= requests > 0;
    }
  }

  private observeTemplates({ templates = [], templateCounts = [] }: ObservedSignals, { now }: ToldBy): void {
    this.merged.note(templates);
    this.rooms.templates.texts.note(templates);
    for (const count of this.merged.inOrder(templateCounts)) {
      const watch = this.services.get(count.service);
      const bucket = bucketOf(count.at);
      // The lines themselves decide what is still open, and make a service known.
      if (watch !== undefined && bucket >= (watch.lines.closedTo ?? Infinity) && count.at <= now + BUCKET_MS) {
        watch.templates.observe(bucket, count, this.merged.partsOf(count.template));
      }
    }
    if (this.rooms.templates.left < 0) {
      this.letTemplatesGo();
    }
  }

  private observeMetrics(metrics: readonly MetricCounts[], told: ToldBy): void {
    const byService = new Map<string, MetricCounts[]>();
    for (const count of metrics) {
      const group = byService.get(count.service);
      if (group === undefined) {
        byService.set(count.service, [count]);
      } else {
        group.push(count);
      }
    }
    for (const [service, counts] of byService) {
      const believed = counts.filter(({ at }) => at <= told.now + BUCKET_MS);
      this.late += this.serviceOf(service, told.now).addMetrics(told, believed);
    }
  }

  private note(
    { kind, isInTime, at, weight }: { kind: SignalKind; isInTime: boolean; at: number; weight: number },
    { source, now, whole }: ToldBy
  ): void {
    if (weight > 0) {
      this.marks.heard(source, kind, Math.min(at, now));
    }
    // Whole values are told again after their bucket closed: they are not late.
    this.late += isInTime || whole !== null ? 0 : weight;
  }

  private serviceOf(service: string, now: number): ServiceWatch {
    const known = this.services.get(service);
    if (known !== undefined) {
      return known;
    }
    if (this.services.size >= this.limits.services) {
      this.letOldestGo(now);
    }
    const { makers, rooms } = this;
    const watch = new ServiceWatch(service, { makers, rooms });
    this.services.set(service, watch);
    return watch;
  }

  /** A twentieth at once, so that a flood of new ones does not sort all of them for each. */
  private letTemplatesGo(): void {
    [...this.services.values()]
      .flatMap(({ templates }) => [...templates.oldest()])
      .sort((one, other) => one.lastSeen - other.lastSeen)
      .slice(0, Math.floor(this.limits.templates * LET_GO_SHARE) - this.rooms.templates.left)
      .forEach((template) => template.letGo());
  }

  private letOldestGo(now: number): void {
    [...this.services.values()]
      .filter(({ service }) => !this.untaughtSince.has(service))
      .sort((a, b) => a.lastSeenAt - b.lastSeenAt)
      .slice(0, Math.max(1, Math.floor(this.limits.services * LET_GO_SHARE)))
      .forEach((watch) => {
        this.remove(watch, now);
        this.letGo += 1;
      });
  }

  private forgetGone(now: number): void {
    if (now - this.forgotAt < FORGET_EVERY_MS) {
      return;
    }
    this.forgotAt = now;
    for (const watch of this.services.values()) {
      if (watch.lastSeenAt < now - FORGOTTEN_AFTER_MS) {
        this.remove(watch, now);
      }
    }
  }

  private remove(watch: ServiceWatch, now: number): void {
    watch.endAlarms(now, this.alarms);
    this.services.delete(watch.service);
  }

  private isUntaught(service: string, now: number): boolean {
    const since = this.untaughtSince.get(service);
    return since !== undefined && now - since < UNTAUGHT_AT_MOST_MS;
  }

  private noticeClock(now: number): void {
    if (now < this.latestNow - CLOCK_TOLERANCE_MS) {
      this.marks.clockWentBack(now);
      this.services.forEach((watch) => watch.clockWentBack(now));
    }
    this.latestNow = now;
  }
}

/** Smaller steps back are the clock's own corrections. */
const CLOCK_TOLERANCE_MS = 30_000;
