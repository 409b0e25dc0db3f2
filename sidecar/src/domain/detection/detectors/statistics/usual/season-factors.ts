/**
 * How far each hour of the day, and later each hour of the week, lies from the usual: factors around 1, learnt from
 * whole hours and used only as far as they were seen. Nothing until every hour of the day was seen once; then the hour
 * of the day; from the second week on each hour of the week leans away from its hour of the day, as far as it was seen.
 * The hour of the day is the median of its last five, as logarithms: one outage teaches nothing, while what comes on most
 * nights, such as a batch, is usual after three of them. In UTC: a change to summer time is one odd hour a day which the
 * level beside the season follows.
 */
export class SeasonFactors {
  /** Medians of the hours of the day, then means of the hours of the week. */
  private readonly level: Float32Array = new Float32Array(DAY + WEEK);
  private readonly seen: Uint8Array = new Uint8Array(DAY + WEEK);
  private readonly lower: Float32Array = new Float32Array(DAY);
  private readonly upper: Float32Array = new Float32Array(DAY);
  /** The last five values of each hour of the day. */
  private readonly kept: Float32Array = new Float32Array(DAY * KEPT_DAYS);
  private hoursSeen = 0;
  private meanOfDay = 0;

  /** Every hour of the day was seen. */
  get knowsTheDay(): boolean {
    return this.hoursSeen === DAY;
  }

  /** How often this hour of the day was seen, up to some thirty times. */
  days(at: number): number {
    return this.seen[hourOfWeek(at) % DAY] ?? 0;
  }

  /** How often this hour of the week was seen. */
  visits(at: number): number {
    return this.seen[DAY + hourOfWeek(at)] ?? 0;
  }

  /**
   * The mean of a whole hour that began at `hour`, as a logarithm. Hours that were not to be learnt from (`usual` is
   * false) count for the hour of the day alone, where a median stands against them.
   */
  learn(hour: number, value: number, { usual }: { usual: boolean }): void {
    const day = hourOfWeek(hour) % DAY;
    const times = this.seen[day] ?? 0;
    this.hoursSeen += times === 0 ? 1 : 0;
    this.kept[day * KEPT_DAYS + (times % KEPT_DAYS)] = value;
    this.seen[day] = times + 1 >= MOST_VISITS ? MOST_VISITS - KEPT_DAYS : times + 1;
    this.sortDay(day);
    if (usual) {
      this.move(DAY + hourOfWeek(hour), value);
    }
    this.centre();
  }

  /** 1 as long as the day is not known. Between the middles of two hours it slides, since traffic does not jump. */
  factor(at: number): number {
    return this.knowsTheDay ? Math.exp(this.logFactor(at)) : 1;
  }

  logFactor(at: number): number {
    if (!this.knowsTheDay) {
      return 0;
    }
    const hours = at / HOUR_MS - 0.5;
    const whole = Math.floor(hours);
    const share = hours - whole;
    return (1 - share) * this.ofHour(whole * HOUR_MS) + share * this.ofHour((whole + 1) * HOUR_MS);
  }

  /**
   * The lowest and the highest that the hour may mean, as logarithms. Its neighbours' too, since what comes each night does
   * not come by the clock, and a step within the hour is in no hour's mean. And of its last five days the second lowest
   * and the second highest, since some nights have more to do than others; the most extreme may have been an outage.
   * Once the hour of the week is known its lowest is known too, and days of the weekend are no measure for a Monday.
   */
  logRange(at: number): readonly [low: number, high: number] {
    if (!this.knowsTheDay) {
      return [0, 0];
    }
    let low = Infinity;
    let high = -Infinity;
    for (const hour of [at - HOUR_MS, at, at + HOUR_MS]) {
      const day = hourOfWeek(hour) % DAY;
      const usual = this.ofHour(hour);
      const median = this.level[day] ?? 0;
      const isKnown = this.visits(hour) >= WEEKS_TO_KNOW;
      low = Math.min(low, isKnown ? usual : usual + (this.lower[day] ?? median) - median);
      high = Math.max(high, usual + (this.upper[day] ?? median) - median);
    }
    return [low, high];
  }

  save(): SeasonState | null {
    if (this.hoursSeen === 0) {
      return null;
    }
    const lastSeen = this.seen.findLastIndex((times) => times > 0);
    return {
      level: Array.from(this.level.subarray(0, lastSeen + 1), (value) => Math.round(value * 100) / 100),
      seen: Array.from(this.seen.subarray(0, lastSeen + 1), (times) => times.toString(36)).join(''),
      days: Array.from(this.kept, (value) => Math.round(value * 100) / 100),
    };
  }

  static restore(state: SeasonState | null): SeasonFactors {
    const factors = new SeasonFactors();
    if (state === null) {
      return factors;
    }
    factors.level.set(state.level.slice(0, DAY + WEEK));
    factors.seen.set([...state.seen].slice(0, DAY + WEEK).map((digit) => Number.parseInt(digit, 36) || 0));
    factors.kept.set(state.days.slice(0, DAY * KEPT_DAYS));
    for (let day = 0; day < DAY; day += 1) {
      factors.sortDay(day);
    }
    factors.hoursSeen = factors.seen.subarray(0, DAY).filter((times) => times > 0).length;
    factors.centre();
    return factors;
  }

  private centre(): void {
    let sum = 0;
    for (let slot = 0; slot < DAY; slot += 1) {
      sum += this.level[slot] ?? 0;
    }
    this.meanOfDay = this.hoursSeen === 0 ? 0 : sum / this.hoursSeen;
  }

  private sortDay(day: number): void {
    const known = Math.min(this.seen[day] ?? 0, KEPT_DAYS);
    const values = this.kept.slice(day * KEPT_DAYS, day * KEPT_DAYS + known).sort();
    const upper = values[known >> 1] ?? 0;
    const median = known % 2 === 1 ? upper : ((values[(known >> 1) - 1] ?? 0) + upper) / 2;
    this.level[day] = median;
    this.lower[day] = known < LEAST_DAYS ? median : (values[1] ?? median);
    this.upper[day] = known < LEAST_DAYS ? median : (values[known - 2] ?? median);
  }

  private ofHour(at: number): number {
    const week = hourOfWeek(at);
    const day = week % DAY;
    const times = this.seen[DAY + week] ?? 0;
    const ownWeight = times <= 1 ? 0 : times / (times + WEEK_SHRINK);
    const days = this.seen[day] ?? 0;
    const ofDay = ((this.level[day] ?? 0) - this.meanOfDay) * (days / (days + DAY_SHRINK));
    return ofDay + ownWeight * ((this.level[DAY + week] ?? 0) - this.meanOfDay - ofDay);
  }

  private move(slot: number, value: number): void {
    const times = this.seen[slot] ?? 0;
    const gain = Math.max(WEEK_GAIN, 1 / (times + 1));
    this.level[slot] = (this.level[slot] ?? 0) + gain * (value - (this.level[slot] ?? 0));
    this.seen[slot] = Math.min(MOST_VISITS, times + 1);
  }
}

export interface SeasonState {
  /** 24 hours of the day, then 168 of the week from Thursday 0:00 UTC on, the weekday of the epoch. */
  readonly level: readonly number[];
  /** How often each was seen, a digit in base 36 each. */
  readonly seen: string;
  readonly days: readonly number[];
}

const DAY = 24;
const WEEK = 168;
export const HOUR_MS = 3_600_000;
/** A week's working days. */
const KEPT_DAYS = 5;
/** With fewer there is no second of anything. */
const LEAST_DAYS = 4;
/** An hour of the week is seen once a week: the last three or so weeks count. */
const WEEK_GAIN = 0.3;
/** One day seen counts for two thirds of itself. */
const DAY_SHRINK = 0.5;
/** Two weeks seen count for two thirds. */
const WEEK_SHRINK = 1;
/** An hour of the week seen twice is no chance any more. */
export const WEEKS_TO_KNOW = 2;
const MOST_VISITS = 35;

function hourOfWeek(at: number): number {
  return ((Math.floor(at / HOUR_MS) % WEEK) + WEEK) % WEEK | 0;
}
