import { type AlarmText, numberText, rounded, spanText } from './alarm-text.ts';
import type { Judgement } from './judgement.ts';
import { AlarmPhase, type PhaseState } from './statistics/alarm-phase.ts';
import { BUCKET_MS, BUCKETS_PER_HOUR } from './statistics/bucket.ts';
import { LogLevel, shortfallOfFew, type LogLevelState } from './statistics/usual/log-level.ts';
import { HABIT_SCORE, OwnPast, type OwnPastState } from './statistics/usual/own-past.ts';

/**
 * Slow requests: the 95th percentile of each ten seconds against its own usual, as logarithms, so that twice as slow is
 * the same step for a fast service as for a slow one. A percentile of few requests is mostly noise, so each residual is
 * measured in the deviation that its number of requests leaves. Three CUSUMs (Page, 1954) gather them: a fast one against
 * the level of the last hour, whose single steps are bounded so that one bucket alone never raises; one over means of
 * a minute, for services with a request now and then; and a slow one against the level of half a day.
 */
export class LatencyDetector {
  private readonly level: LogLevel;
  private readonly past: OwnPast;
  private readonly phase: AlarmPhase;
  private fast: Gathered;
  private middle: Gathered;
  private slow: Gathered;
  private minutes: { weight: number; sum: number; longSum: number; since: number };
  private calmMean: number;
  private meanwhile: number;
  private last: LatencyExplanation = { seconds: 10, seen: 0, usual: 0, low: 0, high: 0, requests: 0, growing: false };

  constructor(state?: LatencyState) {
    this.level = new LogLevel(state?.level);
    this.past = new OwnPast(state?.past);
    this.phase = new AlarmPhase(PHASE, state?.phase ?? undefined);
    this.fast = { sum: state?.fast[0] ?? 0, since: state?.fast[1] ?? 0 };
    this.middle = { sum: state?.middle[0] ?? 0, since: state?.middle[1] ?? 0 };
    this.slow = { sum: state?.slow[0] ?? 0, since: state?.slow[1] ?? 0 };
    this.minutes = {
      weight: state?.minutes[0] ?? 0,
      sum: state?.minutes[1] ?? 0,
      longSum: state?.minutes[2] ?? 0,
      since: state?.minutes[3] ?? 0,
    };
    this.calmMean = state?.calmMean ?? 0;
    this.meanwhile = state?.meanwhile ?? 0;
  }

  static restore(state: LatencyState): LatencyDetector {
    return new LatencyDetector(state);
  }

  /** Null: no source, or no requests in the ten seconds. */
  step(at: number, reading: LatencyReading | null, { teach }: { teach: boolean }): Judgement {
    const learning = !this.level.known(at);
    if (reading === null || reading.requests <= 0 || !(reading.milliseconds > 0)) {
      return this.judge(at, { deviation: 0, learning, score: 0, phase: this.phase.unknown(at) });
    }
    const value = Math.log(reading.milliseconds) + shortfallOfFew(reading.requests);
    this.level.note(at, value);
    if (this.level.empty) {
      this.level.begin(at, value);
    }
    const residual = value - this.level.mostExpected(at);
    const deviation = this.level.deviation(reading.requests);
    const raw = learning ? 0 : this.scoreOf(at, { value, residual, deviation, requests: reading.requests });
    if (raw >= HABIT_SCORE) {
      this.past.reached(at);
    }
    const line = this.past.lineAt(at);
    this.calmMean += CALM_GAIN * (residual - this.calmMean);
    this.remember(at, { reading, deviation });
    const phase = this.phase.advance(at, {
      score: raw / line,
      calm: this.calmMean < Math.max(CALM_EFFECT, deviation) && residual < Math.max(EFFECT, 3 * deviation),
      onset: () => this.onset(),
    });
    this.learn(at, { value, phase, raw, teach, requests: reading.requests });
    return this.judge(at, { deviation, learning, score: raw / line, phase });
  }

  explain(): LatencyExplanation {
    return this.last;
  }

  save(): LatencyState {
    return {
      level: this.level.save(),
      past: this.past.save(),
      phase: this.phase.save(),
      fast: [rounded(this.fast.sum), this.fast.since],
      middle: [rounded(this.middle.sum), this.middle.since],
      slow: [rounded(this.slow.sum), this.slow.since],
      minutes: [
        rounded(this.minutes.weight),
        rounded(this.minutes.sum),
        rounded(this.minutes.longSum),
        this.minutes.since,
      ],
      calmMean: rounded(this.calmMean),
      meanwhile: rounded(this.meanwhile),
    };
  }

  private scoreOf(at: number, step: { value: number; residual: number; deviation: number; requests: number }): number {
    this.fast = gathered(this.fast, { at, added: evidence(step) - SLACK, most: FAST_LINE * 3 });
    this.stepMinute(at, step);
    return Math.max(this.fast.sum / FAST_LINE, this.middle.sum / MIDDLE_LINE, this.slow.sum / SLOW_LINE);
  }

  /** Means of a minute, weighed by the certainty of each bucket. */
  private stepMinute(at: number, step: { value: number; residual: number; deviation: number }): void {
    const { minutes, level } = this;
    minutes.since = minutes.since || at;
    const weight = 1 / (step.deviation * step.deviation);
    minutes.weight += weight;
    minutes.sum += weight * step.residual;
    minutes.longSum += weight * (step.value - level.mostLongExpected(at));
    if (at - minutes.since < MINUTE_MS) {
      return;
    }
    // Means wander together: no more certain than a single bucket of many requests.
    const deviation = Math.sqrt(level.scale * level.scale + 1 / minutes.weight);
    const since = minutes.since;
    const middle = evidence({ residual: minutes.sum / minutes.weight, deviation });
    this.middle = gathered(this.middle, { at: since, added: middle - MIDDLE_SLACK, most: MIDDLE_LINE * 3 });
    const margin = level.daysSeen(at) >= DAYS_TO_KNOW ? SLOW_EFFECT : SLOW_EFFECT_UNKNOWN;
    const slow = (minutes.longSum / minutes.weight - margin) / Math.max(deviation, LEAST_SLOW_DEVIATION);
    this.slow = gathered(this.slow, { at: since, added: Math.min(slow, SLOW_MOST), most: SLOW_LINE * 2 });
    this.minutes = { weight: 0, sum: 0, longSum: 0, since: 0 };
  }

  private onset(): number {
    if (this.fast.sum >= FAST_LINE) {
      return this.fast.since;
    }
    return this.middle.sum >= MIDDLE_LINE ? this.middle.since : this.slow.since;
  }

  private remember(at: number, { reading, deviation }: { reading: LatencyReading; deviation: number }): void {
    const usual = Math.exp(this.level.expected(at));
    this.last = {
      seconds: BUCKET_MS / 1000,
      seen: reading.milliseconds,
      usual,
      low: usual * Math.exp(-BAND_DEVIATIONS * deviation),
      high: usual * Math.exp(BAND_DEVIATIONS * deviation),
      requests: reading.requests,
      growing: this.slow.sum >= SLOW_LINE && this.fast.sum < FAST_LINE && this.middle.sum < MIDDLE_LINE,
    };
  }

  private learn(
    at: number,
    step: { value: number; phase: Judgement['phase']; raw: number; teach: boolean; requests: number }
  ): void {
    this.meanwhile += MEANWHILE_GAIN * (step.value - this.meanwhile);
    if (step.phase === 'raised') {
      this.past.alarmed();
      this.meanwhile = step.value;
    }
    if (step.phase === 'ended') {
      this.fast = { sum: 0, since: 0 };
      this.middle = { sum: 0, since: 0 };
      this.slow = { sum: 0, since: 0 };
    }
    if (this.phase.accepted) {
      this.level.accept(at, this.meanwhile);
      this.calmMean = 0;
      return;
    }
    if (!step.teach || this.phase.standing) {
      return;
    }
    this.past.remember(step.raw);
    // What begins to look wrong teaches nothing: it may be the first bucket of an outage.
    if (this.fast.sum < FAST_LINE / 2 && this.middle.sum < MIDDLE_LINE / 2) {
      this.level.learn(at, step.value, step.requests);
    }
  }

  private judge(
    at: number,
    step: { deviation: number; learning: boolean; score: number; phase: Judgement['phase'] }
  ): Judgement {
    const { learning, score, phase } = step;
    const usual = Math.exp(this.level.expected(at));
    const deviation = step.deviation || this.level.scale;
    return {
      usual: learning ? null : usual,
      low: learning ? null : usual * Math.exp(-BAND_DEVIATIONS * deviation),
      high: learning ? null : usual * Math.exp(BAND_DEVIATIONS * deviation),
      score,
      direction: 'above',
      phase: learning && phase === 'normal' ? 'learning' : phase,
      startedAt: this.phase.startedAt,
    };
  }
}

export interface LatencyReading {
  /** The 95th percentile of the ten seconds. */
  readonly milliseconds: number;
  readonly requests: number;
}

export interface LatencyState {
  readonly level: LogLevelState;
  readonly past: OwnPastState;
  readonly phase: PhaseState | null;
  readonly fast: readonly [sum: number, since: number];
  readonly middle: readonly [sum: number, since: number];
  readonly slow: readonly [sum: number, since: number];
  readonly minutes: readonly [weight: number, sum: number, longSum: number, since: number];
  readonly calmMean: number;
  readonly meanwhile: number;
}

export interface LatencyExplanation {
  readonly seconds: number;
  readonly seen: number;
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  readonly requests: number;
  readonly growing: boolean;
}

/** "p95 is 840 ms over 120 requests in 10 s, 4.2 times its usual 200 ms (150 to 270)". */
export function describeLatency(explanation: LatencyExplanation): AlarmText {
  const { seconds, seen, usual, low, high, requests, growing } = explanation;
  const times = usual > 0 ? seen / usual : 0;
  return {
    sentence:
      `${growing ? 'slowly growing: ' : ''}95 % of ${numberText(requests)} requests in ${spanText(seconds)} took up to ` +
      `${numberText(seen)} ms, ${numberText(times)} times the usual ${numberText(usual)} ms ` +
      `(${numberText(low)} to ${numberText(high)})`,
    numbers: { seen: rounded(seen), usual: rounded(usual), low: rounded(low), high: rounded(high), unit: 'ms' },
  };
}

interface Gathered {
  readonly sum: number;
  /** When it last left zero. */
  readonly since: number;
}

function gathered(before: Gathered, { at, added, most }: { at: number; added: number; most: number }): Gathered {
  const sum = before.sum + added;
  return sum <= 0 ? NOTHING_GATHERED : { sum: Math.min(sum, most), since: before.since || at };
}

/** In deviations, and beyond half of the effect that would matter, whichever says less. */
function evidence({ residual, deviation }: { residual: number; deviation: number }): number {
  return Math.min(residual / deviation, (residual - EFFECT / 2) / (EFFECT / 4), MOST);
}

const NOTHING_GATHERED: Gathered = Object.freeze({ sum: 0, since: 0 });
/** Half as slow again, as a logarithm: less hurts nobody within minutes. */
const EFFECT = Math.log(1.5);
/**
 * A bucket adds at most four beyond the slack, so a raise takes four of them: pauses of twenty seconds (a collection, a
 * lock, a failover) touch three. What is four deviations out takes eight.
 */
const MOST = 6;
const SLACK = 2;
const FAST_LINE = 16;
const MINUTE_MS = 60_000;
/** A minute adds at most four, so it takes three; what is four deviations out takes six. */
const MIDDLE_LINE = 12;
const MIDDLE_SLACK = 2;
/** A quarter slower than half a day ago counts as growth; three quarters while the
 * hour of the day was seen on fewer than three days: some nights have a batch. */
const SLOW_EFFECT = Math.log(1.25);
const DAYS_TO_KNOW = 3;
const SLOW_EFFECT_UNKNOWN = Math.log(1.75);
const SLOW_MOST = 2;
const LEAST_SLOW_DEVIATION = 0.08;
/** At the most two a minute: half an hour at least. */
const SLOW_LINE = 60;
/** Back within a fifth of the usual over a minute. */
const CALM_EFFECT = Math.log(1.2);
const CALM_GAIN = 1 / 6;
const MEANWHILE_GAIN = 2 / BUCKETS_PER_HOUR;
const BAND_DEVIATIONS = 3;
/** Two calm minutes end it; what is slow for four hours is how it now is. */
const PHASE = Object.freeze({ calmSteps: 12, longestMs: 4 * 3_600_000 });
