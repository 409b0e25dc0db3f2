import type { FastRandom } from '../random/fast-random.ts';

const { exp, max, min } = Math;

/** Seconds after the end of its ten seconds at which the median bucket of each kind is told. */
const MEDIAN_SECONDS = { lines: 3.5, traffic: 4.5, metrics: 6 } as const;
export type SignalKind = keyof typeof MEDIAN_SECONDS;
/** Shippers that are slow stay so for a while: the logarithm of the lag is autocorrelated. */
const KEPT = 0.9;
const SPREAD = 0.25;
const LONGEST_SECONDS = 45;

/** When what happened is told: mostly within 20 seconds, not always in order. */
export class DeliveryLags {
  private readonly random: FastRandom;
  private readonly median: number;
  private state = 0;

  constructor(random: FastRandom, kind: SignalKind) {
    this.random = random;
    this.median = MEDIAN_SECONDS[kind] * random.between(0.7, 1.5);
  }

  /** Milliseconds after the end of the bucket. */
  next(): number {
    this.state = KEPT * this.state + SPREAD * this.random.normal();
    const seconds = this.median * exp(this.state + 0.3 * this.random.normal());
    return Math.round(1000 * min(LONGEST_SECONDS, max(0.3, seconds)));
  }
}
