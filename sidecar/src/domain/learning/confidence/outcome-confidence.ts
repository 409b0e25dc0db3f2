import { wilsonInterval } from '../../detection/quality/wilson-interval.ts';
import { calibrationError, type Forecast } from './forecast-score.ts';

/** What memory said of an attempt before it was made, and what a memory said that was frozen earlier. */
export interface ComparedForecast extends Forecast {
  readonly frozen: number;
}

export interface OutcomeConfidence {
  readonly outcomes: number;
  /** What was said on average, and how often it came true; with the error over ten bins from a hundred outcomes on. */
  readonly calibration: {
    readonly said: number;
    readonly cameTrue: number;
    readonly interval: readonly [number, number];
    readonly error: number | null;
  };
  /** By how much of the frozen memory's squared error the living one is better; below 0 it is worse. */
  readonly lift: { readonly share: number; readonly interval: readonly [number, number] } | null;
}

/** Fewer outcomes show nothing but luck: the interval of a share of 30 is some 34 points wide. */
export const CONFIDENCE_LEAST = 30;
/** Ten bins of less than ten each would measure chance. */
const BINS_LEAST = 100;
const NORMAL_95 = 1.959964;

/**
 * Whether what memory says of fixes comes true, and whether it learned anything since it was frozen. Both are compared on
 * the same attempts, those that people chose; of what they left alone nothing is known. Null below thirty outcomes.
 */
export function outcomeConfidence(forecasts: readonly ComparedForecast[]): OutcomeConfidence | null {
  const n = forecasts.length;
  if (n < CONFIDENCE_LEAST) {
    return null;
  }
  const worked = forecasts.reduce((sum, { result }) => sum + result, 0);
  const { share = 0, low = 0, high = 1 } = wilsonInterval(worked, n) ?? {};
  return {
    outcomes: n,
    calibration: {
      said: forecasts.reduce((sum, { probability }) => sum + probability, 0) / n,
      cameTrue: share,
      interval: [low, high],
      error: n < BINS_LEAST ? null : calibrationError(forecasts),
    },
    lift: liftOf(forecasts),
  };
}

/** Paired differences of squared errors; their mean is near enough to normal from thirty on. */
function liftOf(forecasts: readonly ComparedForecast[]): OutcomeConfidence['lift'] {
  const n = forecasts.length;
  const reference = forecasts.reduce((sum, { frozen, result }) => sum + (frozen - result) ** 2, 0) / n;
  if (reference === 0) {
    return null;
  }
  const gains = forecasts.map(
    ({ probability, frozen, result }) => (frozen - result) ** 2 - (probability - result) ** 2
  );
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (n - 1);
  const half = NORMAL_95 * Math.sqrt(variance / n);
  return { share: mean / reference, interval: [(mean - half) / reference, (mean + half) / reference] };
}
