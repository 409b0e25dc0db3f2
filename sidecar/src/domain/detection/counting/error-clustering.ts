/** Forgets slower than the usual itself: how errors come is a habit of a service, and a variance needs many windows. */
const CLUSTERING_SECONDS = 6 * 3600;
/** Counts as so many errors that came one by one: a young service is taken for Poisson. */
const PRIOR_ERRORS = 20;
/** A window teaches at most so many deviations: what is beyond is an event, and no habit. */
const CLIP_DEVIATIONS = 5;
const CLIP_ALLOWANCE = 3;
/** Beyond it a service could fail without being noticed: the rule's own line is five times what the deepest doubt takes. */
const MOST_CLUSTERED = 5;

/**
 * How far a service's errors come in clusters: the variance of their count in a window against its mean, 1 where they
 * come one by one. Retries, batches and one bad client make many errors of one cause; a count of clusters of k errors is
 * as uncertain as a count of a k-th of them (quasi-Poisson; McCullagh and Nelder, Generalized Linear Models, 1989, 6.2.3).
 */
export class ErrorClustering {
  private readonly windowSeconds: number;
  private squares = 0;
  private errors = 0;
  private window = { seconds: 0, seen: 0, expected: 0 };

  constructor(windowSeconds: number) {
    this.windowSeconds = windowSeconds;
  }

  get factor(): number {
    const factor = (this.squares + PRIOR_ERRORS) / (this.errors + PRIOR_ERRORS);
    return factor < 1 ? 1 : factor > MOST_CLUSTERED ? MOST_CLUSTERED : factor;
  }

  teach(seconds: number, seen: number, expected: number): void {
    const { window } = this;
    window.seconds += seconds;
    window.seen += seen;
    window.expected += expected;
    if (window.seconds < this.windowSeconds) {
      return;
    }
    const most = CLIP_DEVIATIONS * Math.sqrt(this.factor * window.expected) + CLIP_ALLOWANCE;
    const distance = Math.min(most, Math.abs(window.seen - window.expected));
    const kept = Math.exp(-window.seconds / CLUSTERING_SECONDS);
    this.squares = this.squares * kept + distance * distance;
    this.errors = this.errors * kept + window.expected;
    this.window = { seconds: 0, seen: 0, expected: 0 };
  }
}
