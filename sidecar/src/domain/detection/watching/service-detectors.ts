import type { DetectorId } from '@incident-memory/contract';
import type { CountReading } from '../detectors/count-detector.ts';
import type { RatioReading } from '../detectors/failure-ratio-detector.ts';
import type { Judgement } from '../detectors/judgement.ts';
import type { LatencyReading } from '../detectors/latency-detector.ts';
import { quantile } from '../../traffic/latency-sketch.ts';
import type { AlarmBook } from './alarms/alarm-book.ts';
import { BUCKET_MS } from './streams/bucket-ring.ts';
import type { DetectorMakers } from './detector-makers.ts';
import { MINUTE_BUCKETS, MINUTE_MS } from './metrics/metric-watch.ts';
import type { StreamReading } from './streams/signal-stream.ts';
import { endAlarm, follow, type Stepping, type StepManner } from './stepping.ts';
import { saveSeries, watchedSeries, type SavedSeries, type WatchedSeries } from './watched-series.ts';

export type CountedNoun = 'error lines' | 'failed requests';

export interface SavedDetectors {
  readonly errorCount: (SavedSeries & { readonly noun: CountedNoun }) | null;
  readonly failureRatio: SavedSeries | null;
  readonly latency: SavedSeries | null;
  readonly silence: SavedSeries | null;
  readonly silentLines: SavedSeries | null;
  readonly traffic: SavedSeries | null;
  readonly minuteRequests: number | null;
}

interface Counted {
  readonly noun: CountedNoun;
  readonly series: WatchedSeries<CountReading>;
}

type Series =
  | WatchedSeries<number>
  | WatchedSeries<CountReading>
  | WatchedSeries<RatioReading>
  | WatchedSeries<LatencyReading>;

/** What the slowest twentieth feel; of few requests no higher quantile is known. */
const LATENCY_QUANTILE = 0.95;

/**
 * The detectors of one service as a whole. Errors are its error lines, or its failed requests where it writes no lines;
 * silence is that of its requests, and of its lines: an idle service is missed by its heartbeat alone.
 */
export class ServiceDetectors {
  private readonly service: string;
  private readonly makers: DetectorMakers;
  private errorCount: Counted | null;
  private failureRatio: WatchedSeries<RatioReading> | null;
  private latency: WatchedSeries<LatencyReading> | null;
  private silence: WatchedSeries<number> | null;
  private silentLines: WatchedSeries<number> | null;
  private traffic: WatchedSeries<number> | null;
  /** Of the minute that is under way; null where a part of it is not known. */
  private minuteRequests: number | null;

  constructor(service: string, makers: DetectorMakers, saved?: SavedDetectors) {
    this.service = service;
    this.makers = makers;
    this.errorCount = saved?.errorCount ? this.errorsOf(saved.errorCount.noun, saved.errorCount) : null;
    this.silence = saved?.silence ? this.silenceOf('requests', saved.silence) : null;
    this.silentLines = saved?.silentLines ? this.silenceOf('lines', saved.silentLines) : null;
    this.failureRatio = saved?.failureRatio ? this.failuresOf(saved.failureRatio) : null;
    this.latency = saved?.latency ? this.latencyOf(saved.latency) : null;
    this.traffic = saved?.traffic ? this.trafficOf(saved.traffic) : null;
    this.minuteRequests = saved === undefined ? 0 : saved.minuteRequests;
  }

  /** What was usual in the bucket last stepped, of requests or of lines. */
  get usualTraffic(): { readonly judgement: Judgement; readonly unit: 'requests' | 'lines' } | null {
    const { silence, silentLines } = this;
    const unit = silence === null ? 'lines' : 'requests';
    const judgement = (silence ?? silentLines)?.last ?? null;
    return judgement === null ? null : { judgement, unit };
  }

  /** How far failing requests were beyond what noise explains in the bucket last stepped; null where nobody looks. */
  get failureScore(): number | null {
    return this.failureRatio?.last?.score ?? null;
  }

  /** Users are hurt, says some detector of it: what it does meanwhile is not its usual. */
  isHurt(book: AlarmBook, at: number, atMostMs: number): boolean {
    return this.all().some(({ alarm, alarmSince }) => {
      return alarm !== null && at - alarmSince < atMostMs && book.get(alarm)?.hurts === true;
    });
  }

  stepLines(bucket: number, { reading, ...how }: StepManner & ReadLines, stepping: Stepping): void {
    const step = { at: bucket * BUCKET_MS, stepMs: BUCKET_MS, ...how };
    this.errorCount = this.counted(this.errorCount, 'error lines', stepping);
    follow(this.errorCount.series, { ...step, reading: countOf(reading) }, stepping);
    this.silentLines ??= this.silenceOf('lines');
    follow(this.silentLines, { ...step, reading: reading.all }, stepping);
  }

  /** `areErrors`: the service writes no lines, failed requests are its errors. */
  stepRequests(bucket: number, { reading, areErrors, ...how }: StepManner & ReadRequests, stepping: Stepping): void {
    const step = { at: bucket * BUCKET_MS, stepMs: BUCKET_MS, ...how };
    const { all, bad, latency } = reading;
    if (areErrors) {
      this.errorCount = this.counted(this.errorCount, 'failed requests', stepping);
      follow(this.errorCount.series, { ...step, reading: countOf(reading) }, stepping);
    }
    this.silence ??= this.silenceOf('requests');
    follow(this.silence, { ...step, reading: all }, stepping);
    this.failureRatio ??= this.failuresOf();
    const failures = all === null || bad === null ? null : { requests: all, failures: bad };
    follow(this.failureRatio, { ...step, reading: failures }, stepping);
    this.latency ??= this.latencyOf();
    const milliseconds = all === null ? null : quantile(latency, LATENCY_QUANTILE);
    const slowness = all === null || milliseconds === null ? null : { requests: all, milliseconds };
    follow(this.latency, { ...step, reading: slowness }, stepping);
    this.minuteRequests = this.minuteRequests === null || all === null ? null : this.minuteRequests + all;
    if ((bucket + 1) % MINUTE_BUCKETS === 0) {
      this.traffic ??= this.trafficOf();
      const minute = { at: (bucket + 1 - MINUTE_BUCKETS) * BUCKET_MS, stepMs: MINUTE_MS, ...how };
      follow(this.traffic, { ...minute, reading: this.minuteRequests }, stepping);
      this.minuteRequests = 0;
    }
  }

  alarmIds(): string[] {
    return this.all().flatMap(({ alarm }) => alarm ?? []);
  }

  endAlarms(at: number, book: AlarmBook): void {
    for (const series of this.all()) {
      endAlarm(series, at, book);
    }
  }

  save(): SavedDetectors {
    const saved = <Reading>(series: WatchedSeries<Reading> | null) => series && saveSeries(series);
    const counted = (one: Counted | null) => one && { ...saveSeries(one.series), noun: one.noun };
    return {
      errorCount: counted(this.errorCount),
      failureRatio: saved(this.failureRatio),
      latency: saved(this.latency),
      silence: saved(this.silence),
      silentLines: saved(this.silentLines),
      traffic: saved(this.traffic),
      minuteRequests: this.minuteRequests,
    };
  }

  /** What stood for the service before is another series: lines count differently from requests. */
  private counted(before: Counted | null, noun: CountedNoun, { now, book }: Stepping): Counted {
    if (before?.noun === noun) {
      return before;
    }
    if (before !== null) {
      endAlarm(before.series, now, book);
    }
    return this.errorsOf(noun);
  }

  private errorsOf(noun: CountedNoun, saved?: SavedSeries): Counted {
    return { noun, series: watchedSeries(this.about('error-count'), this.makers.errorCount(noun), saved) };
  }

  private silenceOf(noun: 'requests' | 'lines', saved?: SavedSeries): WatchedSeries<number> {
    const about = { ...this.about('silence'), subject: noun === 'lines' ? noun : '' };
    return watchedSeries(about, this.makers.silence(noun), saved);
  }

  private failuresOf(saved?: SavedSeries): WatchedSeries<RatioReading> {
    return watchedSeries(this.about('failure-ratio'), this.makers.failureRatio, saved);
  }

  private latencyOf(saved?: SavedSeries): WatchedSeries<LatencyReading> {
    return watchedSeries(this.about('latency'), this.makers.latency, saved);
  }

  private trafficOf(saved?: SavedSeries): WatchedSeries<number> {
    return watchedSeries(this.about('traffic'), this.makers.traffic, saved);
  }

  private about(detector: DetectorId) {
    return { detector, service: this.service, subject: '' };
  }

  private all(): Series[] {
    const { errorCount, silence, silentLines, failureRatio, latency, traffic } = this;
    const all: Array<Series | null> = [
      errorCount?.series ?? null,
      silence,
      silentLines,
      failureRatio,
      latency,
      traffic,
    ];
    return all.filter((series) => series !== null);
  }
}

interface ReadLines {
  readonly reading: StreamReading;
}

interface ReadRequests {
  readonly reading: StreamReading;
  readonly areErrors: boolean;
}

function countOf({ all, bad }: StreamReading): CountReading | null {
  return all === null || bad === null ? null : { count: bad, others: Math.max(0, all - bad) };
}
