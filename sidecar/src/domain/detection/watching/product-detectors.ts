import { CountDetector, describeCount, type CountState } from '../detectors/count-detector.ts';
import { rounded } from '../detectors/alarm-text.ts';
import {
  describeExhaustion,
  ExhaustionDetector,
  type ExhaustionReading,
  type ExhaustionState,
} from '../detectors/exhaustion-detector.ts';
import { describeFailureRatio, FailureRatioDetector, type RatioState } from '../detectors/failure-ratio-detector.ts';
import type { Judgement } from '../detectors/judgement.ts';
import { describeLatency, LatencyDetector, type LatencyState } from '../detectors/latency-detector.ts';
import { describeSilence, SilenceDetector, type SilenceState } from '../detectors/silence-detector.ts';
import { describeSeriesAlarm } from '../series/describe-series-alarm.ts';
import { SeriesDetector, type SeriesIdentity, type SeriesState } from '../series/series-detector.ts';
import type { DetectorMakers } from './detector-makers.ts';
import { MINUTE_MS } from './metrics/metric-watch.ts';
import type { Detects } from './watched-series.ts';

/**
 * The detectors that the product has. What they saved was written by this product into its own store, so its shape is
 * taken for granted; the version beside it says when it is not.
 */
export const PRODUCT_DETECTORS: DetectorMakers = {
  errorCount: (noun) => (saved) => {
    const detector = new CountDetector(saved as CountState | undefined);
    return {
      step: (at, reading, { teach }) =>
        detector.step(at, reading?.count ?? null, { teach, others: reading?.others ?? 0 }),
      tell: () => describeCount(detector.explain(), noun),
      save: () => detector.save(),
    };
  },
  failureRatio: (saved) => {
    const detector = new FailureRatioDetector({}, saved as RatioState | undefined);
    return {
      step: (at, reading, how) => detector.step(at, reading, how),
      tell: () => describeFailureRatio(detector.explain()),
      save: () => detector.save(),
    };
  },
  latency: (saved) => {
    const detector = new LatencyDetector(saved as LatencyState | undefined);
    return {
      step: (at, reading, how) => detector.step(at, reading, how),
      tell: () => describeLatency(detector.explain()),
      save: () => detector.save(),
    };
  },
  silence: (noun) => (saved) => {
    const detector = new SilenceDetector(saved as SilenceState | undefined);
    return {
      step: (at, reading, how) => detector.step(at, reading, how),
      tell: () => describeSilence(detector.explain(), noun),
      save: () => detector.save(),
    };
  },
  traffic: (saved) =>
    seriesUnder({ kind: 'count', stepMs: MINUTE_MS }, { saved, subject: 'requests', unit: 'a minute' }),
  metric:
    ({ metric, unit, kind }) =>
    (saved) =>
      seriesUnder(
        { kind: kind === 'increase' ? 'count' : 'gauge', stepMs: MINUTE_MS },
        { saved, subject: metric, unit: kind === 'increase' ? 'a minute' : readableUnit(unit) }
      ),
  exhaustion: (unit) => (saved) => {
    const detector = new ExhaustionDetector(saved as ExhaustionState | undefined);
    return {
      step: (at, reading: ExhaustionReading | null, how) => detector.step(at, reading, how),
      tell: () => describeExhaustion(detector.explain(), readableUnit(unit)),
      save: () => detector.save(),
    };
  },
};

/** A series says what it saw against its own past, as that was before it saw it. */
function seriesUnder(
  identity: SeriesIdentity,
  { saved, subject, unit }: { saved: unknown; subject: string; unit: string }
): Detects<number> {
  const detector =
    saved === undefined ? new SeriesDetector(identity) : SeriesDetector.restore(identity, saved as SeriesState);
  let past: SeriesDetector['past'] = null;
  let seen: { value: number; judgement: Judgement } | null = null;
  return {
    step: (at, reading, { teach }) => {
      past = detector.past;
      const judgement = detector.step(at, reading ?? Number.NaN, teach);
      seen = { value: reading ?? 0, judgement };
      return judgement;
    },
    tell: () => {
      const { value = 0, judgement = null } = seen ?? {};
      const { usual = null, low = null, high = null } = judgement ?? {};
      return {
        sentence: judgement === null ? subject : describeSeriesAlarm({ subject, unit, value, judgement, past }),
        numbers: {
          seen: rounded(value),
          usual: usual === null ? null : rounded(usual),
          low: low === null ? null : rounded(low),
          high: high === null ? null : rounded(high),
          unit: unit === 'a minute' ? `${subject} a minute` : unit,
        },
      };
    },
    save: () => detector.save(),
  };
}

/** `1` is what OpenTelemetry calls a number without a unit, `{request}` is a word for what is counted. */
function readableUnit(unit: string): string {
  return unit === '1' ? '' : unit.replaceAll(/[{}]/g, '');
}
