/** Every number of detection; docs/detection.md gives the reason of each. An operator may set any of them. */
export interface DetectionSettings {
  /** The rule's window. */
  readonly windowSeconds: number;
  /** An error burst: this many errors of a service in the window … */
  readonly burstErrors: number;
  /** … and beyond what its own noise explains, as many standard deviations as this (poisson-excess.ts). */
  readonly burstDeviations: number;
  /** In a shorter part of the window, this share of `burstErrors` must lie above the usual. */
  readonly shortBurstShare: number;
  /** Raised errors: at least this many in the window … */
  readonly raisedErrors: number;
  /** … and at least this many times the service's own usual. */
  readonly raisedTimesUsual: number;
  /** This many services raised at once are one widespread incident … */
  readonly widespreadServices: number;
  /** … where so many are not raised by chance, as many deviations as this … */
  readonly widespreadDeviations: number;
  /** … and began within this time of each other. */
  readonly relatedWithinSeconds: number;
  /** A single incident waits this long for others to show the same, so that a wide one is opened as one. */
  readonly settleMilliseconds: number;
  /** Lines that come later than this after they happened are counted as late and open nothing. */
  readonly allowedLatenessSeconds: number;
  /** The time in which the usual is learned and forgotten. */
  readonly baselineSeconds: number;
  /** So much of usual time must be seen before a service's own usual is believed. */
  readonly learningSeconds: number;
  /** Until then this share of its lines is taken for usual errors. */
  readonly assumedErrorShare: number;
  /** At most this many standard deviations above usual, for errors to count as stopped. */
  readonly stopDeviations: number;
  /** A service that usually speaks is silent after this. */
  readonly silentAfterSeconds: number;
  /** New numbers of an incident are written at this growth … */
  readonly updateGrowth: number;
  /** … or, where they still grow, no more often than this. */
  readonly updateEverySeconds: number;
  /** Services watched in one organisation; beyond it the quietest are let go. */
  readonly maxServices: number;
}

export const DETECTION_DEFAULTS: DetectionSettings = Object.freeze({
  windowSeconds: 120,
  burstErrors: 100,
  burstDeviations: 6,
  shortBurstShare: 0.8,
  raisedErrors: 20,
  raisedTimesUsual: 5,
  widespreadServices: 5,
  widespreadDeviations: 3,
  relatedWithinSeconds: 300,
  settleMilliseconds: 500,
  allowedLatenessSeconds: 120,
  baselineSeconds: 3600,
  learningSeconds: 600,
  assumedErrorShare: 0.01,
  stopDeviations: 3,
  silentAfterSeconds: 300,
  updateGrowth: 1.5,
  updateEverySeconds: 30,
  maxServices: 5000,
});
