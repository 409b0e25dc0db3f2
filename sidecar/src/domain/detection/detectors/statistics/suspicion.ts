import { BUCKETS_PER_HOUR } from './bucket.ts';

/**
 * What begins to look wrong teaches nothing, or a thin failure would be usual before it is certain. Not for ever: what has
 * looked odd for two hours without being an alarm is how the series is.
 */
export class Suspicion {
  private steps: number;

  constructor(steps = 0) {
    this.steps = steps;
  }

  /** Is this step to be left out? */
  holds(score: number): boolean {
    this.steps = score >= SUSPECT_SCORE ? Math.min(this.steps + 1, LONGEST_STEPS) : Math.max(0, this.steps - FADING);
    return score >= SUSPECT_SCORE && this.steps < LONGEST_STEPS;
  }

  save(): number {
    return this.steps;
  }
}

const SUSPECT_SCORE = 0.4;
const LONGEST_STEPS = 2 * BUCKETS_PER_HOUR;
/** A quarter of the time that it was odd. */
const FADING = 4;
