import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import type { Alarm } from '../../../src/domain/detection/alarms/alarm.ts';
import { BUCKET_MS } from '../../../src/domain/detection/watching/streams/bucket-ring.ts';
import type { DetectorMakers } from '../../../src/domain/detection/watching/detector-makers.ts';
import type { ObservedSignals } from '../../../src/domain/detection/watching/streams/observed-signals.ts';
import { PRODUCT_DETECTORS } from '../../../src/domain/detection/watching/product-detectors.ts';
import { SignalWatch } from '../../../src/domain/detection/watching/signal-watch.ts';
import type { WatchedStep } from '../../../src/domain/detection/watching/stepping.ts';
import type { MetricCounts } from '../../../src/domain/metrics/metric-counts.ts';
import { binsOf } from '../../../src/domain/traffic/latency-sketch.ts';
import type { LatencyBins } from '../../../src/domain/traffic/traffic-counts.ts';
import { SeededRandom } from '../seeded-random.ts';

/** What a service does in ten seconds; what is left out is as it usually is. */
export interface Behaviour {
  readonly requests?: number;
  readonly failedShare?: number;
  /** Of the usual. */
  readonly slowness?: number;
  readonly errorLines?: number;
  readonly memoryShare?: number;
  readonly queue?: number;
  readonly silent?: boolean;
  /** Lines of templates beside the usual ones. */
  readonly messages?: Readonly<Record<string, { readonly lines: number; readonly isError: boolean }>>;
}

export type Life = (service: string, bucket: number) => Behaviour;

const USUAL_REQUESTS = 120;
const USUAL_MS = 40;
const POOL = 8;
const REMEMBERED = 20;
/** When all of ten seconds is told, after their end. */
const TOLD_AFTER_MS = 3000;

/** A few services whose signals are made up, bucket by bucket, and the watch over them. */
export class WatchedServices {
  static readonly start = Date.UTC(2026, 2, 2, 8);
  watch: SignalWatch;
  readonly raised: Alarm[] = [];
  readonly ended: Alarm[] = [];
  onStep: (step: WatchedStep) => void = () => undefined;
  modeOf: (detector: DetectorId) => DetectorMode = () => 'live';
  heldBack: (alarm: Alarm) => string | null = () => null;
  bucket = 0;
  /** What was told in the last minutes, as a store would know it. */
  lately: ObservedSignals[] = [];
  private readonly names: readonly string[];
  private readonly random: SeededRandom;
  private readonly pools = new Map<string, LatencyBins[]>();

  constructor({
    services = ['cart', 'checkout', 'payment'],
    seed = 1,
    makers = PRODUCT_DETECTORS,
  }: { services?: readonly string[]; seed?: number; makers?: DetectorMakers } = {}) {
    this.names = services;
    this.random = new SeededRandom(seed);
    this.watch = new SignalWatch({ makers });
  }

  get now(): number {
    return WatchedServices.start + this.bucket * BUCKET_MS;
  }

  /** So many buckets pass, each told a moment after its end. */
  live(buckets: number, life: Life = () => ({})): void {
    for (const last = this.bucket + buckets; this.bucket < last; this.bucket += 1) {
      const signals = this.signals(life);
      this.lately = [...this.lately.slice(-REMEMBERED), signals];
      this.tell(signals);
      this.check(this.now + BUCKET_MS + TOLD_AFTER_MS);
    }
  }

  tell(signals: ObservedSignals, { source = 'push', whole = null as { from: number; to: number } | null } = {}): void {
    this.watch.observe(signals, { source, now: this.now + BUCKET_MS + TOLD_AFTER_MS, whole });
  }

  check(now: number): void {
    const changes = this.watch.evaluate(now, {
      modeOf: (detector) => this.modeOf(detector),
      heldBack: (alarm) => this.heldBack(alarm),
      onStep: (step) => this.onStep(step),
    });
    this.raised.push(...changes.raised);
    this.ended.push(...changes.ended);
  }

  signals(life: Life): ObservedSignals {
    const at = this.now;
    const told = this.names.map((service) => this.told(service, at, life(service, this.bucket)));
    return {
      counts: told.flatMap(({ counts }) => counts),
      operations: told.flatMap(({ operations }) => operations),
      metrics: told.flatMap(({ metrics }) => metrics),
      templateCounts: told.flatMap(({ templateCounts }) => templateCounts),
    };
  }

  /** In words, for comparing: "failure-ratio of checkout". */
  static words(alarms: readonly Alarm[]): string[] {
    return [...new Set(alarms.map(({ detector, service }) => `${detector} of ${service}`))].sort();
  }

  private told(service: string, at: number, does: Behaviour) {
    if (does.silent === true) {
      return { counts: [], operations: [], metrics: [], templateCounts: [] };
    }
    const requests = this.random.manyLines(does.requests ?? USUAL_REQUESTS);
    const errors = Math.min(requests, this.random.poisson(requests * (does.failedShare ?? 0.003)));
    const errorLines = this.random.poisson(does.errorLines ?? 0.4);
    const latency = this.latencies(requests, does.slowness ?? 1);
    const templates = {
      usual: { lines: requests, isError: false },
      ...(errorLines > 0 ? { wrong: { lines: errorLines, isError: true } } : {}),
      ...does.messages,
    };
    const lines = Object.values(templates).reduce((sum, { lines: of }) => sum + of, 0);
    return {
      counts: [{ service, at, lines, errors: errorLines, warnings: 0 }],
      operations: [{ service, operation: '', at, requests, errors, latency, slowestMs: 1, slowestTrace: null }],
      metrics: [
        gauge({ service, at, metric: 'process.memory.usage', value: 4e9 * this.around(does.memoryShare ?? 0.4) }),
        gauge({ service, at, metric: 'process.memory.limit', value: 4e9 }),
        gauge({ service, at, metric: 'queue.length', value: 50 * this.around(1) + (does.queue ?? 0) }),
      ],
      templateCounts: Object.entries(templates).map(([template, { lines: of, isError }]) => ({
        ...{ service, template: `${service}/${template}`, at, lines: of, errors: isError ? of : 0 },
      })),
    };
  }

  /** Of a few draws that are made once: drawing is dearer than all that is tested with it. */
  private latencies(requests: number, slowness: number): LatencyBins {
    const size = Math.max(1, Math.round(requests / 20)) * 20;
    const key = `${size} ${slowness}`;
    const pool =
      this.pools.get(key) ??
      Array.from({ length: POOL }, () =>
        binsOf(Array.from({ length: size }, () => USUAL_MS * slowness * Math.exp(this.normal() * 0.4)))
      );
    this.pools.set(key, pool);
    return pool[this.random.below(POOL)] ?? [];
  }

  private around(value: number): number {
    return value * (1 + 0.02 * this.normal());
  }

  private normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.random.next())) * Math.cos(2 * Math.PI * this.random.next());
  }
}

function gauge(told: { service: string; at: number; metric: string; value: number }): MetricCounts {
  const { service, at, metric, value } = told;
  return {
    ...{ service, at, metric, unit: 'By', kind: 'gauge', labels: '' },
    ...{ count: 1, sum: value, min: value, max: value, last: value },
  };
}
