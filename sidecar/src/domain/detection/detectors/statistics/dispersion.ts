/**
 * How much wider than Poisson the noise of a series is, learnt from what it does in quiet times. Two things make it so.
 * Events come in clumps: then the variance is a multiple of the mean, whatever the mean (errors in bursts of five have
 * five times as much). And the rate itself swings: then the deviation is a share of the mean. The first is learnt where
 * few are expected, the second where many are, each only where the other matters little.
 */
export class Dispersion {
  private readonly memory: number;
  private clumps: number;
  private clumpsSeen: number;
  private swing: number;
  private swingSeen: number;

  /** `memory`: how many values it remembers. */
  constructor(memory: number, [clumps, clumpsSeen, swing, swingSeen]: DispersionState = UNKNOWN) {
    this.memory = memory;
    this.clumps = clumps;
    this.clumpsSeen = clumpsSeen;
    this.swing = swing;
    this.swingSeen = swingSeen;
  }

  learn(count: number, expected: number): void {
    const mean = expected > LEAST_MEAN ? expected : LEAST_MEAN;
    const most = CLIP_DEVIATIONS * Math.sqrt(mean + this.of(mean) * mean * mean) + 1;
    const off = count - expected;
    const distance = off > most ? most : off < -most ? -most : off;
    if (expected < MANY) {
      this.clumpsSeen = this.clumpsSeen < this.memory ? this.clumpsSeen + 1 : this.memory;
      this.clumps += ((distance * distance) / mean - this.clumps) / (this.clumpsSeen + PRIOR_VALUES);
    } else {
      this.swingSeen = this.swingSeen < this.memory ? this.swingSeen + 1 : this.memory;
      const seen = (distance * distance - mean) / (mean * mean);
      this.swing += (seen - this.swing) / (this.swingSeen + PRIOR_VALUES);
    }
  }

  /** In the form variance = mean + dispersion · mean². */
  of(mean: number): number {
    const wider = this.clumps > 1 ? this.clumps - 1 : 0;
    if (mean < MANY) {
      return wider / (mean > LEAST_MEAN ? mean : LEAST_MEAN);
    }
    const ofClumps = wider / mean;
    return this.swing > ofClumps ? this.swing : ofClumps;
  }

  save(): DispersionState {
    return [round(this.clumps), this.clumpsSeen, round(this.swing), this.swingSeen];
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
