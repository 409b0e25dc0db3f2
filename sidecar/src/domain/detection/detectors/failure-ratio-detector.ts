import { type AlarmText, numberText, rounded, spanText } from './alarm-text.ts';
import type { Judgement } from './judgement.ts';
import { AlarmPhase, type PhaseState } from './statistics/alarm-phase.ts';
import { BUCKET_MS, BUCKETS_PER_HOUR } from './statistics/bucket.ts';
import { type Burn, type BurnState, ObjectiveBurn } from './statistics/windows/objective-burn.ts';
import {
  type ExcessLimits,
  isCalm,
  isSustained,
  WindowDispersion,
  type WindowDispersionState,
  worstExcess,
} from './statistics/windows/count-excess.ts';
import { deviationOf, upperEdge } from './statistics/windows/count-tail.ts';
import { HABIT_SCORE, OwnPast, type OwnPastState } from './statistics/usual/own-past.ts';
import { Suspicion } from './statistics/suspicion.ts';
import { RecentWindows, type WindowSize, type WindowsState } from './statistics/windows/recent-windows.ts';

/**
 * Failing requests of all. Two questions: does a share fail that the service's own usual share does not explain (raised
 * within a bucket or two), and is the objective's budget burnt too fast (raised over minutes to hours). Counting failures
 * against requests takes the day out by itself: no season is needed.
 */
export class FailureRatioDetector {
  private readonly objective: number;
  private readonly limits: ExcessLimits;
  private readonly limitsLearning: ExcessLimits;
  private windows: RecentWindows;
  /** Requests beside each window, for the share that is said. */
  private requests: RecentWindows;
  private readonly dispersion: WindowDispersion;
  private readonly burn: ObjectiveBurn;
  private readonly past: OwnPast;
  private readonly phase: AlarmPhase;
  private readonly suspicion: Suspicion;
  private usualFailures: number;
  private usualRequests: number;
  private taught: number;
  private meanwhile: readonly [failures: number, requests: number];
  /** The shortest window that raised the alarm, or has shown it since. */
  private raisedBy: WindowSize;
  private worst: { size: WindowSize; burn: Burn | null } = { size: 1, burn: null };

  constructor(settings: { objective?: number } = {}, state?: RatioState) {
    this.objective = settings.objective ?? DEFAULT_OBJECTIVE;
    // A share too small to matter, of however many requests.
    const shareOf = (excess: number, size: WindowSize) => excess / (this.requests.seenIn(size) + 1);
    this.limits = { ...LIMITS, matters: (excess, size) => shareOf(excess, size) / LEAST_SHARE[size] };
    this.limitsLearning = {
      ...LIMITS_LEARNING,
      matters: (excess, size) => shareOf(excess, size) / LEAST_SHARE_LEARNING,
    };
    this.windows = state === undefined ? new RecentWindows() : RecentWindows.restore(state.windows);
    this.requests = state === undefined ? new RecentWindows() : RecentWindows.restore(state.requests);
    this.dispersion = new WindowDispersion(state?.dispersion);
    this.burn = new ObjectiveBurn(state?.burn);
    this.past = new OwnPast(state?.past);
    this.phase = new AlarmPhase(PHASE, state?.phase ?? undefined);
    this.suspicion = new Suspicion(state?.suspicion);
    [this.usualFailures, this.usualRequests, this.taught] = state?.usual ?? [0, 0, 0];
    this.meanwhile = state?.meanwhile ?? [0, 0];
    this.raisedBy = state?.raisedBy ?? 6;
  }

  static restore(state: RatioState, settings: { objective?: number } = {}): FailureRatioDetector {
    return new FailureRatioDetector(settings, state);
  }

  step(at: number, reading: RatioReading | null, { teach }: { teach: boolean }): Judgement {
    const learning = this.taught < LEARNING_BUCKETS || this.usualRequests < LEARNING_REQUESTS;
    const usual = this.usualShare();
    if (reading === null) {
      return this.judge({ requests: 0, usual, learning, score: 0, phase: this.phase.unknown(at) });
    }
    const { requests } = reading;
    const failures = Math.min(reading.failures, requests);
    this.windows.push(at, failures, requests * usual);
    this.requests.push(at, requests, 0);
    this.burn.add(at, failures, requests);
    const limits = learning ? this.limitsLearning : this.limits;
    const found = this.scoreOf({ limits, usual });
    if (found.score >= HABIT_SCORE) {
      this.past.reached(at);
    }
    const score = found.score / this.past.lineAt(at);
    if (score >= 1) {
      this.worst = found;
      const size = found.burn === null ? found.size : 180;
      this.raisedBy = this.phase.standing && this.raisedBy < size ? this.raisedBy : size;
    }
    const calm = this.isCalm(limits, usual);
    const phase = this.phase.advance(at, { score, calm, onset: () => this.onset(found, at) });
    this.learn({ failures, requests, phase, score: found.burn === null ? found.score : 0, teach });
    return this.judge({ requests, usual, learning, score, phase });
  }

  explain(): RatioExplanation {
    const { size, burn } = this.worst;
    const usual = this.usualShare();
    if (burn !== null) {
      const { failures, requests, seconds, times } = burn;
      return { seconds, failures, requests, usual, high: this.highShare(requests, usual), burnTimes: times };
    }
    const requests = this.requests.seenIn(size);
    return {
      seconds: (size * BUCKET_MS) / 1000,
      failures: this.windows.seenIn(size),
      requests,
      usual,
      high: this.highShare(requests, usual),
      burnTimes: null,
    };
  }

  save(): RatioState {
    return {
      windows: this.windows.save(),
      requests: this.requests.save(),
      dispersion: this.dispersion.save(),
      burn: this.burn.save(),
      past: this.past.save(),
      phase: this.phase.save(),
      suspicion: this.suspicion.save(),
      usual: [rounded6(this.usualFailures), rounded6(this.usualRequests), this.taught],
      raisedBy: this.raisedBy,
      meanwhile: [rounded6(this.meanwhile[0]), rounded6(this.meanwhile[1])],
    };
  }

  private scoreOf({ limits, usual }: { limits: ExcessLimits; usual: number }): {
    score: number;
    size: WindowSize;
    burn: Burn | null;
  } {
    const { score, size } = worstExcess(this.windows, this.dispersion, limits);
    const alone =
      score >= 1 && !this.isGross(score) && !isSustained(this.windows, this.dispersion, { limits, found: size })
        ? HELD_SCORE
        : score;
    // What always fails more than the objective allows is its usual, and said elsewhere; a burn is worse than that.
    const budget = Math.max(1 - this.objective, (usual * USUAL_TIMES) / SLOWEST_BURN);
    const burn = this.burn.rate(budget, this.shareNow());
    return burn.score >= 1 && burn.score > alone && this.taught >= LEARNING_BUCKETS
      ? { score: burn.score, size, burn }
      : { score: alone, size, burn: null };
  }

  /** So far out in a single bucket that waiting for a second one would only cost ten seconds. */
  private isGross(score: number): boolean {
    const failures = this.windows.seenIn(1);
    const isFar = score >= GROSS_SCORE && failures - this.windows.expectedIn(1) >= GROSS_EXCESS;
    return isFar || (failures >= LIMITS.least[1] && failures >= GROSS_SHARE * this.requests.seenIn(1));
  }

  private isCalm(limits: ExcessLimits, usual: number): boolean {
    if (isCalm(this.windows, this.dispersion, { limits, raisedBy: this.raisedBy })) {
      return true;
    }
    const share = this.windows.seenIn(6) / (this.requests.seenIn(6) + 1);
    return share - usual < LEAST_SHARE[180] / 2;
  }

  private onset(found: { size: WindowSize; burn: Burn | null }, at: number): number {
    return found.burn === null ? this.windows.onset('above', found.size) : at - found.burn.sinceSeconds * 1000;
  }

  /** Of the last minute, or of five where the minute has few. */
  private shareNow(): number {
    const size = this.requests.seenIn(6) >= FEW_REQUESTS ? 6 : 30;
    return this.windows.seenIn(size) / Math.max(1, this.requests.seenIn(size));
  }

  private usualShare(): number {
    return (this.usualFailures + PRIOR_SHARE * PRIOR_REQUESTS) / (this.usualRequests + PRIOR_REQUESTS);
  }

  private learn(step: {
    failures: number;
    requests: number;
    phase: Judgement['phase'];
    score: number;
    teach: boolean;
  }): void {
    const { failures, requests } = step;
    this.meanwhile = [
      this.meanwhile[0] + MEANWHILE_GAIN * (failures - this.meanwhile[0]),
      this.meanwhile[1] + MEANWHILE_GAIN * (requests - this.meanwhile[1]),
    ];
    if (step.phase === 'raised') {
      this.past.alarmed();
    }
    if (step.phase === 'ended') {
      this.beginAnew();
      return;
    }
    if (!step.teach || this.phase.standing) {
      return;
    }
    this.past.remember(step.score);
    if (this.suspicion.holds(step.score)) {
      return;
    }
    const expected = this.usualShare() * requests;
    const most = expected + CLIP_DEVIATIONS * deviationOf(expected, this.dispersion.of(1)) + CLIP_ALLOWANCE;
    this.usualFailures =
      this.usualFailures * KEPT + (this.taught < LEARNING_BUCKETS ? failures : Math.min(failures, most));
    this.usualRequests = this.usualRequests * KEPT + requests;
    this.taught += 1;
    this.dispersion.learn(failures, expected);
  }

  /** What the alarm was about is still in the windows: it shall not be said twice. */
  private beginAnew(): void {
    if (this.phase.accepted) {
      const [failures, requests] = this.meanwhile;
      this.usualFailures = failures * BUCKETS_PER_HOUR;
      this.usualRequests = requests * BUCKETS_PER_HOUR;
    }
    this.windows = new RecentWindows();
    this.requests = new RecentWindows();
    this.burn.spend();
  }

  private highShare(requests: number, usual: number): number {
    const expected = requests * usual;
    const high = upperEdge(expected, this.dispersion.of(6), BAND_DEVIATIONS);
    return requests === 0 ? usual : Math.min(1, high / requests);
  }

  /** Shares in percent, over the last minute: ten seconds of few requests would be a band from nothing to all. */
  private judge(step: {
    requests: number;
    usual: number;
    learning: boolean;
    score: number;
    phase: Judgement['phase'];
  }): Judgement {
    const { usual, learning, score, phase } = step;
    return {
      usual: learning ? null : usual * 100,
      low: learning ? null : 0,
      high: learning ? null : this.highShare(Math.max(1, this.requests.seenIn(6)), usual) * 100,
      score,
      direction: 'above',
      phase: learning && phase === 'normal' ? 'learning' : phase,
      startedAt: this.phase.startedAt,
    };
  }
}

export interface RatioReading {
  readonly requests: number;
  readonly failures: number;
}

export interface RatioState {
  readonly windows: WindowsState;
  readonly requests: WindowsState;
  readonly dispersion: WindowDispersionState;
  readonly burn: BurnState;
  readonly past: OwnPastState;
  readonly phase: PhaseState | null;
  readonly suspicion: number;
  readonly usual: readonly [failures: number, requests: number, taught: number];
  readonly raisedBy: WindowSize;
  readonly meanwhile: readonly [failures: number, requests: number];
}

export interface RatioExplanation {
  readonly seconds: number;
  readonly failures: number;
  readonly requests: number;
  /** Shares. */
  readonly usual: number;
  readonly high: number;
  /** How many times as fast as its objective allows, where that is what raised it. */
  readonly burnTimes: number | null;
}

/** "42 of 118 requests failed in 10 s (36 %); usual up to 1.2 %". */
export function describeFailureRatio(explanation: RatioExplanation): AlarmText {
  const { failures, requests, seconds, usual, high, burnTimes } = explanation;
  const share = requests === 0 ? 0 : (failures / requests) * 100;
  const seen = `${numberText(failures)} of ${numberText(requests)} requests failed in ${spanText(seconds)}`;
  // What a burn is measured by is its objective: it may well be within what chance makes of the usual.
  const [beside, highest] =
    burnTimes === null
      ? [`usual up to ${numberText(high * 100)} %`, rounded(high * 100)]
      : [
          `usual ${numberText(usual * 100)} %; its objective is used up ${numberText(burnTimes)} times as fast as it allows`,
          null,
        ];
  return {
    sentence: `${seen} (${numberText(share)} %); ${beside}`,
    numbers: {
      seen: rounded(share),
      usual: rounded(usual * 100),
      low: highest === null ? null : 0,
      high: highest,
      unit: '% of requests',
    },
  };
}

/** What an interactive service is usually asked for; a setting. */
export const DEFAULT_OBJECTIVE = 0.995;
/** Ordinary services fail for a few requests of a thousand; it counts like five hundred requests. */
const PRIOR_SHARE = 0.003;
const PRIOR_REQUESTS = 500;
/** Ten minutes, and two hundred requests. */
const LEARNING_BUCKETS = 60;
const LEARNING_REQUESTS = 200;
/** A share is steadier than a count: it fades by six hours. */
const KEPT = Math.exp(-1 / (6 * BUCKETS_PER_HOUR));
const MEANWHILE_GAIN = 2 / BUCKETS_PER_HOUR;
const CLIP_DEVIATIONS = 3;
const CLIP_ALLOWANCE = 1;
/** Few failures of few requests are chance however unusual: the minimum of traffic. */
const LIMITS: ExcessLimits = Object.freeze({ least: { 1: 10, 6: 10, 30: 15, 180: 25 }, doubt: 0.03 });
const LIMITS_LEARNING: ExcessLimits = Object.freeze({
  least: { 1: 20, 6: 20, 30: 30, 180: 60 },
  doubt: 0.3,
});
/** Two in a hundred requests more than usual, four of a minute: a roll-out may fail so many. Below, the burn decides. */
const LEAST_SHARE: Readonly<Record<WindowSize, number>> = Object.freeze({ 1: 0.04, 6: 0.04, 30: 0.02, 180: 0.02 });
const FEW_REQUESTS = 20;
/** As long as nobody knows what is usual here, one in five. */
const LEAST_SHARE_LEARNING = 0.2;
const HELD_SCORE = 0.95;
const GROSS_SCORE = 2;
const GROSS_EXCESS = 30;
/** A quarter of all: no roll-out and no bad host does that, however few requests there are. */
const GROSS_SHARE = 0.25;
/** A burn is one where the usual share is exceeded twice over. */
const USUAL_TIMES = 2;
const SLOWEST_BURN = 6;
const BAND_DEVIATIONS = 3.7;
/** Two calm minutes end it; a share that holds for four hours is the usual. */
const PHASE = Object.freeze({ calmSteps: 12, longestMs: 4 * 3_600_000 });

function rounded6(value: number): number {
  return Number(value.toPrecision(6));
}
