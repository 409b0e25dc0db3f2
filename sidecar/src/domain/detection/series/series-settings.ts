/**
 * One configuration for every series, count or gauge, minutes or hours. What was tried and what each number is worth is
 * told in docs/detection.md.
 */
export interface SeriesSettings {
  /** Values that stand for the usual: a week of hours. Shorter ones (100) follow a bad day and forget the weekend. */
  readonly windowPoints: number;
  /** Nothing is raised before so many values were seen. */
  readonly learningPoints: number;
  /** The prior of the scales counts like so many values: for a week of values it is a seventh of the evidence. */
  readonly priorPoints: number;
  /** The scale is read where this share of the usual lies outside. Nearer to the extremes it is noise, nearer to the middle blind for heavy tails. */
  readonly tailShare: number;
  /** Rises are measured on this power of the value: the root makes counts evenly noisy; 0 is the logarithm. */
  readonly risePower: number;
  /** Added to both sides of a ratio, as a share of the usual, so that little above nothing is not infinitely much. */
  readonly riseOffsetShare: number;
  readonly dropOffsetShare: number;
  /** The same for counts, at least so many. */
  readonly countOffset: number;
  /** The same for series that are mostly zero, in times of what they are when they are not. */
  readonly zeroOffsetTimes: number;
  /** What the scales are taken for before the series has told: rises as roots of ratios, drops as logarithms. */
  readonly risePrior: number;
  readonly dropPrior: number;
  /** Scales above (below) the usual at which an alarm is raised. Drops ask for more: only a real collapse is news. */
  readonly riseScales: number;
  readonly dropScales: number;
  /** A count must also be more than chance gives around its mean: so many deviations of a Poisson count. */
  readonly chanceDeviations: number;
  /** A rise must reach this share of the highest rise of the past, which is forgotten over so many points. */
  readonly recordShare: number;
  readonly recordPoints: number;
  /** But it asks for no more than so many times the usual line: a giant outage must not hide the next one. */
  readonly recordTimes: number;
  /** An alarm ends below this share of what raised it, so that it does not flicker at the line. */
  readonly endShare: number;
  /** An alarm lives so long at most; then what lasts is the new usual, learnt from the last values of the alarm. */
  readonly longestAlarmPoints: number;
  readonly relearnPoints: number;
  /** Alarms that a series may raise in a window, or in a day where that is longer; each one beyond doubles its line. */
  readonly budgetAlarms: number;
  /** A drop has to last: one sample that was lost between two good ones looks the same. */
  readonly dropSeconds: number;
}

export const SERIES_DEFAULTS: SeriesSettings = Object.freeze({
  windowPoints: 168,
  learningPoints: 12,
  priorPoints: 30,
  tailShare: 0.05,
  risePower: 0.5,
  riseOffsetShare: 0.1,
  dropOffsetShare: 0.05,
  countOffset: 1,
  zeroOffsetTimes: 3,
  risePrior: 0.4,
  dropPrior: 0.2,
  riseScales: 5,
  dropScales: 10,
  chanceDeviations: 5,
  recordShare: 0.3,
  recordPoints: 1000,
  recordTimes: 2,
  endShare: 0.5,
  longestAlarmPoints: 72,
  relearnPoints: 24,
  budgetAlarms: 6,
  dropSeconds: 180,
});
