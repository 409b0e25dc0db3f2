import { STATISTICS_STEP_MS } from '../../../signals/service-counts.ts';
import { addBins } from '../../../traffic/latency-sketch.ts';
import type { LatencyBins } from '../../../traffic/traffic-counts.ts';

export const BUCKET_MS = STATISTICS_STEP_MS;

/** The number of the bucket that a time falls into. */
export function bucketOf(at: number): number {
  return Math.floor(at / BUCKET_MS);
}

/** Five minutes: what may still be open, and the two minutes before it that health is read from. */
export const RING_BUCKETS = 32;

/** Lines or requests … */
export const ALL = 0;
/** … and of them those that are errors or failed. */
export const BAD = 1;
const COLUMNS = 2;
export type Column = typeof ALL | typeof BAD;

const NO_LATENCY: LatencyBins = [];

/**
 * The last minutes of one kind of signal of one service, as one source tells them: counts by bucket of event time, in fixed memory. A bucket
 * that comes a ring later takes the room of an older one.
 */
export class BucketRing {
  private readonly numbers = new Int32Array(RING_BUCKETS);
  private readonly values = new Float64Array(RING_BUCKETS * COLUMNS);
  private readonly latencies: LatencyBins[] = Array.from({ length: RING_BUCKETS }, () => NO_LATENCY);

  /** False where the bucket is older than the ring reaches. */
  add(bucket: number, column: Column, value: number): boolean {
    const slot = this.slotFor(bucket);
    if (slot < 0) {
      return false;
    }
    const index = slot * COLUMNS + column;
    this.values[index] = (this.values[index] ?? 0) + value;
    return true;
  }

  set(bucket: number, column: Column, value: number): void {
    const slot = this.slotFor(bucket);
    if (slot >= 0) {
      this.values[slot * COLUMNS + column] = value;
    }
  }

  addLatency(bucket: number, bins: LatencyBins): void {
    const slot = this.slotFor(bucket);
    if (slot >= 0) {
      this.latencies[slot] = addBins(this.latencies[slot] ?? NO_LATENCY, bins);
    }
  }

  setLatency(bucket: number, bins: LatencyBins): void {
    const slot = this.slotFor(bucket);
    if (slot >= 0) {
      this.latencies[slot] = bins;
    }
  }

  read(bucket: number, column: Column): number {
    const slot = bucket % RING_BUCKETS;
    return this.numbers[slot] === bucket ? (this.values[slot * COLUMNS + column] ?? 0) : 0;
  }

  /** Sketches are large; once read they are let go. */
  takeLatency(bucket: number): LatencyBins {
    const slot = bucket % RING_BUCKETS;
    if (this.numbers[slot] !== bucket) {
      return NO_LATENCY;
    }
    const bins = this.latencies[slot] ?? NO_LATENCY;
    this.latencies[slot] = NO_LATENCY;
    return bins;
  }

  sum(column: Column, from: number, to: number): number {
    let sum = 0;
    for (let bucket = Math.max(from, to - RING_BUCKETS); bucket < to; bucket += 1) {
      sum += this.read(bucket, column);
    }
    return sum;
  }

  private slotFor(bucket: number): number {
    const slot = bucket % RING_BUCKETS;
    const held = this.numbers[slot] ?? 0;
    if (held === bucket) {
      return slot;
    }
    if (held > bucket) {
      return -1;
    }
    this.numbers[slot] = bucket;
    this.values.fill(0, slot * COLUMNS, (slot + 1) * COLUMNS);
    this.latencies[slot] = NO_LATENCY;
    return slot;
  }
}
