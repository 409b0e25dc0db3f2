import type { DetectionSettings } from '../detection-settings.ts';
import { ErrorClustering } from './error-clustering.ts';
import { exceedsChance } from './poisson-excess.ts';

/** Steps in which the baseline is taught: settled buckets of this length. */
export const TEACHING_STEP_SECONDS = 10;

/** One step teaches at most so many deviations above what was expected: a spike below every rule moves it little. */
const CLIP_DEVIATIONS = 3;
/** Lets a service without errors learn its first ones. */
const CLIP_ALLOWANCE = 3;
/** Lines added to both sides when traffic is compared: a handful of lines tells little. */
const TRAFFIC_PRIOR_LINES = 20;
/** More or less traffic than usual explains at most this much more or less noise. */
const TRAFFIC_FACTOR_MIN = 0.25;
const TRAFFIC_FACTOR_MAX = 10;

/**
 * What is usual for one service: errors and other lines a second, as averages that forget by `baselineSeconds`.
 * Dividing by the weight seen so far takes out the pull towards zero of a young average. Other lines are the measure
 * of traffic, so that noise may rise with the day; errors are not, or an outage would explain itself.
 */
export class ServiceBaseline {
  private readonly settings: DetectionSettings;
  private readonly clustering: ErrorClustering;
  private errorSum = 0;
  private otherSum = 0;
  private weightSeconds = 0;
  private taught = 0;

  constructor(settings: DetectionSettings) {
    this.settings = settings;
    this.clustering = new ErrorClustering(settings.windowSeconds);
  }

  get learning(): boolean {
    return this.taught < this.settings.learningSeconds;
  }

  /** Lines a second other than errors. */
  get otherRate(): number {
    return this.weightSeconds === 0 ? 0 : this.otherSum / this.weightSeconds;
  }

  get errorRate(): number {
    return this.weightSeconds === 0 ? 0 : this.errorSum / this.weightSeconds;
  }

  /** Errors that are usual in a window of so many seconds in which so many other lines were written. */
  expectedErrors(seconds: number, otherLines: number): number {
    const own = this.errorRate * seconds * this.trafficFactor(seconds, otherLines);
    const assumed = this.learning ? this.settings.assumedErrorShare * otherLines : 0;
    return own > assumed ? own : assumed;
  }

  /** Is the count more than chance gives where so many are usual and come in clusters as this service's errors do? */
  isExceeded(errors: number, usual: number, deviations: number): boolean {
    const { factor } = this.clustering;
    return exceedsChance(errors / factor, usual / factor, deviations);
  }

  teach(seconds: number, counts: { lines: number; errors: number }): void {
    const others = Math.max(0, counts.lines - counts.errors);
    const expected = this.expectedErrors(seconds, others);
    const most = expected + CLIP_DEVIATIONS * Math.sqrt(expected) + CLIP_ALLOWANCE;
    if (!this.learning) {
      this.clustering.teach(seconds, counts.errors, expected);
    }
    this.add(seconds, { errors: Math.min(counts.errors, most), others });
  }

  /** Teaches a whole past at once, oldest first; steps far above the middle one are clipped to it. */
  teachHistory(seconds: number, steps: ReadonlyArray<{ lines: number; errors: number }>): void {
    const ordered = steps.map(({ errors }) => errors).sort((a, b) => a - b);
    const middle = ordered[Math.floor(ordered.length / 2)] ?? 0;
    const most = middle + CLIP_DEVIATIONS * Math.sqrt(middle) + CLIP_ALLOWANCE;
    for (const { lines, errors } of steps) {
      this.add(seconds, { errors: Math.min(errors, most), others: Math.max(0, lines - errors) });
    }
  }

  private add(seconds: number, counts: { errors: number; others: number }): void {
    const kept = Math.exp(-seconds / this.settings.baselineSeconds);
    this.errorSum = this.errorSum * kept + counts.errors;
    this.otherSum = this.otherSum * kept + counts.others;
    this.weightSeconds = this.weightSeconds * kept + seconds;
    this.taught += seconds;
  }

  private trafficFactor(seconds: number, otherLines: number): number {
    const usual = this.otherRate * seconds;
    const factor = (otherLines + TRAFFIC_PRIOR_LINES) / (usual + TRAFFIC_PRIOR_LINES);
    if (factor < TRAFFIC_FACTOR_MIN) {
      return TRAFFIC_FACTOR_MIN;
    }
    return factor > TRAFFIC_FACTOR_MAX ? TRAFFIC_FACTOR_MAX : factor;
  }
}
