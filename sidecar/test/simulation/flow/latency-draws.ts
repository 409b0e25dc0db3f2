import { binOf, HIGHEST_BIN } from '../../../src/domain/traffic/latency-sketch.ts';
import type { FastRandom } from '../random/fast-random.ts';

/** A share of requests takes much longer on any day: cold connections, large answers. */
const TAIL_SHARE = 0.02;
const TAIL_TIMES = 4;
/** As many as are drawn once for a service and then read from changing places; more than a busy step asks for. */
const POOL = 1 << 15;

/** Bins are logarithmic, so that times as long is so many bins higher. */
const BIN_OF_ONE = binOf(1);
const BINS_PER_E = (binOf(Math.exp(10)) - BIN_OF_ONE) / 10;

const { log, max, min, round } = Math;

/** The shape of a service's latencies, as bins above or below its median. */
export function latencyPool(random: FastRandom, sigma: number): Int16Array {
  return Int16Array.from({ length: POOL }, () =>
    round((sigma * random.normal() + (random.chance(TAIL_SHARE) ? log(TAIL_TIMES) : 0)) * BINS_PER_E)
  );
}

/** Counts latencies into bins. One is used for all services in turn. */
export class LatencyDraws {
  private readonly counts = new Int32Array(HIGHEST_BIN + 1);
  private lowest = HIGHEST_BIN;
  private highest = 0;
  private readonly random: FastRandom;

  constructor(random: FastRandom) {
    this.random = random;
  }

  add(pool: Int16Array, count: number, medianMs: number): void {
    const counts = this.counts;
    const middle = round(BIN_OF_ONE + log(max(medianMs, 0.01)) * BINS_PER_E);
    let at = this.random.word() & (POOL - 1);
    let lowest = this.lowest;
    let highest = this.highest;
    for (let index = 0; index < count; index += 1) {
      const bin = min(HIGHEST_BIN, max(0, middle + (pool[at] ?? 0)));
      counts[bin] = (counts[bin] ?? 0) + 1;
      at = (at + 1) & (POOL - 1);
      lowest = bin < lowest ? bin : lowest;
      highest = bin > highest ? bin : highest;
    }
    this.lowest = lowest;
    this.highest = highest;
  }

  get highestBin(): number {
    return this.highest;
  }

  /** What was added since the last time, as a sketch. */
  take(): number[] {
    const bins: number[] = [];
    for (let bin = this.lowest; bin <= this.highest; bin += 1) {
      const count = this.counts[bin] ?? 0;
      if (count > 0) {
        bins.push(bin, count);
        this.counts[bin] = 0;
      }
    }
    this.lowest = HIGHEST_BIN;
    this.highest = 0;
    return bins;
  }
}
