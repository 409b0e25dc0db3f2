import { type AlarmText, numberText, rounded, spanText } from './alarm-text.ts';
import type { Judgement } from './judgement.ts';
import { AlarmPhase, type PhaseState } from './statistics/alarm-phase.ts';
import { BUCKET_MS } from './statistics/bucket.ts';
import { lowerEdge, unlikeliness, upperEdge } from './statistics/windows/count-tail.ts';
import { HABIT_SCORE } from './statistics/usual/own-past.ts';
import { QuietRun, type QuietState } from './statistics/quiet-run.ts';
import type { Maturity } from './statistics/usual/rate-model.ts';
import { type Lesson, TaughtRate, type TaughtRateState, type Teaching } from './statistics/usual/taught-rate.ts';
import { RecentWindows, type WindowSize, type WindowsState } from './statistics/windows/recent-windows.ts';

/**
 * Too little: a service that says nothing any more, or whose traffic has all but gone. Nothing is unusual only where
 * something was expected, so what is summed is the expectation since the last event: a busy service is missed after half
 * a minute, an idle one after hours, and a quiet night is expected to be quiet. The caller gives null while the source
 * is away: a broken shipper is no silent service.
 */
export class SilenceDetector {
  private readonly rate: TaughtRate;
  private windows: RecentWindows;
  private readonly quiet: QuietRun;
  private readonly phase: AlarmPhase;
  private worst: Shortfall = NO_SHORTFALL;

  constructor(state?: SilenceState) {
    this.rate = new TaughtRate(TEACHING, state);
    this.windows = state === undefined ? new RecentWindows() : RecentWindows.restore(state.windows);
    this.quiet = new QuietRun(state?.quiet);
    this.phase = new AlarmPhase(PHASE, state?.phase ?? undefined);
  }

  static restore(state: SilenceState): SilenceDetector {
    return new SilenceDetector(state);
  }

  /** Silent, rather than with less traffic than usual: what the present alarm is about. */
  get silent(): boolean {
    return this.worst.silentSince !== null;
  }

  step(at: number, count: number | null, { teach }: { teach: boolean }): Judgement {
    const maturity = this.rate.model.maturity(at);
    const learning = maturity === 'learning';
    const likely = this.rate.model.expected(at);
    if (count === null) {
      return this.judge(at, { likely, learning, score: 0, phase: this.phase.unknown(at) });
    }
    const expected = this.rate.model.leastExpected(at);
    this.windows.push(at, count, expected);
    this.quiet.step(at, count, expected);
    const found = this.shortfall(maturity);
    if (found.score >= HABIT_SCORE) {
      this.rate.past.reached(at);
    }
    const line = this.rate.past.lineAt(at);
    if (found.score >= line || (found.score > 0 && found.silentSince !== null && this.phase.standing)) {
      this.worst = found;
    }
    const phase = this.phase.advance(at, {
      score: found.score / line,
      calm: this.isCalm(),
      onset: () => found.silentSince ?? this.windows.onset('below', found.size),
    });
    this.learn(at, { count, likely, phase, score: found.score, teach });
    return this.judge(at, { likely, learning, score: found.score / line, phase });
  }

  explain(): SilenceExplanation {
    const { size, silentSince, expected, seconds } = this.worst;
    const spread = this.rate.dispersion.of(size);
    return {
      seconds,
      seen: silentSince === null ? this.windows.seenIn(size) : 0,
      usual: expected,
      low: lowerEdge(expected, spread, BAND_DEVIATIONS),
      high: upperEdge(expected, spread, BAND_DEVIATIONS),
      silent: silentSince !== null,
    };
  }

  save(): SilenceState {
    return {
      ...this.rate.save(),
      windows: this.windows.save(),
      quiet: this.quiet.save(),
      phase: this.phase.save(),
    };
  }

  private shortfall(maturity: Maturity): Shortfall {
    const comesAndGoes = this.quiet.share < SPEAKS_ALWAYS;
    if (comesAndGoes && (maturity === 'learning' || maturity === 'hours')) {
      return NO_SHORTFALL;
    }
    const silence = this.silence(maturity);
    const drop = this.drop(maturity);
    return silence.score >= 1 || silence.score >= drop.score ? silence : drop;
  }

  private silence(maturity: Maturity): Shortfall {
    const { expected, buckets, since } = this.quiet;
    if (buckets < LEAST_BUCKETS || expected < LEAST_EXPECTED[maturity]) {
      return NO_SHORTFALL;
    }
    const size = buckets < 6 ? 1 : buckets < 30 ? 6 : 30;
    const spread = this.rate.dispersion.of(size, DOUBT);
    const chance = unlikeliness(0, expected, spread) / UNLIKELY;
    // Quiet for as long before, and came back by itself: it must be longer than that by far.
    const score = Math.min(chance, this.quiet.timesLongest / LONGER);
    return { score, size, silentSince: since, expected, seconds: (buckets * BUCKET_MS) / 1000 };
  }

  private drop(maturity: Maturity): Shortfall {
    if (maturity === 'learning') {
      return NO_SHORTFALL;
    }
    let worst = NO_SHORTFALL;
    for (const size of [6, 30] as const) {
      const expected = this.windows.expectedIn(size);
      const seen = this.windows.seenIn(size);
      if (
        expected >= LEAST_EXPECTED.weeks &&
        seen < DROPPED_TO * expected &&
        this.windows.seenIn(1) < expected / size
      ) {
        const spread = this.rate.dispersion.of(size, DROP_DOUBT);
        const score = unlikeliness(seen, expected, spread) / (size === 6 ? UNLIKELY : UNLIKELY_LONG);
        if (score > worst.score) {
          worst = { score, size, silentSince: null, expected, seconds: (size * BUCKET_MS) / 1000 };
        }
      }
    }
    return worst;
  }

  /** Something comes again, and at least half of what is usual over the last minute, or what noise allows. */
  private isCalm(): boolean {
    const expected = this.windows.expectedIn(6);
    const seen = this.windows.seenIn(6);
    return seen > 0 ? seen >= expected * BACK_SHARE || expected < FEW : this.quiet.buckets === 0;
  }

  private learn(at: number, lesson: Lesson): void {
    this.rate.learn(at, lesson);
    if (lesson.phase === 'ended') {
      this.windows = new RecentWindows();
      this.quiet.restart();
      if (this.phase.accepted) {
        this.rate.accept(at);
      }
    }
  }

  private judge(
    at: number,
    { likely, learning, score, phase }: { likely: number; learning: boolean; score: number; phase: Judgement['phase'] }
  ): Judgement {
    const spread = this.rate.dispersion.of(1);
    return {
      usual: learning ? null : likely,
      low: learning ? null : lowerEdge(this.rate.model.leastExpected(at), spread, BAND_DEVIATIONS),
      high: learning ? null : upperEdge(likely, spread, BAND_DEVIATIONS),
      score,
      direction: 'below',
      phase: learning && phase === 'normal' ? 'learning' : phase,
      startedAt: this.phase.startedAt,
    };
  }
}

interface Shortfall {
  readonly score: number;
  readonly size: WindowSize;
  readonly silentSince: number | null;
  readonly expected: number;
  readonly seconds: number;
}

export interface SilenceState extends TaughtRateState {
  readonly windows: WindowsState;
  readonly quiet: QuietState;
  readonly phase: PhaseState | null;
}

export interface SilenceExplanation {
  readonly seconds: number;
  readonly seen: number;
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  readonly silent: boolean;
}

/** "no requests for 40 s; usual at this hour 310 to 420", "12 requests in 60 s; …". */
export function describeSilence(explanation: SilenceExplanation, noun: string): AlarmText {
  const { seconds, seen, usual, low, high, silent } = explanation;
  const what = silent ? `no ${noun} for ${spanText(seconds)}` : `${numberText(seen)} ${noun} in ${spanText(seconds)}`;
  const fewest = Math.max(silent ? 1 : 0, Math.floor(low));
  return {
    sentence: `${what}; usual at this hour ${numberText(fewest)} to ${numberText(Math.max(fewest, Math.ceil(high)))}`,
    numbers: {
      seen,
      usual: rounded(usual),
      low: rounded(low),
      high: rounded(high),
      unit: `${noun} in ${spanText(seconds)}`,
    },
  };
}

const NO_SHORTFALL: Shortfall = Object.freeze({ score: 0, size: 6, silentSince: null, expected: 0, seconds: 0 });
/** exp(-16): each pause between two events is a trial, a busy service has thousands a day. */
const UNLIKELY = 16;
/** Five minutes come less often than a pause. */
const UNLIKELY_LONG = 13;
/** A load that swings by a quarter for reasons of its own; and one that swings by a seventh. */
const DOUBT = 0.06;
const DROP_DOUBT = 0.02;
/** Restarts of single processes take half a minute. */
const LEAST_BUCKETS = 4;
/** So much must have been missed. Before the day is known any pause may be the night's: only a busy service is missed. */
const LEAST_EXPECTED: Readonly<Record<Maturity, number>> = Object.freeze({
  learning: 1000,
  hours: 100,
  days: 20,
  weeks: 20,
});
/** In the first day, a service that does not speak in nearly every bucket may be silent for any reason. */
const SPEAKS_ALWAYS = 0.8;
/** A pause must be half as long again as the second longest of late. */
const LONGER = 1.5;
/** More than half gone. */
const DROPPED_TO = 0.4;
/** Half of the usual is back. */
const BACK_SHARE = 0.5;
/** Where so few are expected in a minute, any event says that it is back. */
const FEW = 6;
/**
 * Loads wander within the hour, errors hardly: a level of twenty minutes leaves half the noise of one of an hour. While it
 * learns, for half an hour, everything is taken as it is.
 */
const TEACHING: Teaching = Object.freeze({ memory: 120, firstBuckets: 180, clipDeviations: 4, clipAllowance: 10 });
const BAND_DEVIATIONS = 3.7;
/** A minute of traffic ends it; a service that has been silent for six hours has been switched off. */
const PHASE = Object.freeze({ calmSteps: 6, longestMs: 6 * 3_600_000 });
