import { CLOSING_LAG_MS } from './source-marks.ts';

/** Batches come every five seconds: what closes sooner lacks the last one. */
const SHORTEST_MS = 5000;
const MARGIN_MS = 500;
const DEVIATIONS = 2;
/** The last ten minutes or so. */
const GAIN = 1 / 60;
/** Buckets whose last word is still awaited. */
const MAX_OPEN = 12;

export type SavedLag = readonly [mean: number, square: number];

/**
 * How long after its end the last word on a bucket usually comes: a service whose shipper is quick need not wait as long
 * as one with many senders. Pieces that come later are lost to the detectors, so two deviations are waited for.
 */
export class UsualLag {
  private readonly open = new Map<number, number>();
  private mean: number;
  private square: number;

  constructor([mean, square]: SavedLag = [CLOSING_LAG_MS, CLOSING_LAG_MS ** 2]) {
    this.mean = mean;
    this.square = square;
  }

  get closingMs(): number {
    const deviation = Math.sqrt(Math.max(0, this.square - this.mean ** 2));
    return Math.min(CLOSING_LAG_MS, Math.max(SHORTEST_MS, this.mean + DEVIATIONS * deviation + MARGIN_MS));
  }

  /** A piece of the bucket came so long after its end. */
  note(bucket: number, lag: number): void {
    this.open.set(bucket, Math.max(this.open.get(bucket) ?? 0, Math.min(lag, CLOSING_LAG_MS)));
    if (this.open.size > MAX_OPEN) {
      this.open.delete(Math.min(...this.open.keys()));
    }
  }

  close(bucket: number): void {
    const lag = this.open.get(bucket);
    if (lag !== undefined) {
      this.open.delete(bucket);
      this.learn(lag);
    }
  }

  /** A piece came after its bucket had closed: too soon. */
  missed(): void {
    this.learn(CLOSING_LAG_MS);
  }

  save(): SavedLag {
    return [Math.round(this.mean), Math.round(this.square)];
  }

  private learn(lag: number): void {
    this.mean += GAIN * (lag - this.mean);
    this.square += GAIN * (lag * lag - this.square);
  }
}
