import { deviationOf, deviations, type Spread, unlikeliness } from './count-tail.ts';
import { Dispersion, type DispersionState } from '../usual/dispersion.ts';
import { type RecentWindows, WINDOW_SIZES, type WindowSize } from './recent-windows.ts';

/** How wide the noise is over 10 s, 60 s, 5 min and 30 min: noise that clumps over minutes is wider over minutes. */
export class WindowDispersion {
  private readonly bySize: Record<WindowSize, Dispersion>;
  private sixSeen: number;
  private sixLikely: number;
  private thirty: { seen: number; likely: number };
  private long: { seen: number; likely: number };
  private buckets: number;

  constructor(state?: WindowDispersionState) {
    this.bySize = {
      1: new Dispersion(MEMORY[1], state?.sizes[0]),
      6: new Dispersion(MEMORY[6], state?.sizes[1]),
      30: new Dispersion(MEMORY[30], state?.sizes[2]),
      180: new Dispersion(MEMORY[180], state?.sizes[3]),
    };
    const [buckets = 0, sixSeen = 0, sixLikely = 0, ...longer] = state?.open ?? [];
    this.buckets = buckets;
    this.sixSeen = sixSeen;
    this.sixLikely = sixLikely;
    this.thirty = { seen: longer[0] ?? 0, likely: longer[1] ?? 0 };
    this.long = { seen: longer[2] ?? 0, likely: longer[3] ?? 0 };
  }

  /** `doubt`: what the model itself may be wrong by, as a swing. */
  of(size: WindowSize, doubt = 0): Spread {
    const learnt = this.bySize[size];
    return learnt.swing >= doubt ? learnt : { clump: learnt.clump, swing: doubt };
  }

  /** One bucket beside what was likely. Longer windows are learnt from once they are wholly new. */
  learn(count: number, likely: number): void {
    this.bySize[1].learn(count, likely);
    this.sixSeen += count;
    this.sixLikely += likely;
    this.buckets += 1;
    if (this.buckets % 6 === 0) {
      this.learnMinute();
    }
  }

  save(): WindowDispersionState {
    const { bySize, sixSeen, sixLikely, thirty, long } = this;
    return {
      sizes: [bySize[1].save(), bySize[6].save(), bySize[30].save(), bySize[180].save()],
      open: [this.buckets % 180, sixSeen, sixLikely, thirty.seen, thirty.likely, long.seen, long.likely].map((sum) =>
        Number(sum.toPrecision(6))
      ),
    };
  }

  private learnMinute(): void {
    this.bySize[6].learn(this.sixSeen, this.sixLikely);
    for (const open of [this.thirty, this.long]) {
      open.seen += this.sixSeen;
      open.likely += this.sixLikely;
    }
    this.sixSeen = 0;
    this.sixLikely = 0;
    if (this.buckets % 30 === 0) {
      this.bySize[30].learn(this.thirty.seen, this.thirty.likely);
      this.thirty = { seen: 0, likely: 0 };
    }
    if (this.buckets % 180 === 0) {
      this.bySize[180].learn(this.long.seen, this.long.likely);
      this.long = { seen: 0, likely: 0 };
    }
  }
}

export interface WindowDispersionState {
  readonly sizes: readonly [DispersionState, DispersionState, DispersionState, DispersionState];
  /** The sums under way. */
  readonly open: readonly number[];
}

export interface Excess {
  /** 1 is the line. */
  readonly score: number;
  readonly size: WindowSize;
}

export interface ExcessLimits {
  /** So many above the expected at least, by window: what is unlikely but small hurts nobody. */
  readonly least: Readonly<Record<WindowSize, number>>;
  /** What the model itself may be wrong by, as a swing. */
  readonly doubt: number;
  /** How much the excess matters beside its number, 1 being enough; without it the number says it all. */
  readonly matters?: (excess: number, size: WindowSize) => number;
}

/** The window that is furthest above what is expected. */
export function worstExcess(windows: RecentWindows, dispersion: WindowDispersion, limits: ExcessLimits): Excess {
  let worst: Excess = NONE;
  for (const size of WINDOW_SIZES) {
    const expected = windows.expectedIn(size);
    const excess = windows.seenIn(size) - expected;
    const ofNumber = excess / limits.least[size];
    const ofLeast = limits.matters === undefined ? ofNumber : Math.min(ofNumber, limits.matters(excess, size));
    // The cheaper question first: nearly every window of nearly every service ends here.
    if (ofLeast > worst.score && excess * excess > NEAR * (expected + 1) && goesOn(windows, size)) {
      const spread = dispersion.of(size, limits.doubt);
      const ofUnlikely = unlikeliness(windows.seenIn(size), expected, spread) / UNLIKELY[size];
      const score = ofUnlikely < ofLeast ? ofUnlikely : ofLeast;
      if (score > worst.score) {
        worst = { score, size };
      }
    }
  }
  return worst;
}

/** Of the longer windows the last minute must still be a quarter as bad as the whole: what is over is no news. */
function goesOn(windows: RecentWindows, size: WindowSize): boolean {
  if (size <= 6) {
    return true;
  }
  const excess = windows.seenIn(size) - windows.expectedIn(size);
  return windows.seenIn(6) - windows.expectedIn(6) >= (excess * 6) / size / 4;
}

/**
 * Without its largest bucket the window is still unusual: something goes on, rather than having gone off once. A single
 * bucket of noise is the commonest false alarm of all. What was found within a minute must go on within it: an uneasy
 * half hour is no witness of a bucket.
 */
export function isSustained(
  windows: RecentWindows,
  dispersion: WindowDispersion,
  { limits, found }: { limits: ExcessLimits; found: WindowSize }
): boolean {
  for (const size of found <= 6 ? SHORT_SIZES : LONG_SIZES) {
    const expected = windows.expectedIn(size);
    const rest = windows.seenIn(size) - windows.largestExcess(size);
    if (rest - expected >= limits.least[size] * REST_SHARE) {
      if (unlikeliness(rest, expected, dispersion.of(size, limits.doubt)) >= deviations(REST_DEVIATIONS)) {
        return true;
      }
    }
  }
  return false;
}

/**
 * Back where noise alone would be, over the last minute. What was raised by a longer window is too thin to stand out of a
 * minute: then the minute must be within one deviation of the usual.
 */
export function isCalm(
  windows: RecentWindows,
  dispersion: WindowDispersion,
  { limits, raisedBy }: { limits: ExcessLimits; raisedBy: WindowSize }
): boolean {
  const expected = windows.expectedIn(6);
  const excess = windows.seenIn(6) - expected;
  const spread = dispersion.of(6, limits.doubt);
  if (excess <= 0 || raisedBy > 6) {
    return excess <= deviationOf(expected, spread);
  }
  return (
    excess < limits.least[6] * CALM_SHARE ||
    unlikeliness(windows.seenIn(6), expected, spread) < deviations(CALM_DEVIATIONS)
  );
}

/** Six hours of ten seconds, half a day of minutes, a day of five minutes, three days of half hours. */
const MEMORY: Readonly<Record<WindowSize, number>> = Object.freeze({ 1: 2160, 6: 720, 30: 288, 180: 144 });
/**
 * So unlikely must it be, by window: exp(-18) is six deviations, as for the fixed rules, since windows slide by ten seconds
 * over many services all year. The longer ones overlap, so that there are fewer of them to be wrong in.
 */
const UNLIKELY: Readonly<Record<WindowSize, number>> = Object.freeze({ 1: 18, 6: 18, 30: 16.5, 180: 14.5 });
const NONE: Excess = Object.freeze({ score: 0, size: 1 });
/** Below two deviations of Poisson nothing is near any line. */
const NEAR = 4;
const SHORT_SIZES = [6] as const;
const LONG_SIZES = [6, 30, 180] as const;
/** What is left must itself be worth a third of the least, and unlikely by four deviations. */
const REST_SHARE = 1 / 3;
const REST_DEVIATIONS = 4;
/** Raising asks for six deviations, ending for fewer than three: the distance keeps it from fluttering. */
const CALM_DEVIATIONS = 3;
const CALM_SHARE = 1 / 3;
