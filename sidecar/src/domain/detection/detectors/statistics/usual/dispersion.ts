import { deviationOf, type Spread } from '../windows/count-tail.ts';

/**
 * How much wider than Poisson the noise of a series is, learnt from what it does in quiet times. Two things make it so.
 * Events come in clumps: then the variance is a multiple of the mean, whatever the mean (errors in bursts of five have
 * five times as much). And the rate itself swings: then the deviation is a share of the mean. The first is learnt where
 * few are expected, the second where many are, each only where the other matters little.
 */
export class Dispersion implements Spread {
  private readonly memory: number;
  private clumps: number;
  private clumpsSeen: number;
  private swings: number;
  private swingsSeen: number;

  /** `memory`: how many values it remembers. */
  constructor(memory: number, [clumps, clumpsSeen, swing, swingSeen]: DispersionState = UNKNOWN) {
    this.memory = memory;
    this.clumps = clumps;
    this.clumpsSeen = clumpsSeen;
    this.swings = swing;
    this.swingsSeen = swingSeen;
  }

  get clump(): number {
    // Where few were hardly ever expected, clumps are within what was learnt as swing.
    const unseen = this.clumpsSeen < PRIOR_VALUES && this.swingsSeen >= PRIOR_VALUES;
    return this.clumps > 1 && !unseen ? this.clumps : 1;
  }

  get swing(): number {
    return this.swings > 0 ? this.swings : 0;
  }

  learn(count: number, expected: number): void {
    const mean = expected > LEAST_MEAN ? expected : LEAST_MEAN;
    const most = CLIP_DEVIATIONS * deviationOf(mean, this) + 1;
    const off = count - expected;
    const distance = off > most ? most : off < -most ? -most : off;
    if (expected < MANY) {
      this.clumpsSeen = this.clumpsSeen < this.memory ? this.clumpsSeen + 1 : this.memory;
      this.clumps += ((distance * distance) / mean - this.clumps) / (this.clumpsSeen + PRIOR_VALUES);
    } else {
      this.swingsSeen = this.swingsSeen < this.memory ? this.swingsSeen + 1 : this.memory;
      const ofClumps = this.clumpsSeen < PRIOR_VALUES ? 1 : this.clump;
      const seen = (distance * distance - ofClumps * mean) / (mean * mean);
      this.swings += (seen - this.swings) / (this.swingsSeen + PRIOR_VALUES);
    }
  }

  save(): DispersionState {
    return [round(this.clumps), this.clumpsSeen, round(this.swings), this.swingsSeen];
  }
}

export type DispersionState = readonly [clumps: number, clumpsSeen: number, swing: number, swingSeen: number];

/**
 * Most services' errors come somewhat clumped (retries, stack traces logged twice), most loads swing by a fifth.
 * The prior counts for `PRIOR_VALUES`.
 */
const UNKNOWN: DispersionState = Object.freeze([2, 0, 0.04, 0] as const);
const PRIOR_VALUES = 30;
/** Below it a single event would make the ratio leap. */
const LEAST_MEAN = 0.05;
/** From here on a swing by a third is wider than Poisson. */
const MANY = 10;
/** One value teaches at most so many of the present deviations. */
const CLIP_DEVIATIONS = 5;

function round(value: number): number {
  return Number(value.toPrecision(4));
}
