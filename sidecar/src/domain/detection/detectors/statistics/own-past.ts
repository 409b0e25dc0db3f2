import { BUCKETS_PER_HOUR } from './bucket.ts';

/**
 * A series' own past raises its own line. No model fits every series: where one keeps reaching far without being unwell,
 * an alarm must stand out of that. Remembered are the two highest of the hourly peaks, fading by half in five days. The
 * second highest counts, so that a single odd hour does not deafen. And each series has a budget of alarms: beyond two a
 * week, each further one raises the line. All of it is bounded, a gross failure is heard at any time.
 */
export class OwnPast {
  private hourPeak: number;
  private stepsInHour: number;
  private highest: number;
  private second: number;
  private alarms: number;
  private sinceAlarm: number;

  constructor(state?: OwnPastState) {
    this.hourPeak = state?.hour[0] ?? 0;
    this.stepsInHour = state?.hour[1] ?? 0;
    this.highest = state?.peaks[0] ?? 0;
    this.second = state?.peaks[1] ?? 0;
    this.alarms = state?.alarms[0] ?? 0;
    this.sinceAlarm = state?.alarms[1] ?? BUCKETS_PER_HOUR;
  }

  /** What the score is divided by. */
  get line(): number {
    const ofPeaks = PEAK_MARGIN * this.second;
    const ofBudget = 1 + BUDGET_STEP * Math.max(0, this.alarms - ALARMS_A_WEEK);
    const line = (ofPeaks > 1 ? ofPeaks : 1) * ofBudget;
    return line < HIGHEST_LINE ? line : HIGHEST_LINE;
  }

  /** One quiet step with its score before it was divided. */
  remember(score: number): void {
    if (score > this.hourPeak) {
      this.hourPeak = score;
    }
    this.stepsInHour += 1;
    this.sinceAlarm += 1;
    if (this.stepsInHour >= BUCKETS_PER_HOUR) {
      this.closeHour();
    }
  }

  /** Alarms within an hour are one: what comes and goes has been said already. */
  alarmed(): void {
    if (this.sinceAlarm >= BUCKETS_PER_HOUR) {
      this.alarms += 1;
    }
    this.sinceAlarm = 0;
  }

  save(): OwnPastState {
    return {
      hour: [round(this.hourPeak), this.stepsInHour],
      peaks: [round(this.highest), round(this.second)],
      alarms: [round(this.alarms), Math.min(this.sinceAlarm, BUCKETS_PER_HOUR)],
    };
  }

  private closeHour(): void {
    this.highest *= PEAK_KEPT;
    this.second *= PEAK_KEPT;
    this.alarms *= BUDGET_KEPT;
    const peak = Math.min(this.hourPeak, HIGHEST_LINE);
    if (peak > this.highest) {
      this.second = this.highest;
      this.highest = peak;
    } else if (peak > this.second) {
      this.second = peak;
    }
    this.hourPeak = 0;
    this.stepsInHour = 0;
  }
}

export interface OwnPastState {
  readonly hour: readonly [peak: number, steps: number];
  readonly peaks: readonly [highest: number, second: number];
  readonly alarms: readonly [fading: number, stepsSince: number];
}

/** So much above what it reached before. */
const PEAK_MARGIN = 1.3;
/** By half in five days. */
const PEAK_KEPT = Math.exp(-Math.LN2 / 120);
/** By half in a week. */
const BUDGET_KEPT = Math.exp(-Math.LN2 / 168);
const ALARMS_A_WEEK = 2;
const BUDGET_STEP = 0.25;
/** Three times the first line: exp(-54) for a count, beyond any noise. */
const HIGHEST_LINE = 3;

function round(value: number): number {
  return Number(value.toPrecision(4));
}
