import type { ServiceHealth } from '../recovery/service-health.ts';
import type { MetricCounts } from '../../metrics/metric-counts.ts';
import type { AlarmBook } from './alarms/alarm-book.ts';
import { ALL, BAD, BUCKET_MS, bucketOf } from './streams/bucket-ring.ts';
import type { DetectorMakers } from './detector-makers.ts';
import type { Circumstances } from './alarms/harm.ts';
import { MetricShelf, type MetricRoom } from './metrics/metric-shelf.ts';
import { MINUTE_BUCKETS, MINUTE_MS, type SavedMetric } from './metrics/metric-watch.ts';
import type { ToldBy } from './streams/observed-signals.ts';
import { ServiceDetectors, type SavedDetectors } from './service-detectors.ts';
import { SignalStream, type SavedStream, type StreamReading } from './streams/signal-stream.ts';
import type { SourceMarks } from './streams/source-marks.ts';
import type { StepManner, Stepping } from './stepping.ts';
import { TemplateShelf, type SavedShelf, type TemplateRoom } from './templates/template-shelf.ts';
import { exceedsUsualShare, UsualShare } from './calls/usual-share.ts';

/** Plain JSON; what is not closed yet is not in it, since it is read again from the stores. */
export interface SavedService {
  readonly service: string;
  readonly lines: SavedStream;
  readonly requests: SavedStream;
  readonly metricsTo: number | null;
  readonly metricsSeenAt: number;
  readonly failing: [of: number, failed: number];
  readonly detectors: SavedDetectors;
  readonly metrics: readonly SavedMetric[];
  readonly templates: SavedShelf;
}

/** Room of an organisation that its services share. */
export interface Rooms {
  readonly metrics: MetricRoom;
  readonly templates: TemplateRoom;
}

/** What a service is judged by, beside its own numbers. */
export interface Surroundings {
  readonly marks: SourceMarks;
  /** It is part of an open incident: nothing is learnt from it. */
  readonly isUntaught: boolean;
  /** Some service of the organisation tells requests. */
  readonly requestsAreTold: boolean;
  readonly isCalled: (service: string) => boolean;
}

/** Failing is looked at over a minute: what a burst of error lines went with. */
const FAILING_BUCKETS = 6;
/** Metrics come every half minute, and half a minute late at times; a silence is noticed later than that. */
const METRICS_LATELY_MS = 80_000;
/** One a minute, in ten seconds. */
const IDLE_REQUESTS = 1 / 6;
/** Two in a hundred requests more than usual; failures come in clusters, so certainty alone is no harm. */
const HARMFUL_SHARE = 0.02;
/** Half of the line of the failure ratio: it knows how clustered the failures of this service are. */
const FAILING_SCORE = 0.5;
/** Lines come late by minutes at times. */
const LINES_LATELY_MS = 300_000;
/** A harm that lasts longer is learnt: a service that changed for good would never be known again. */
const LEAVE_HURT_AT_MOST_MS = 6 * 60 * 60 * 1000;
/** Metrics are sent once a minute or so, and wait for nobody: an odd one is no emergency. */
const METRICS_WAIT_MS = 30_000;
const MOST_MINUTES_AT_ONCE = 10;
const HEALTH_BUCKETS = 12;
/** Half to twice what is usual is its traffic, or what its noise allows where that is more. */
const HEALTHY_SHARE = 0.5;
const HEALTHY_TIMES = 2;

/** One for all: a reading is used up before the next is made. */
const reading: StreamReading = { all: null, bad: null, latency: [] };

/** One service: its streams, the detectors that watch them, and how far it was looked at. */
export class ServiceWatch {
  readonly service: string;
  readonly lines: SignalStream;
  readonly requests: SignalStream;
  readonly metrics: MetricShelf;
  readonly templates: TemplateShelf;
  private readonly detectors: ServiceDetectors;
  private readonly failing: UsualShare;
  /** The minutes of metrics before this bucket are over; null before any was told. */
  private metricsTo: number | null;
  private metricsSeenAt: number;

  constructor(
    service: string,
    { makers, rooms, saved }: { makers: DetectorMakers; rooms: Rooms; saved?: SavedService | undefined }
  ) {
    this.service = service;
    this.lines = new SignalStream('lines', saved?.lines);
    this.requests = new SignalStream('requests', saved?.requests);
    this.detectors = new ServiceDetectors(service, makers, saved?.detectors);
    this.failing = new UsualShare(saved?.failing);
    this.metrics = new MetricShelf(service, { makers, room: rooms.metrics, saved: saved?.metrics ?? [] });
    this.templates = new TemplateShelf(service, { room: rooms.templates, saved: saved?.templates });
    this.metricsTo = saved?.metricsTo ?? null;
    this.metricsSeenAt = saved?.metricsSeenAt ?? 0;
  }

  get lastSeenAt(): number {
    return Math.max(this.lines.lastSeenAt, this.requests.lastSeenAt, this.metricsSeenAt);
  }

  /** Those that came in time; answers how many did not. */
  addMetrics({ source, whole }: ToldBy, counts: readonly MetricCounts[]): number {
    const [first] = counts;
    if (first === undefined) {
      return 0;
    }
    this.metricsTo ??= minuteOf(bucketOf(first.at));
    const from = this.metricsTo;
    const open = counts.filter(({ at }) => bucketOf(at) >= from);
    this.metricsSeenAt = open.reduce((latest, { at }) => Math.max(latest, at), this.metricsSeenAt);
    this.metrics.observe(source, open, { isWhole: whole !== null, from });
    return counts.length - open.length;
  }

  /** Steps every detector over what is complete by now. */
  advance(stepping: Stepping, surroundings: Surroundings): void {
    const { marks } = surroundings;
    const lines = this.lines.closing(marks, stepping.now);
    for (let bucket = lines.from; bucket < lines.to; bucket += 1) {
      this.lines.read(bucket, marks, reading);
      const how = this.manner(bucket, stepping, surroundings);
      this.detectors.stepLines(bucket, { ...how, reading }, stepping);
      this.templates.step(bucket, { ...how, isKnown: reading.all !== null }, stepping);
    }
    const requests = this.requests.closing(marks, stepping.now);
    for (let bucket = requests.from; bucket < requests.to; bucket += 1) {
      this.requests.read(bucket, marks, reading);
      const how = this.manner(bucket, stepping, surroundings);
      this.detectors.stepRequests(bucket, { ...how, reading, areErrors: !this.lines.isTold }, stepping);
      if (how.teach && reading.all !== null && reading.bad !== null) {
        this.failing.teach(reading.all, reading.bad);
      }
    }
    this.lines.closedTo = this.lines.closedTo === null ? null : Math.max(this.lines.closedTo, lines.to);
    this.requests.closedTo = this.requests.closedTo === null ? null : Math.max(this.requests.closedTo, requests.to);
    this.advanceMetrics(stepping, surroundings);
  }

  endAlarms(at: number, book: AlarmBook): void {
    this.detectors.endAlarms(at, book);
    this.metrics.clear(at, book);
    this.templates.clear(at, book);
  }

  /** Of alarms that stand. */
  alarmIds(): string[] {
    return [...this.detectors.alarmIds(), ...this.metrics.alarmIds(), ...this.templates.alarmIds()];
  }

  /** Traffic over the last two minutes that are closed; success up to what was told last: who asks will not wait. */
  health(): ServiceHealth {
    const { requests } = this;
    const to = Math.max(requests.closedTo ?? 0, bucketOf(requests.lastSeenAt) + 1);
    const from = to - HEALTH_BUCKETS;
    return {
      service: this.service,
      traffic: this.traffic(),
      success: requests.isTold
        ? { failed: requests.sum(BAD, from, to), requests: requests.sum(ALL, from, to), usualShare: this.failing.share }
        : null,
      lastSeenAt: this.lastSeenAt === 0 ? null : this.lastSeenAt,
      windowSeconds: (HEALTH_BUCKETS * BUCKET_MS) / 1000,
    };
  }

  save(): SavedService {
    return {
      service: this.service,
      lines: this.lines.save(),
      requests: this.requests.save(),
      metricsTo: this.metricsTo,
      metricsSeenAt: this.metricsSeenAt,
      failing: this.failing.save(),
      detectors: this.detectors.save(),
      metrics: this.metrics.save(),
      templates: this.templates.save(),
    };
  }

  clockWentBack(now: number): void {
    this.lines.clockWentBack(now);
    this.requests.clockWentBack(now);
    this.metricsTo = this.metricsTo === null ? null : Math.min(this.metricsTo, minuteOf(bucketOf(now)));
    this.metricsSeenAt = Math.min(this.metricsSeenAt, now);
  }

  private manner(bucket: number, { book, now }: Stepping, surroundings: Surroundings): StepManner {
    return {
      teach: !surroundings.isUntaught && !this.detectors.isHurt(book, bucket * BUCKET_MS, LEAVE_HURT_AT_MOST_MS),
      circumstances: (direction, subject): Circumstances => ({
        direction,
        isFailing: this.isFailing(bucket),
        livesOtherwise: subject === 'lines' ? this.livesOtherwise(bucket, now) : this.isIdle(bucket),
        isCalled: this.requests.isTold || surroundings.isCalled(this.service),
        tellsRequests: this.requests.isTold,
        requestsAreTold: surroundings.requestsAreTold,
      }),
    };
  }

  private advanceMetrics(stepping: Stepping, surroundings: Surroundings): void {
    if (this.metricsTo === null) {
      return;
    }
    const complete = minuteOf(bucketOf(stepping.now - METRICS_WAIT_MS));
    const from = Math.max(this.metricsTo, complete - MOST_MINUTES_AT_ONCE * MINUTE_BUCKETS);
    for (let minute = from; minute < complete; minute += MINUTE_BUCKETS) {
      const isKnown = this.metricsSeenAt >= minute * BUCKET_MS;
      this.metrics.step(minute, { isKnown, ...this.manner(minute, stepping, surroundings) }, stepping);
    }
    this.metricsTo = Math.max(this.metricsTo, complete);
  }

  private isFailing(bucket: number): boolean {
    const from = bucket + 1 - FAILING_BUCKETS;
    const of = this.requests.sum(ALL, from, bucket + 1);
    const failed = this.requests.sum(BAD, from, bucket + 1);
    const { share } = this.failing;
    const isNoise = (this.detectors.failureScore ?? FAILING_SCORE) < FAILING_SCORE;
    return !isNoise && failed / of - share >= HARMFUL_SHARE && exceedsUsualShare({ of, failed }, share);
  }

  private livesOtherwise(bucket: number, now: number): boolean {
    return this.requests.lastSeenAt > (bucket + 1) * BUCKET_MS || this.metricsSeenAt > now - METRICS_LATELY_MS;
  }

  /** Hardly ever asked, and its lines go on: that nobody asks is no trouble. */
  private isIdle(bucket: number): boolean {
    const usual = this.detectors.usualTraffic?.judgement.usual ?? 0;
    return usual < IDLE_REQUESTS && this.lines.lastSeenAt > bucket * BUCKET_MS - LINES_LATELY_MS;
  }

  private traffic(): ServiceHealth['traffic'] {
    const usual = this.detectors.usualTraffic;
    const { usual: mean = null, low = null, high = null } = usual?.judgement ?? {};
    if (usual === null || mean === null || low === null || high === null) {
      return null;
    }
    const stream = usual.unit === 'requests' ? this.requests : this.lines;
    const to = stream.closedTo ?? 0;
    // Noise of a sum is the smaller share of it, by the root of how many were added up.
    const within = Math.sqrt(HEALTH_BUCKETS);
    const expected = HEALTH_BUCKETS * mean;
    return {
      seen: stream.sum(ALL, to - HEALTH_BUCKETS, to),
      low: Math.max(0, Math.min(expected - within * (mean - low), HEALTHY_SHARE * expected)),
      high: Math.max(expected + within * (high - mean), HEALTHY_TIMES * expected),
      unit: usual.unit,
    };
  }
}

/** The first bucket of the minute. */
function minuteOf(bucket: number): number {
  return Math.floor((bucket * BUCKET_MS) / MINUTE_MS) * MINUTE_BUCKETS;
}
