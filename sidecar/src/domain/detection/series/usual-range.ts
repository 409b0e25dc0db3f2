import type { OrderedWindow } from './ordered-window.ts';
import type { SeriesSettings } from './series-settings.ts';

/** A count is a number of things that happened in a step; a gauge is anything else: a level, a rate, a latency. */
export type SeriesKind = 'count' | 'gauge';

/** A gauge that was nothing but zero for this share of a window and then is not is news, however little it is. */
const KNOWN_ZERO_SHARE = 0.5;
/** Where more is usual, twice the usual is beyond chance by itself. */
const RARE_COUNT = 50;
/** Nothing that is measured is larger or finer; within this, squares of ratios stay finite. */
const LARGEST = 1e75;
const SMALLEST = 1 / LARGEST;
/** Deviations of the middle from a quantile are those of an exponential tail of scale one. */
const tailLength = (share: number): number => Math.log(0.5 / share);

/** What a series usually is, and how far away from it a value is news. Deviations have no unit. */
export interface UsualRange {
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  /** How far above the usual, and at what distance it is an alarm: see `riseOf`. */
  readonly riseLimit: number;
  riseOf(value: number): number;
  /** How far below the usual, 1 being the line. */
  dropScoreOf(value: number): number;
}

export interface RangeContext {
  readonly kind: SeriesKind;
  readonly settings: SeriesSettings;
  /** What the series was when it was last not zero: a gauge does not say what is much of it. */
  readonly level: number | null;
  /** The highest rise of the past, fading. */
  readonly record: number;
  /** So many times the usual distance is asked of a series that has spent its alarms. */
  readonly strictness: number;
}

/** The window must hold at least one value. */
export function usualRange(window: OrderedWindow, context: RangeContext): UsualRange {
  if (window.lowest < 0) {
    return aroundZero(window, context);
  }
  const { kind, settings, level } = context;
  const usual = window.median;
  if (usual <= 0 && level === null && kind === 'gauge') {
    return alwaysZero(window, context);
  }
  const sparse = usual > 0 ? null : settings.zeroOffsetTimes * (level ?? 0);
  const least = kind === 'count' ? settings.countOffset : 0;
  const riseOffset = Math.max(sparse ?? settings.riseOffsetShare * usual, least);
  const dropOffset = Math.max(sparse ?? settings.dropOffsetShare * usual, least);
  const { risePower, tailShare } = settings;
  const riseOf = (value: number): number => power((positive(value) + riseOffset) / (usual + riseOffset), risePower);
  const dropOf = (value: number): number => Math.log((usual + dropOffset) / (positive(value) + dropOffset));
  const chance = kind === 'count' && usual < RARE_COUNT ? riseOf(mostByChance(window.mean, settings)) : 0;
  const riseLimit = Math.max(limitOfRise(riseOf(window.upper(tailShare)), window, context), chance);
  const dropScale = shrunk(dropOf(window.lower(tailShare)), settings.dropPrior, { window, settings });
  const dropLimit = settings.dropScales * dropScale * context.strictness;
  return {
    usual,
    low: positive((usual + dropOffset) * Math.exp(-dropLimit) - dropOffset),
    high: bounded((usual + riseOffset) * inversePower(riseLimit, risePower) - riseOffset),
    riseLimit,
    riseOf,
    dropScoreOf: (value) => dropOf(value) / dropLimit,
  };
}

/**
 * Values below zero have no ratios: deviations are taken in sizes of what the series usually is. Noise around zero is as
 * large as that itself, so both directions ask for what a drop asks for: seven deviations where it is normal.
 */
function aroundZero(window: OrderedWindow, context: RangeContext): UsualRange {
  const { settings, strictness } = context;
  const usual = window.median;
  const above = window.upper(settings.tailShare);
  const below = window.lower(settings.tailShare);
  const size = Math.max(Math.abs(usual), Math.abs(above), Math.abs(below), SMALLEST);
  const riseLimit = limitOfRise(above / size - usual / size, window, {
    ...context,
    settings: { ...settings, riseScales: settings.dropScales },
  });
  const dropScale = shrunk(usual / size - below / size, settings.risePrior, { window, settings });
  const dropLimit = settings.dropScales * dropScale * strictness;
  return {
    usual,
    low: bounded(usual - dropLimit * size),
    high: bounded(usual + riseLimit * size),
    riseLimit,
    riseOf: (value) => (value - usual) / size,
    dropScoreOf: (value) => (usual - value) / size / dropLimit,
  };
}

function alwaysZero(window: OrderedWindow, { settings, strictness }: RangeContext): UsualRange {
  const known = window.size >= KNOWN_ZERO_SHARE * settings.windowPoints;
  return {
    usual: 0,
    low: 0,
    high: 0,
    riseLimit: strictness,
    riseOf: (value) => (known && value > 0 ? 1 : 0),
    dropScoreOf: () => 0,
  };
}

/** What Chernoff's bound gives a Poisson count at so many deviations, to the third term: see poisson-excess.ts. */
function mostByChance(mean: number, { chanceDeviations }: SeriesSettings): number {
  return mean + chanceDeviations * Math.sqrt(mean) + chanceDeviations ** 2 / 6;
}

function limitOfRise(tail: number, window: OrderedWindow, { settings, record, strictness }: RangeContext): number {
  const own = settings.riseScales * shrunk(tail, settings.risePrior, { window, settings });
  const prominent = Math.min(settings.recordShare * record, settings.recordTimes * own);
  return Math.max(own, prominent) * strictness;
}

/** A scale from the distance of a tail, drawn to the prior while few values stand for it. */
function shrunk(
  distance: number,
  prior: number,
  { window, settings }: { window: OrderedWindow; settings: SeriesSettings }
): number {
  const scale = distance / tailLength(settings.tailShare);
  const weight = window.size / (window.size + settings.priorPoints);
  return Math.sqrt(weight * scale * scale + (1 - weight) * prior * prior);
}

/** Box and Cox (1964): straight at 1, the logarithm at power 0. */
function power(ratio: number, exponent: number): number {
  return exponent === 0 ? Math.log(ratio) : (ratio ** exponent - 1) / exponent;
}

function inversePower(deviation: number, exponent: number): number {
  return exponent === 0 ? Math.exp(deviation) : (1 + exponent * deviation) ** (1 / exponent);
}

export function withinReason(value: number): number {
  return Math.abs(value) < SMALLEST ? 0 : Math.min(Math.max(value, -LARGEST), LARGEST);
}

const positive = (value: number): number => (value > 0 ? value : 0);
const bounded = (value: number): number => Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE);
