/**
 * How much wider than Poisson the noise of a series is, learnt from what it does in quiet times. Kept as variance over
 * mean (1 for Poisson), since errors that come in bursts of five have that ratio at any rate. Beyond the rate at which
 * it was learnt it is continued as a share of the rate, since load that swings by half swings by half at any load: the
 * wider of the two on either side.
 */
export class Dispersion {
  private readonly memory: number;
  private ratio: number;
  private typical: number;
  private seen: number;

  /** `memory`: how many values it remembers. */
  constructor(memory: number, state: DispersionState = { ratio: USUAL_RATIO, typical: 0, seen: 0 }) {
    this.memory = memory;
    this.ratio = state.ratio;
    this.typical = state.typical;
    this.seen = state.seen;
  }

  learn(count: number, expected: number): void {
    const mean = expected > LEAST_MEAN ? expected : LEAST_MEAN;
    const most = CLIP_DEVIATIONS * Math.sqrt(this.ratio * mean) + 1;
    const distance = Math.min(Math.abs(count - expected), most);
    this.seen = this.seen < this.memory ? this.seen + 1 : this.memory;
    const gain = 1 / (this.seen + PRIOR_VALUES);
    this.ratio += gain * ((distance * distance) / mean - this.ratio);
    this.typical += (expected - this.typical) / this.seen;
  }

  /** In the form variance = mean + dispersion · mean². */
  of(mean: number): number {
    const wider = this.ratio - 1;
    if (wider <= 0) {
      return 0;
    }
    const at = mean < this.typical || this.typical === 0 ? mean : this.typical;
    return wider / (at > LEAST_MEAN ? at : LEAST_MEAN);
  }

  save(): DispersionState {
    return { ratio: round(this.ratio), typical: round(this.typical), seen: this.seen };
  }
}

export interface DispersionState {
  readonly ratio: number;
  readonly typical: number;
  readonly seen: number;
}

/** Most services' errors come somewhat clumped: retries, stack traces logged twice. */
const USUAL_RATIO = 2;
/** The prior counts for so many values. */
const PRIOR_VALUES = 30;
/** Below it a single event would make the ratio leap. */
const LEAST_MEAN = 0.05;
/** One value teaches at most so many of the present deviations. */
const CLIP_DEVIATIONS = 5;

function round(value: number): number {
  return Number(value.toPrecision(5));
}
