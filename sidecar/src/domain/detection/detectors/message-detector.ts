import { type AlarmText, numberText, rounded, spanText } from './alarm-text.ts';
import type { Judgement } from './judgement.ts';
import { BUCKET_MS } from './statistics/bucket.ts';
import { type Spread, unlikeliness, upperEdge } from './statistics/windows/count-tail.ts';

/**
 * Message templates: one that was never seen before and comes at once in numbers, and one that comes far more often than
 * it used to. There are twenty thousand live ones in an organisation, nearly all silent at any time: so each is a dozen
 * numbers, is touched only when it comes (and while an alarm stands), and fades by the time that passed since.
 */
export class MessageDetector {
  private readonly facts: MessageFacts;
  /** Fading by six hours: count, and the buckets that were watched. */
  private level: number;
  private weight: number;
  private lastAt: number;
  /** The last minute and the last five, as fading sums. */
  private minute: number;
  private five: number;
  private fiveSquares: number;
  /** The most that came in a minute, fading by three days; not of the surge under way. */
  private peak: number;
  private peakNow: number;
  private raisedAt: number;
  private onset: number;
  private calmSteps: number;
  private seen: number;
  private kind: 'new' | 'surge' = 'surge';
  private usualNow = 0;

  constructor(facts: MessageFacts, state?: MessageState) {
    this.facts = facts;
    [this.level, this.weight, this.lastAt, this.seen] = state?.past ?? [0, 0, 0, 0];
    [this.minute, this.five, this.fiveSquares] = state?.now ?? [0, 0, 0];
    [this.peak, this.peakNow] = state?.peaks ?? [0, 0];
    [this.raisedAt, this.onset, this.calmSteps] = state?.alarm ?? [0, 0, 0];
    this.kind = state?.kind ?? 'surge';
  }

  static restore(facts: MessageFacts, state: MessageState): MessageDetector {
    return new MessageDetector(facts, state);
  }

  /** While it does, the caller steps it in every bucket; otherwise only when the template comes. */
  get standing(): boolean {
    return this.raisedAt !== 0;
  }

  /** The alarm, or the last score, is of a template that was never seen before. */
  get isNew(): boolean {
    return this.kind === 'new';
  }

  step(at: number, count: number | null, { teach }: { teach: boolean }): Judgement {
    if (count === null) {
      return this.judge(at, { score: 0, expected: this.rate() });
    }
    this.fade(at, teach && !this.standing);
    this.minute += count;
    this.five += count;
    this.fiveSquares += count * count;
    this.seen += count;
    const expected = this.rate() * MINUTE_BUCKETS;
    this.usualNow = expected;
    const fresh = this.isFresh(at);
    const score = fresh ? this.scoreOfNew() : this.scoreOfSurge(expected);
    if (!this.standing) {
      this.kind = fresh ? 'new' : 'surge';
    }
    const judgement = this.advance(at, score, expected);
    this.notePeak(score);
    if (teach && !this.standing && !(fresh && this.facts.severity === 'error')) {
      const most = (expected / MINUTE_BUCKETS + 1) * CLIP_TIMES;
      this.level += this.weight < LEARNT_BUCKETS || count < most ? count : most;
    }
    return judgement;
  }

  explain(): MessageExplanation {
    return {
      seconds: 60,
      seen: Math.round(this.minute),
      usual: this.usualNow,
      high: upperEdge(this.usualNow, this.spread(), BAND_DEVIATIONS),
      isNew: this.kind === 'new',
      firstSeenAt: this.facts.firstSeenAt,
    };
  }

  save(): MessageState {
    return {
      past: [rounded(this.level), rounded(this.weight), this.lastAt, this.seen],
      now: [rounded(this.minute), rounded(this.five), rounded(this.fiveSquares)],
      peaks: [rounded(this.peak), rounded(this.peakNow)],
      ...(this.standing ? { alarm: [this.raisedAt, this.onset, this.calmSteps] as const, kind: this.kind } : {}),
    };
  }

  /**
   * Time that passed without it is time in which it came not at all; time that is not to teach is no time, or what
   * comes all day would look rare after an incident of hours.
   */
  private fade(at: number, teaches: boolean): void {
    const buckets = this.lastAt === 0 ? 0 : Math.max(0, (at - this.lastAt) / BUCKET_MS);
    if (this.lastAt === 0) {
      // An error that was absent for as long as anybody looked; of other lines a new one is a new version's.
      const before = this.facts.severity === 'error' ? Math.max(0, (at - this.facts.watchedSince) / BUCKET_MS) : 0;
      this.weight = Math.min(before, MEMORY_BUCKETS);
    }
    if (buckets > 0) {
      // Nearly all that come at all come again in the next bucket: three exponentials saved for each.
      const isNext = buckets === 1;
      const kept = isNext ? KEPT : Math.exp(-buckets / MEMORY_BUCKETS);
      if (teaches) {
        this.level *= kept;
        this.weight = this.weight * kept + MEMORY_BUCKETS * (1 - kept);
      }
      this.peak *= isNext ? PEAK_KEPT : Math.exp(-buckets / PEAK_BUCKETS);
      this.minute *= isNext ? MINUTE_KEPT : Math.exp(-buckets / MINUTE_BUCKETS);
      const fiveKept = isNext ? FIVE_KEPT : Math.exp(-buckets / FIVE_BUCKETS);
      this.five *= fiveKept;
      this.fiveSquares *= fiveKept;
    }
    this.lastAt = at;
  }

  /** New for half an hour, and only where the service was watched before: on the first day every template is new. */
  private isFresh(at: number): boolean {
    const { firstSeenAt, watchedSince, severity } = this.facts;
    return severity === 'error' && firstSeenAt - watchedSince >= WATCHED_BEFORE_MS && at - firstSeenAt < FRESH_FOR_MS;
  }

  private notePeak(score: number): void {
    this.peakNow = Math.max(this.peakNow, this.minute);
    if (!this.standing && score < CALM_SCORE) {
      this.peak = Math.max(this.peak, this.peakNow);
      this.peakNow = 0;
    }
  }

  private scoreOfNew(): number {
    return Math.max(this.minute / NEW_IN_MINUTE, this.five / NEW_IN_FIVE) * this.spreadShare();
  }

  private scoreOfSurge(expected: number): number {
    const { least, times } = SURGE[this.facts.severity];
    const excess = this.minute - expected;
    if (excess < least / 4 || this.weight < LEARNT_BUCKETS) {
      return 0;
    }
    // What a batch writes every night is no surge; errors may come back as bad as they were.
    const ofPeak =
      this.facts.severity === 'error' || this.peak < least ? Infinity : this.minute / (PEAK_TIMES * this.peak);
    const ofLeast = Math.min(excess / least, this.minute / (times * (expected + 1)), ofPeak);
    const ofChance = unlikeliness(this.minute, expected, this.spread()) / UNLIKELY;
    return Math.min(ofLeast, ofChance) * this.spreadShare();
  }

  /** All of it in a single bucket is one burst, and may be one stack trace or one restart: it counts half. */
  private spreadShare(): number {
    return this.five > 0 && this.fiveSquares / (this.five * this.five) > ONE_BURST ? 0.5 : 1;
  }

  private spread(): Spread {
    return this.weight < MEMORY_BUCKETS / 4 ? SPREAD_YOUNG : SPREAD;
  }

  private rate(): number {
    return (this.level + PRIOR_COUNT) / (this.weight + PRIOR_BUCKETS);
  }

  private advance(at: number, score: number, expected: number): Judgement {
    if (!this.standing) {
      if (score >= 1) {
        this.raisedAt = at;
        this.onset = this.kind === 'new' ? this.facts.firstSeenAt : at - MINUTE_BUCKETS * BUCKET_MS;
        this.calmSteps = 0;
        return this.judge(at, { score, expected, phase: 'raised' });
      }
      return this.judge(at, { score, expected });
    }
    this.calmSteps = score < CALM_SCORE ? this.calmSteps + 1 : 0;
    const tooLong = at - this.raisedAt >= LONGEST_MS;
    if (this.calmSteps < CALM_STEPS && !tooLong) {
      return this.judge(at, { score, expected, phase: 'standing' });
    }
    this.raisedAt = 0;
    if (tooLong) {
      this.level = (this.minute / MINUTE_BUCKETS) * this.weight;
    }
    return this.judge(at, { score, expected, phase: 'ended' });
  }

  private judge(at: number, step: { score: number; expected: number; phase?: Judgement['phase'] }): Judgement {
    const learning = this.weight < LEARNT_BUCKETS;
    const usual = step.expected / MINUTE_BUCKETS;
    const calm = learning ? 'learning' : 'normal';
    return {
      usual: learning ? null : usual,
      low: learning ? null : 0,
      high: learning ? null : upperEdge(usual, this.spread(), BAND_DEVIATIONS),
      score: step.score,
      direction: 'above',
      phase: step.phase ?? (this.standing ? 'standing' : calm),
      startedAt: this.standing ? this.onset : null,
    };
  }
}

/** What the caller knows of a template; times are epoch milliseconds. */
export interface MessageFacts {
  readonly firstSeenAt: number;
  /** Since when its service is watched. */
  readonly watchedSince: number;
  readonly severity: 'error' | 'warning' | 'info';
}

export interface MessageState {
  readonly past: readonly [level: number, weight: number, lastAt: number, seen: number];
  readonly now: readonly [minute: number, five: number, fiveSquares: number];
  readonly peaks?: readonly [peak: number, now: number];
  readonly alarm?: readonly [raisedAt: number, onset: number, calmSteps: number];
  readonly kind?: 'new' | 'surge';
}

export interface MessageExplanation {
  readonly seconds: number;
  readonly seen: number;
  readonly usual: number;
  readonly high: number;
  readonly isNew: boolean;
  readonly firstSeenAt: number;
}

/** "Usual 0.002" makes nobody wiser. */
const LEAST_TOLD = 0.05;

/** "an error message never seen before came 14 times in 1 min: “disk full”", "a message came 240 times in 1 min; usual 2, at most 11". */
export function describeMessage(explanation: MessageExplanation, text: string | null = null): AlarmText {
  const { seconds, seen, usual, high, isNew } = explanation;
  const numbers = {
    seen,
    usual: isNew ? 0 : rounded(usual),
    low: 0,
    high: isNew ? 0 : rounded(high),
    unit: `messages in ${spanText(seconds)}`,
  };
  const which = text === null ? '' : `: “${text}”`;
  const came = `came ${numberText(seen)} times in ${spanText(seconds)}`;
  return isNew
    ? { sentence: `an error message never seen before ${came}${which}`, numbers }
    : {
        sentence: `a message ${came}; usual ${usual < LEAST_TOLD ? 'hardly any' : numberText(usual)}, at most ${numberText(Math.ceil(high))}${which}`,
        numbers,
      };
}

const MINUTE_BUCKETS = 6;
const FIVE_BUCKETS = 30;
/** The usual fades by six hours: it follows the day half way, and no season is kept for twenty thousand templates. */
const MEMORY_BUCKETS = 6 * 360;
const PEAK_BUCKETS = 3 * 8640;
const PEAK_KEPT = Math.exp(-1 / PEAK_BUCKETS);
const PEAK_TIMES = 1.5;
const KEPT = Math.exp(-1 / MEMORY_BUCKETS);
const MINUTE_KEPT = Math.exp(-1 / MINUTE_BUCKETS);
const FIVE_KEPT = Math.exp(-1 / FIVE_BUCKETS);
/** An hour without it says that it is new; of a service watched for less everything is new. */
const WATCHED_BEFORE_MS = 3_600_000;
const FRESH_FOR_MS = 30 * 60_000;
/** A handful at once: fewer are one user's odd request. */
const NEW_IN_MINUTE = 8;
const NEW_IN_FIVE = 12;
/** The last five minutes nearly all in one bucket. */
const ONE_BURST = 0.8;
/** Half an hour. */
const LEARNT_BUCKETS = 180;
const UNLIKELY = 18;
/** Templates have no season here, so a doubt that takes the day: some five times the usual, ten times for a young one. */
const SPREAD: Spread = Object.freeze({ clump: 2, swing: 0.15 });
const SPREAD_YOUNG: Spread = Object.freeze({ clump: 2, swing: 0.5 });
/** How many more a minute than usual, and how many times: lines of no severity follow traffic and deploys. */
const SURGE = Object.freeze({
  error: { least: 30, times: 4 },
  warning: { least: 60, times: 6 },
  info: { least: 300, times: 10 },
} as const);
/** Of which nothing is known comes once an hour; weak, since what comes steadily is known within minutes. */
const PRIOR_COUNT = 0.05;
const PRIOR_BUCKETS = 18;
const CLIP_TIMES = 3;
const CALM_SCORE = 0.4;
/** Three minutes, by which a fading minute has forgotten what ended. */
const CALM_STEPS = 18;
/** By then it is how the service now speaks. */
const LONGEST_MS = 2 * 3_600_000;
const BAND_DEVIATIONS = 3.7;
