import type { MetricCounts } from '../../metrics/metric-counts.ts';
import type { CountReading } from '../detectors/count-detector.ts';
import type { ExhaustionReading } from '../detectors/exhaustion-detector.ts';
import type { RatioReading } from '../detectors/failure-ratio-detector.ts';
import type { LatencyReading } from '../detectors/latency-detector.ts';
import type { MakesDetector } from './watched-series.ts';

export type MetricIdentity = Pick<MetricCounts, 'metric' | 'unit' | 'kind'>;

/** How a detector is made for a series of each kind; tests make their own. */
export interface DetectorMakers {
  /** `noun`: what is counted, as the sentence says it. */
  errorCount(noun: string): MakesDetector<CountReading>;
  readonly failureRatio: MakesDetector<RatioReading>;
  readonly latency: MakesDetector<LatencyReading>;
  silence(noun: string): MakesDetector<number>;
  /** Requests in a minute. */
  readonly traffic: MakesDetector<number>;
  metric(identity: MetricIdentity): MakesDetector<number>;
  exhaustion(unit: string): MakesDetector<ExhaustionReading>;
}
