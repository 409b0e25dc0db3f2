import type { Judgement } from '../../judgement.ts';
import { BUCKETS_PER_HOUR } from '../bucket.ts';
import { Suspicion } from '../suspicion.ts';
import { WindowDispersion, type WindowDispersionState } from '../windows/count-excess.ts';
import { deviationOf } from '../windows/count-tail.ts';
import { OwnPast, type OwnPastState } from './own-past.ts';
import { RateModel, type RateState } from './rate-model.ts';

/** How quickly a series of counts is believed. */
export interface Teaching {
  /** The buckets that the level of late goes back. */
  readonly memory: number;
  /** So many first buckets are taken as they are: there is nothing to measure them by. */
  readonly firstBuckets: number;
  /** One bucket teaches at most so many deviations, and so many more: a spike below every line moves the level little. */
  readonly clipDeviations: number;
  readonly clipAllowance: number;
}

export interface Lesson {
  readonly count: number;
  readonly likely: number;
  /** Before it was divided by the line of its own past. */
  readonly score: number;
  readonly phase: Judgement['phase'];
  readonly teach: boolean;
}

/**
 * What a detector of counts learns, and what it does not: nothing while an alarm stands or a value is suspect, a spike
 * only in part, and all of it once what an alarm was about is accepted as the usual.
 */
export class TaughtRate {
  readonly model: RateModel;
  readonly dispersion: WindowDispersion;
  readonly past: OwnPast;
  private readonly teaching: Teaching;
  private readonly suspicion: Suspicion;
  /** What comes in while nothing is learnt: the new usual, should it be accepted. */
  private meanwhile: number;

  constructor(teaching: Teaching, state?: TaughtRateState) {
    this.teaching = teaching;
    this.model = new RateModel(teaching.memory, state?.model);
    this.dispersion = new WindowDispersion(state?.dispersion);
    this.past = new OwnPast(state?.past);
    this.suspicion = new Suspicion(state?.suspicion);
    this.meanwhile = state?.meanwhile ?? 0;
  }

  /** Takes what it may from a bucket; answers how much of its count was learnt, null where nothing was. */
  learn(at: number, { count, likely, score, phase, teach }: Lesson): number | null {
    this.meanwhile += MEANWHILE_GAIN * (count - this.meanwhile);
    this.model.note(at, count);
    if (phase === 'raised') {
      this.past.alarmed();
    }
    if (!teach || phase !== 'normal') {
      return null;
    }
    this.past.remember(score);
    if (this.suspicion.holds(score)) {
      return null;
    }
    const { clipDeviations, clipAllowance, firstBuckets } = this.teaching;
    const most = likely + clipDeviations * deviationOf(likely, this.dispersion.of(1)) + clipAllowance;
    const learnt = count < most || this.model.buckets < firstBuckets ? count : most;
    this.model.learn(at, learnt);
    if (this.model.maturity(at) !== 'learning') {
      this.dispersion.learn(count, likely);
    }
    return learnt;
  }

  /** The alarm stood for so long that what it was about is how things are. */
  accept(at: number): void {
    this.model.accept(this.meanwhile, at);
  }

  save(): TaughtRateState {
    return {
      model: this.model.save(),
      dispersion: this.dispersion.save(),
      past: this.past.save(),
      suspicion: this.suspicion.save(),
      meanwhile: Number(this.meanwhile.toPrecision(5)),
    };
  }
}

export interface TaughtRateState {
  readonly model: RateState;
  readonly dispersion: WindowDispersionState;
  readonly past: OwnPastState;
  readonly suspicion: number;
  readonly meanwhile: number;
}

/** The mean of the last half hour. */
const MEANWHILE_GAIN = 2 / BUCKETS_PER_HOUR;
