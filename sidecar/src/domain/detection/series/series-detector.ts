import type { Judgement } from '../detectors/judgement.ts';
import { OrderedWindow } from './ordered-window.ts';
import { SERIES_DEFAULTS, type SeriesSettings } from './series-settings.ts';
import { usualRange, withinReason, type SeriesKind, type UsualRange } from './usual-range.ts';

/*
 * A series is judged against its own week. The usual is the median of the last values, the scale the distance from there
 * to where the outer twentieth begins, for each direction of its own, drawn to a prior. Rises are measured on roots of
 * ratios, between what a person sees on a chart (differences) and what makes busy and quiet series alike (logarithms);
 * drops on logarithms, so that the way to nothing is far. Four things keep it quiet. The values of an alarm are never
 * learnt, or the second hour of an outage would be usual. A rise must also be a fair share of the highest rise before it
 * (prominence against the past of the series itself). A series that raises many alarms needs more for the next one. And
 * no alarm is endless: what lasts becomes the new usual. The quantile as scale is Tukey's, the transformation that of Box
 * and Cox (1964), the shrinkage that of a variance with a prior sample.
 */

export interface SeriesIdentity {
  readonly kind: SeriesKind;
  readonly stepMs: number;
}

interface OpenAlarm {
  readonly direction: Judgement['direction'];
  readonly raisedAt: number;
  readonly startedAt: number;
  /** As it was when it was raised: an alarm is not ended by what it spent itself. */
  readonly strictness: number;
  points: number;
  /** The highest rise of it: a record of the past once it is over, so that its own line stands still. */
  highest: number;
}

/** Plain JSON. */
export interface SeriesState {
  readonly values: readonly number[];
  readonly level: number | null;
  readonly record: number;
  /** Alarms of late, fading. */
  readonly spent: number;
  readonly alarm: Readonly<OpenAlarm> | null;
  /** The last values of the alarm: what is learnt when it gets too old. */
  readonly recent: readonly number[];
  readonly suspectSince: number | null;
  readonly suspectDirection: Judgement['direction'];
  readonly dropPoints: number;
}

/** From this score on a step belongs to the onset of the alarm that follows. */
const SUSPECT_SCORE = 0.5;
/** Below the line, but as near as it goes: what holds it back is not the value. */
const HELD_BACK_SCORE = 0.99;
const DAY_MS = 86_400_000;

const UNKNOWN = { usual: null, low: null, high: null, score: 0, direction: 'above', startedAt: null } as const;

type Seen = Pick<Judgement, 'score' | 'direction'>;

export class SeriesDetector {
  private readonly identity: SeriesIdentity;
  private readonly settings: SeriesSettings;
  private readonly dropPointsAsked: number;
  private readonly budgetPoints: number;
  private readonly window: OrderedWindow;
  private level: number | null = null;
  private record = 0;
  private spent = 0;
  private alarm: OpenAlarm | null = null;
  private recent: number[] = [];
  private suspectSince: number | null = null;
  private suspectDirection: Judgement['direction'] = 'above';
  private dropPoints = 0;

  constructor(identity: SeriesIdentity, settings: Partial<SeriesSettings> = {}) {
    this.identity = identity;
    this.settings = { ...SERIES_DEFAULTS, ...settings };
    this.dropPointsAsked = Math.max(1, Math.ceil((this.settings.dropSeconds * 1000) / identity.stepMs));
    this.budgetPoints = Math.max(this.settings.windowPoints, DAY_MS / identity.stepMs);
    this.window = new OrderedWindow(this.settings.windowPoints);
  }

  static restore(identity: SeriesIdentity, state: SeriesState, settings: Partial<SeriesSettings> = {}): SeriesDetector {
    const detector = new SeriesDetector(identity, settings);
    state.values.forEach((value) => detector.window.add(value));
    detector.level = state.level;
    detector.record = state.record;
    detector.spent = state.spent;
    detector.alarm = state.alarm === null ? null : { ...state.alarm };
    detector.recent = [...state.recent];
    detector.suspectSince = state.suspectSince;
    detector.suspectDirection = state.suspectDirection;
    detector.dropPoints = state.dropPoints;
    return detector;
  }

  save(): SeriesState {
    return {
      values: this.window.values(),
      level: this.level,
      record: this.record,
      spent: this.spent,
      alarm: this.alarm === null ? null : { ...this.alarm },
      recent: [...this.recent],
      suspectSince: this.suspectSince,
      suspectDirection: this.suspectDirection,
      dropPoints: this.dropPoints,
    };
  }

  /** How much of the past is the measure, for sentences: its values are usual ones, those of alarms are left out. */
  get past(): { readonly lowest: number; readonly highest: number; readonly milliseconds: number } | null {
    const { size } = this.window;
    return size === 0
      ? null
      : { lowest: this.window.lowest, highest: this.window.highest, milliseconds: size * this.identity.stepMs };
  }

  /**
   * Judges one value by the values before it, then learns it, unless it belongs to an alarm or `teach` is false. A value
   * that is no number is a missing one: it only makes an alarm older.
   */
  step(at: number, value: number, teach = true): Judgement {
    this.record *= 1 - 1 / this.settings.recordPoints;
    this.spent *= 1 - 1 / this.budgetPoints;
    if (!Number.isFinite(value)) {
      return this.judgeMissing(at);
    }
    const seen = withinReason(value);
    if (this.window.size === 0) {
      this.learn(seen, teach);
      return { ...UNKNOWN, phase: 'learning' };
    }
    const range = this.range();
    const direction = seen < range.usual ? 'below' : 'above';
    const rise = direction === 'above' ? range.riseOf(seen) : 0;
    const plain = direction === 'above' ? rise / range.riseLimit : range.dropScoreOf(seen);
    const score = this.heldBack(plain, direction);
    this.suspect(at, plain, direction);
    const phase = this.advance(at, score, direction);
    if (this.alarm !== null) {
      this.alarm.highest = Math.max(this.alarm.highest, rise);
      this.recent = [...this.recent.slice(1 - this.settings.relearnPoints), seen];
      if (this.isTooOld(at)) {
        return this.accept(range, { score, direction, teach });
      }
    } else if (!this.awaitsConfirmation) {
      this.learn(seen, teach);
    }
    return this.judgement(range, { score, direction, phase });
  }

  private range(): UsualRange {
    const { identity, settings, level, record, strictness } = this;
    return usualRange(this.window, { kind: identity.kind, settings, level, record, strictness });
  }

  private get strictness(): number {
    return this.alarm?.strictness ?? 2 ** Math.max(0, this.spent - this.settings.budgetAlarms);
  }

  private get learning(): boolean {
    return this.window.size < this.settings.learningPoints;
  }

  /** A drop that has not lasted yet; it teaches nothing either. */
  private get awaitsConfirmation(): boolean {
    return !this.learning && this.dropPoints > 0;
  }

  private heldBack(score: number, direction: Judgement['direction']): number {
    this.dropPoints = direction === 'below' && score >= 1 ? this.dropPoints + 1 : 0;
    const tooEarly = this.learning || (direction === 'below' && this.dropPoints < this.dropPointsAsked);
    return this.alarm === null && tooEarly ? Math.min(score, HELD_BACK_SCORE) : score;
  }

  private suspect(at: number, score: number, direction: Judgement['direction']): void {
    if (score < SUSPECT_SCORE) {
      this.suspectSince = null;
    } else if (this.suspectSince === null || this.suspectDirection !== direction) {
      this.suspectSince = at;
      this.suspectDirection = direction;
    }
  }

  private advance(at: number, score: number, direction: Judgement['direction']): Judgement['phase'] {
    if (this.alarm === null) {
      if (score < 1) {
        return this.learning ? 'learning' : 'normal';
      }
      const { strictness } = this;
      this.alarm = { direction, raisedAt: at, startedAt: this.suspectSince ?? at, strictness, points: 0, highest: 0 };
      this.recent = [];
      this.spent += 1;
      return 'raised';
    }
    this.alarm.points += 1;
    if (score >= (direction === this.alarm.direction ? this.settings.endShare : 1)) {
      return 'standing';
    }
    this.close();
    return 'ended';
  }

  private close(): void {
    this.record = Math.max(this.record, this.alarm?.highest ?? 0);
    this.alarm = null;
  }

  private isTooOld(at: number): boolean {
    const { longestAlarmPoints } = this.settings;
    const { alarm } = this;
    return (
      alarm !== null &&
      alarm.points > 0 &&
      (alarm.points >= longestAlarmPoints || at - alarm.raisedAt >= longestAlarmPoints * this.identity.stepMs)
    );
  }

  /** What lasts is the new usual. What was, is forgotten: a mixture of both would be wrong for either. */
  private accept(range: UsualRange, { teach, ...rest }: Seen & { teach: boolean }): Judgement {
    this.close();
    if (teach && this.recent.length > 0) {
      this.window.clear();
      this.recent.forEach((value) => this.learn(value, true));
    }
    return this.judgement(range, { ...rest, phase: 'ended' });
  }

  private judgeMissing(at: number): Judgement {
    if (this.alarm !== null) {
      this.alarm.points += 1;
    }
    if (this.window.size === 0) {
      return { ...UNKNOWN, phase: 'learning' };
    }
    const seen = { score: 0, direction: this.alarm?.direction ?? 'above' } as const;
    if (this.isTooOld(at)) {
      return this.accept(this.range(), { ...seen, teach: true });
    }
    const quiet = this.learning ? 'learning' : 'normal';
    return this.judgement(this.range(), { ...seen, phase: this.alarm === null ? quiet : 'standing' });
  }

  private learn(value: number, teach: boolean): void {
    if (teach) {
      this.window.add(value);
      const { median } = this.window;
      this.level = median > 0 ? median : (this.window.medianAboveZero ?? this.level);
    }
  }

  private judgement(range: UsualRange, { score, direction, phase }: Seen & Pick<Judgement, 'phase'>): Judgement {
    const known = phase !== 'learning';
    return {
      usual: known ? range.usual : null,
      low: known ? range.low : null,
      high: known ? range.high : null,
      score,
      direction: this.alarm?.direction ?? direction,
      phase,
      startedAt: this.alarm?.startedAt ?? null,
    };
  }
}
