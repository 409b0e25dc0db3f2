import { SeededRandom } from '../seeded-random.ts';

/** A Monday, 0:00 UTC. */
export const SERIES_START = Date.UTC(2026, 2, 2);
export const BUCKET = 10_000;
export const BUCKETS_A_DAY = 8640;

/** Of a mean of one: three times as much at the height of the day as in the night, half as much at weekends. */
export function dayAndWeek(at: number): number {
  const hours = (at - SERIES_START) / 3_600_000;
  const day = 1 + 0.5 * Math.cos(((hours % 24) - 14) * (Math.PI / 12));
  return Math.floor(hours / 24) % 7 >= 5 ? day / 2 : day;
}

/** Counts that are wider than Poisson: events in clumps, at a rate that wanders slowly by a third. */
export class NoisyCounts {
  private readonly random: SeededRandom;
  private readonly clump: number;
  private wander = 0;

  constructor(seed: number, { clump = 1 }: { clump?: number } = {}) {
    this.random = new SeededRandom(seed);
    this.clump = clump;
  }

  next(mean: number): number {
    const normal = this.random.next() + this.random.next() + this.random.next() + this.random.next() - 2;
    this.wander = 0.995 * this.wander + 0.04 * normal;
    const rate = mean * Math.exp(this.wander);
    if (this.clump === 1) {
      return this.random.manyLines(rate);
    }
    let count = 0;
    for (let clumps = this.random.poisson(rate / this.clump); clumps > 0; clumps -= 1) {
      count += 1 + this.random.below(2 * this.clump - 1);
    }
    return count;
  }
}

/** Alarms as they began and ended, of a detector that is stepped over a span. */
export function watch<Reading>(
  detector: {
    step(at: number, reading: Reading, how: { teach: boolean }): { phase: string; startedAt: number | null };
  },
  { buckets, from = 0, reading }: { buckets: number; from?: number; reading: (at: number, bucket: number) => Reading }
): { bucket: number; startedAt: number; endedBucket: number | null }[] {
  const alarms: { bucket: number; startedAt: number; endedBucket: number | null }[] = [];
  for (let bucket = from; bucket < from + buckets; bucket += 1) {
    const at = SERIES_START + bucket * BUCKET;
    const { phase, startedAt } = detector.step(at, reading(at, bucket), { teach: true });
    const open = alarms.at(-1);
    if (phase === 'raised') {
      alarms.push({ bucket, startedAt: startedAt ?? Number.NaN, endedBucket: null });
    } else if (phase === 'ended' && open !== undefined) {
      open.endedBucket = bucket;
    }
  }
  return alarms;
}
