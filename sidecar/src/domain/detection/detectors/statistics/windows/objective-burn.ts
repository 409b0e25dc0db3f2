import { BUCKET_MS } from '../bucket.ts';

/**
 * How fast the budget of failures that an objective allows is burnt, over two pairs of windows: a long one that says it
 * matters and a short one that says it still goes on (Google, The Site Reliability Workbook, chapter 5, "Multiwindow,
 * Multi-Burn-Rate Alerts"). 14.4 times over an hour spends 2 % of a month's budget, 6 times over six hours 5 %.
 */
export class ObjectiveBurn {
  /** Sums of five minutes over six hours: a ring that begins anew every six hours. */
  private readonly failures: Float64Array = new Float64Array(SPANS);
  private readonly requests: Float64Array = new Float64Array(SPANS);
  private span: number;

  constructor(state?: BurnState) {
    this.span = state?.span ?? 0;
    (state?.spans ?? []).slice(0, SPANS).forEach(([failures, requests], slot) => {
      this.failures[slot] = failures;
      this.requests[slot] = requests;
    });
  }

  add(at: number, failures: number, requests: number): void {
    this.moveTo(at);
    const slot = this.span % SPANS;
    this.failures[slot] = (this.failures[slot] ?? 0) + failures;
    this.requests[slot] = (this.requests[slot] ?? 0) + requests;
  }

  /**
   * The faster of the two, as a share of its limit. `budget` is the share that may fail, `now` the share that failed in
   * the last minute or so: a budget that was burnt and is no longer is not news.
   */
  rate(budget: number, now: number): Burn {
    if (now < (SLOWEST_BURN / 2) * budget) {
      return NO_BURN;
    }
    let worst: Burn = NO_BURN;
    for (const { times, long, short } of PAIRS) {
      if (now < (times / 2) * budget) {
        continue;
      }
      const ofLong = this.over(long);
      const ofShort = this.over(short);
      const share = Math.min(ofLong.share, ofShort.share);
      // A long window that is still nearly empty is no long window.
      const enough = ofLong.failures >= LEAST_FAILURES && ofShort.failures >= LEAST_FAILURES / 2;
      const score = enough ? share / (times * budget) : 0;
      if (score > worst.score) {
        const { seconds, ...counted } = ofLong;
        const since = Math.min(seconds, this.failingFor(budget, long));
        worst = { score, ...counted, times: share / budget, seconds, sinceSeconds: since };
      }
    }
    return worst;
  }

  /** What was said is spent: the failures are forgotten, the requests beside which others would be few are not. */
  spend(): void {
    this.failures.fill(0);
  }

  save(): BurnState {
    const spans = Array.from(this.failures, (failures, slot) => [failures, this.requests[slot] ?? 0] as const);
    return { span: this.span, spans: this.requests.some((requests) => requests > 0) ? spans : [] };
  }

  /** `seconds`: of a detector that began lately, the window reaches back to its beginning alone. */
  private over(spans: number): { failures: number; requests: number; share: number; seconds: number } {
    let failures = 0;
    let requests = 0;
    let oldest = 0;
    for (let back = 0; back < spans; back += 1) {
      const slot = (this.span - back + SPANS * 2) % SPANS;
      failures += this.failures[slot] ?? 0;
      requests += this.requests[slot] ?? 0;
      oldest = (this.requests[slot] ?? 0) > 0 ? back : oldest;
    }
    return { failures, requests, share: requests === 0 ? 0 : failures / requests, seconds: secondsOf(oldest + 1) };
  }

  /** So long ago the stretch began in which more failed than the objective allows; quiet spans say nothing about it. */
  private failingFor(budget: number, spans: number): number {
    let since = 1;
    for (let back = 0; back < spans; back += 1) {
      const slot = (this.span - back + SPANS * 2) % SPANS;
      const requests = this.requests[slot] ?? 0;
      if (requests > 0 && (this.failures[slot] ?? 0) <= budget * requests) {
        break;
      }
      since = requests > 0 ? back + 1 : since;
    }
    return secondsOf(since);
  }

  private moveTo(at: number): void {
    const span = Math.floor(at / SPAN_MS);
    if (this.span === 0 || span < this.span) {
      this.span = span;
      return;
    }
    for (let left = Math.min(span - this.span, SPANS); left > 0; left -= 1) {
      const slot = (span - left + 1) % SPANS;
      this.failures[slot] = 0;
      this.requests[slot] = 0;
    }
    this.span = span;
  }
}

export interface Burn {
  readonly score: number;
  readonly failures: number;
  readonly requests: number;
  readonly share: number;
  /** How many times as fast as the objective allows. */
  readonly times: number;
  readonly seconds: number;
  /** So long ago it began to burn. */
  readonly sinceSeconds: number;
}

export interface BurnState {
  readonly span: number;
  readonly spans: ReadonlyArray<readonly [failures: number, requests: number]>;
}

const NO_BURN: Burn = Object.freeze({
  score: 0,
  failures: 0,
  requests: 0,
  share: 0,
  times: 0,
  seconds: 0,
  sinceSeconds: 0,
});
const SPAN_MS = BUCKET_MS * 30;
const SPANS = 72;
/** In spans of five minutes; the short window is counted from the last whole one on. */
const SLOWEST_BURN = 6;
const PAIRS = Object.freeze([
  { times: 14.4, long: 12, short: 2 },
  { times: SLOWEST_BURN, long: 72, short: 7 },
]);
function secondsOf(spans: number): number {
  return (spans * SPAN_MS) / 1000;
}

/** Fewer say nothing about a ratio. */
const LEAST_FAILURES = 20;
