import { type AlarmText, sentenceOfCount } from './alarm-text.ts';
import type { Judgement } from './judgement.ts';
import { AlarmPhase, type PhaseState } from './statistics/alarm-phase.ts';
import { BUCKET_MS, BUCKETS_PER_HOUR } from './statistics/bucket.ts';
import { isCalm, isSustained, worstExcess, type ExcessLimits } from './statistics/windows/count-excess.ts';
import { lowerEdge, upperEdge } from './statistics/windows/count-tail.ts';
import { HABIT_SCORE } from './statistics/usual/own-past.ts';
import { LoadShare, type LoadShareState } from './statistics/usual/load-share.ts';
import type { Maturity } from './statistics/usual/rate-model.ts';
import { type Lesson, TaughtRate, type TaughtRateState, type Teaching } from './statistics/usual/taught-rate.ts';
import { RecentWindows, type WindowSize, type WindowsState } from './statistics/windows/recent-windows.ts';
import { SlowGrowth, type GrowthState } from './statistics/slow-growth.ts';

/**
 * Counts of what should not happen: error lines, failed requests. Raised where the last 10 s, 60 s, 5 min or 30 min hold more
 * than the predictive distribution of the series explains, or where five-minute sums stay above the slow level.
 */
export class CountDetector {
  private readonly rate: TaughtRate;
  private readonly load: LoadShare;
  private windows: RecentWindows;
  private readonly growth: SlowGrowth;
  private readonly phase: AlarmPhase;
  /** The shortest window that raised the alarm, or has shown it since. */
  private raisedBy: WindowSize;
  private worst: { size: WindowSize; growing: boolean } = { size: 1, growing: false };

  constructor(state?: CountState) {
    this.rate = new TaughtRate(TEACHING, state);
    this.load = new LoadShare(state?.load);
    this.windows = state === undefined ? new RecentWindows() : RecentWindows.restore(state.windows);
    this.growth = new SlowGrowth(state?.growth);
    this.phase = new AlarmPhase(PHASE, state?.phase ?? undefined);
    this.raisedBy = state?.raisedBy ?? 6;
  }

  static restore(state: CountState): CountDetector {
    return new CountDetector(state);
  }

  /** `others`: the lines or requests beside, where they are known; of them the load is read. */
  step(at: number, count: number | null, { teach, others = 0 }: { teach: boolean; others?: number }): Judgement {
    const maturity = this.rate.model.maturity(at);
    const learning = maturity === 'learning';
    if (count === null) {
      const known = { likely: this.rate.model.expected(at), most: this.rate.model.mostExpected(at) };
      return this.judge({ ...known, learning, score: 0, phase: this.phase.unknown(at) });
    }
    const byLoad = this.load.expected(others);
    const likely = Math.max(this.rate.model.expected(at), byLoad);
    const most = Math.max(this.rate.model.mostExpected(at), byLoad);
    this.windows.push(at, count, most);
    const limits = LIMITS[maturity];
    const { score, growing, size } = this.scoreOf(at, { count, byLoad, limits, maturity });
    if (score >= HABIT_SCORE) {
      this.rate.past.reached(at);
    }
    const line = this.rate.past.lineAt(at);
    if (score >= line) {
      this.worst = { size, growing };
      this.raisedBy = this.phase.standing && this.raisedBy < size ? this.raisedBy : size;
    }
    const calm = isCalm(this.windows, this.rate.dispersion, { limits, raisedBy: this.raisedBy });
    const phase = this.phase.advance(at, { score: score / line, calm, onset: () => this.onset(growing, size) });
    this.learn(at, { count, others, likely, phase, score, teach });
    return this.judge({ likely, most, learning, score: score / line, phase });
  }

  /** The numbers of the alarm as of the last step, in the window that says most. */
  explain(): CountExplanation {
    const { size, growing } = this.worst;
    const buckets = growing ? 30 : size;
    const usual = growing ? this.growth.expected : this.windows.expectedIn(buckets);
    const spread = this.rate.dispersion.of(buckets);
    return {
      seconds: (buckets * BUCKET_MS) / 1000,
      seen: growing ? this.growth.seen : this.windows.seenIn(buckets),
      usual,
      low: lowerEdge(usual, spread, BAND_DEVIATIONS),
      high: upperEdge(usual, spread, BAND_DEVIATIONS),
      growing,
    };
  }

  save(): CountState {
    return {
      ...this.rate.save(),
      load: this.load.save(),
      windows: this.windows.save(),
      growth: this.growth.save(),
      phase: this.phase.save(),
      raisedBy: this.raisedBy,
    };
  }

  private scoreOf(
    at: number,
    { count, byLoad, limits, maturity }: { count: number; byLoad: number; limits: ExcessLimits; maturity: Maturity }
  ): { score: number; growing: boolean; size: WindowSize } {
    const { score, size } = worstExcess(this.windows, this.rate.dispersion, limits);
    const held =
      score >= 1 && !this.isGross(score) && !isSustained(this.windows, this.rate.dispersion, { limits, found: size });
    const grown = this.growth.step(at, count, {
      expected: Math.max(this.rate.model.longExpected(at), byLoad),
      dispersion: this.rate.dispersion,
      maturity,
    });
    const now = held ? HELD_SCORE : score;
    return grown > now ? { score: grown, growing: true, size: 30 } : { score: now, growing: false, size };
  }

  /** So far out in a single bucket that waiting for a second one would only cost ten seconds. */
  private isGross(score: number): boolean {
    return score >= GROSS_SCORE && this.windows.seenIn(1) - this.windows.expectedIn(1) >= GROSS_EXCESS;
  }

  private onset(growing: boolean, size: WindowSize): number {
    return growing ? this.growth.since : this.windows.onset('above', size);
  }

  private learn(at: number, { others, ...lesson }: Lesson & { readonly others: number }): void {
    const learnt = this.rate.learn(at, lesson);
    if (learnt !== null) {
      this.load.learn(learnt, others);
    }
    if (lesson.phase === 'ended') {
      // What the alarm was about is still in the windows: it shall not be said twice.
      this.growth.restart();
      this.windows = new RecentWindows();
      if (this.phase.accepted) {
        this.rate.accept(at);
      }
    }
  }

  private judge({ likely, most, learning, score, phase }: Judged): Judgement {
    const spread = this.rate.dispersion.of(1);
    return {
      usual: learning ? null : likely,
      low: learning ? null : lowerEdge(likely, spread, BAND_DEVIATIONS),
      high: learning ? null : upperEdge(most, spread, BAND_DEVIATIONS),
      score,
      direction: 'above',
      phase: learning && phase === 'normal' ? 'learning' : phase,
      startedAt: this.phase.startedAt,
    };
  }
}

export interface CountReading {
  readonly count: number;
  /** The lines that are no errors, or the requests that did not fail. */
  readonly others: number;
}

interface Judged {
  readonly likely: number;
  readonly most: number;
  readonly learning: boolean;
  readonly score: number;
  readonly phase: Judgement['phase'];
}

export interface CountState extends TaughtRateState {
  readonly load: LoadShareState;
  readonly windows: WindowsState;
  readonly growth: GrowthState;
  readonly phase: PhaseState | null;
  readonly raisedBy: WindowSize;
}

export interface CountExplanation {
  readonly seconds: number;
  readonly seen: number;
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  /** It crept up, rather than jumped. */
  readonly growing: boolean;
}

/** "118 errors in 10 s; usual at this hour 0 to 6". */
export function describeCount(explanation: CountExplanation, noun: string): AlarmText {
  return sentenceOfCount(explanation, { noun, prefix: explanation.growing ? 'slowly growing: ' : '' });
}

/** So many errors above the usual, by window: fewer hurt hardly anybody. */
const LEAST = Object.freeze({ 1: 15, 6: 15, 30: 40, 180: 80 } as const);
/** While learning only what could be no service's usual: four times as much. */
const LEAST_LEARNING = Object.freeze({ 1: 60, 6: 60, 30: 160, 180: 320 } as const);

/**
 * The doubt in the model, as a dispersion: its effect is a multiple of a large expectation below which nothing is
 * raised, however steady the series. 1: some 22 times; 0.12: 4.6 times (a morning may double within the hour and the
 * level lags by an hour); 0.05: 3 times; 0.03: 2.3 times.
 */
const LIMITS: Readonly<Record<Maturity, ExcessLimits>> = Object.freeze({
  learning: { least: LEAST_LEARNING, doubt: 1 },
  hours: { least: { ...LEAST, 180: 160 }, doubt: 0.12 },
  days: { least: LEAST, doubt: 0.05 },
  weeks: { least: LEAST, doubt: 0.03 },
});

/** A single bucket says something, but raises nothing before a second one says the same … */
const HELD_SCORE = 0.95;
/** … unless it is beyond any noise: unlikely by ten deviations, and four times the least. */
const GROSS_SCORE = 2.8;
const GROSS_EXCESS = 60;
/** The level goes back by an hour; the first five minutes are taken as they are. */
const TEACHING: Teaching = Object.freeze({
  memory: BUCKETS_PER_HOUR,
  firstBuckets: 30,
  clipDeviations: 3,
  clipAllowance: 2,
});
/** One in a thousand ten-second counts lies outside of the band. */
export const BAND_DEVIATIONS = 3.7;
/** Two calm minutes end it. A level that has held for four hours is the usual: by then a person knows. */
const PHASE = Object.freeze({ calmSteps: 12, longestMs: 4 * 3_600_000 });
