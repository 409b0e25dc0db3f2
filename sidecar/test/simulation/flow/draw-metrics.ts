import type { MetricCounts } from '../../../src/domain/metrics/metric-counts.ts';
import type { FastRandom } from '../random/fast-random.ts';
import type { ServiceSpec } from '../shop/shop.ts';

/** Metrics are read twice a minute, each service at its own second. */
export const METRIC_STEPS = 3;
const DISK_LIMIT = 500 * 1024 ** 3;
const DISK_GROWTH_A_DAY = 0.004;
const DAY_MS = 86_400_000;
/** Garbage is collected when so much of the limit was added. */
const SAWTOOTH = 0.08;

const { exp, max, min, round } = Math;

export interface MetricsNow {
  readonly at: number;
  /** Load against the height of the day. */
  readonly load: number;
  readonly memory: number;
  readonly disk: number;
  readonly cpu: number;
  /** Of what it hands over to a queue, how much waits; null where it has none. */
  readonly queue: number | null;
}

/** A service's numbers of itself: memory with its limit, processor, and where it has them a disk and a queue. */
export class MetricDraws {
  private readonly random: FastRandom;
  private readonly spec: ServiceSpec;
  private readonly hasDisk: boolean;
  private readonly start: number;
  private readonly base: number;
  private readonly warmMs: number;
  private startedAt: number;
  private wander = 0;
  private garbage = 0;

  constructor(random: FastRandom, { spec, start }: { spec: ServiceSpec; start: number }) {
    this.random = random;
    this.spec = spec;
    this.start = start;
    this.startedAt = start - DAY_MS;
    this.hasDisk = spec.name.endsWith('-db');
    this.base = random.between(0.34, 0.46);
    this.warmMs = random.between(10, 60) * 60_000;
  }

  restart(at: number): void {
    this.startedAt = at;
    this.garbage = 0;
  }

  draw({ at, load, memory, disk, cpu, queue }: MetricsNow): MetricCounts[] {
    const { random, spec } = this;
    this.wander = 0.995 * this.wander + 0.002 * random.normal();
    this.garbage = this.garbage > SAWTOOTH ? 0 : this.garbage + 0.004 * (0.3 + load) * random.gamma(4);
    const warm = 1 - exp(-(at - this.startedAt) / this.warmMs);
    const used = (this.base + this.wander + 0.06 * min(2, load)) * (0.55 + 0.45 * warm) + this.garbage + memory;
    const busy = 0.04 + 0.45 * load * random.gamma(60) + cpu;
    const counts = [
      this.gauge(at, {
        metric: 'process.memory.usage',
        unit: 'By',
        value: round(min(1, max(0.05, used)) * spec.memoryLimit),
      }),
      this.gauge(at, { metric: 'process.memory.limit', unit: 'By', value: spec.memoryLimit }),
      this.gauge(at, { metric: 'process.cpu.utilization', unit: '1', value: min(1, busy) }),
    ];
    if (this.hasDisk) {
      const grown = 0.46 + (DISK_GROWTH_A_DAY * (at - this.start)) / DAY_MS + disk + 0.0005 * random.normal();
      counts.push(
        this.gauge(at, { metric: 'system.filesystem.usage', unit: 'By', value: round(min(1, grown) * DISK_LIMIT) }),
        this.gauge(at, { metric: 'system.filesystem.limit', unit: 'By', value: DISK_LIMIT })
      );
    }
    if (queue !== null) {
      counts.push(this.gauge(at, { metric: 'messaging.queue.length', unit: '{message}', value: round(queue) }));
    }
    return counts;
  }

  private gauge(at: number, { metric, unit, value }: { metric: string; unit: string; value: number }): MetricCounts {
    const { name } = this.spec;
    return {
      service: name,
      metric,
      unit,
      kind: 'gauge',
      labels: '',
      at,
      count: 1,
      sum: value,
      min: value,
      max: value,
      last: value,
    };
  }
}
