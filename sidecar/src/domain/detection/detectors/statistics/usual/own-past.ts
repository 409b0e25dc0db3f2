import { BUCKETS_PER_HOUR } from '../bucket.ts';
import { HOUR_MS } from './season-factors.ts';

/**
 * A series' own past raises its own line. No model fits every series, so three things are remembered. The two highest of
 * the hourly peaks, fading by half in five days: an alarm must stand out of the second highest, so that a single odd hour
 * does not deafen. A budget of alarms: beyond two a week, each further one raises the line. And habits: what reaches the
 * line at the same hour of most days is a batch or a backup, not an incident, and has to be far worse to be said again.
 * All of it is bounded: a gross failure is heard at any time.
 */
export class OwnPast {
  private hourPeak: number;
  private stepsInHour: number;
  private highest: number;
  private second: number;
  private alarms: number;
  private sinceAlarm: number;
  /** How often each hour of the day reached the line, fading; null where none ever did, as nearly everywhere. */
  private habits: number[] | null;
  private reachedInHour = -1;

  constructor(state?: OwnPastState) {
    this.hourPeak = state?.hour[0] ?? 0;
    this.stepsInHour = state?.hour[1] ?? 0;
    this.highest = state?.peaks[0] ?? 0;
    this.second = state?.peaks[1] ?? 0;
    this.alarms = state?.alarms[0] ?? 0;
    this.sinceAlarm = state?.alarms[1] ?? BUCKETS_PER_HOUR;
    this.habits = state?.habits == null ? null : [...state.habits];
  }

  /** What the score is divided by. */
  lineAt(at: number): number {
    const ofPeaks = PEAK_MARGIN * this.second;
    const ofBudget = this.alarms > ALARMS_A_WEEK ? 1 + BUDGET_STEP * (this.alarms - ALARMS_A_WEEK) : 1;
    const line = (ofPeaks > 1 ? ofPeaks : 1) * ofBudget;
    const bounded = line < HIGHEST_LINE ? line : HIGHEST_LINE;
    return this.habits !== null && this.isHabit(at) ? bounded * HABIT_TIMES : bounded;
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

  /** Any step whose score reached `HABIT_SCORE`, whether or not it was said. */
  reached(at: number): void {
    const hour = Math.floor(at / HOUR_MS);
    if (hour !== this.reachedInHour) {
      this.reachedInHour = hour;
      this.habits ??= new Array<number>(24).fill(0);
      this.habits[hour % 24] = (this.habits[hour % 24] ?? 0) + 1;
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
      habits: this.habits === null ? null : this.habits.map(round),
    };
  }

  /** This hour of the day: what came on two of the last three days. */
  private isHabit(at: number): boolean {
    const hour = Math.floor(at / HOUR_MS) % 24;
    const own = this.habits?.[hour] ?? 0;
    // A batch does not begin by the minute: the first third of the hour belongs to both.
    const before = at % HOUR_MS < HOUR_MS / 3 ? (this.habits?.[(hour + 23) % 24] ?? 0) : 0;
    // The hour under way counts itself once it has reached the line.
    const inThisHour = Math.floor(at / HOUR_MS) === this.reachedInHour ? 1 : 0;
    return Math.max(own - inThisHour, before) >= HABIT;
  }

  private closeHour(): void {
    this.highest *= PEAK_KEPT;
    this.second *= PEAK_KEPT;
    this.alarms *= BUDGET_KEPT;
    this.habits = this.fadedHabits();
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

  private fadedHabits(): number[] | null {
    if (this.habits === null) {
      return null;
    }
    const faded = this.habits.map((times) => times * HABIT_KEPT_AN_HOUR);
    return faded.every((times) => times < FORGOTTEN) ? null : faded;
  }
}

export interface OwnPastState {
  readonly hour: readonly [peak: number, steps: number];
  readonly peaks: readonly [highest: number, second: number];
  readonly alarms: readonly [fading: number, stepsSince: number];
  readonly habits: readonly number[] | null;
}

/** What comes near the line at the same hour of most days will cross it on some. */
export const HABIT_SCORE = 0.6;
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
/** Two days of late, faded by half in four days. */
const HABIT = 1.2;
const HABIT_KEPT_AN_HOUR = Math.exp(-Math.LN2 / 96);
const HABIT_TIMES = 3;
const FORGOTTEN = 0.05;

function round(value: number): number {
  return Number(value.toPrecision(4));
}
