/** How an earlier incident of the signature ended. Times are milliseconds since its start. */
export interface PastIncident {
  /** Null where it was not seen to recover. */
  readonly recoveredMs: number | null;
  /** When it was last looked at; what recovered later is not known. */
  readonly lastSeenMs: number;
  /** The fixes that were applied in it. */
  readonly applied: readonly { readonly fix: string; readonly afterMs: number }[];
}

interface Duration {
  readonly ms: number;
  readonly hasRecovered: boolean;
}

interface Step {
  readonly ms: number;
  /** Share still unwell just after, and the sum of Greenwood's formula. */
  readonly unwell: number;
  readonly greenwood: number;
}

/** A share, with its 95 % interval. */
export interface Expected {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const NORMAL_95 = 1.959964;

/**
 * How long trouble of one signature lasts where a fix was not applied: by itself, or by what others did. An incident in
 * which the fix was applied tells that it lasted at least until then, one that is still going on that it lasts at least
 * until now; leaving either out would make trouble look shorter than it is (E. L. Kaplan and P. Meier, "Nonparametric
 * estimation from incomplete observations", 1958; variance by Greenwood, 1926). It takes for granted that people apply the
 * fix neither to the trouble that is just ending nor to the worst only; where they do, it is off, and nobody can tell.
 */
export class RecoveryCurve {
  /** Incidents that were seen to recover without the fix. */
  readonly recovered: number;
  readonly incidents: number;
  private readonly steps: readonly Step[];

  private constructor(durations: readonly Duration[]) {
    const sorted = [...durations].sort((one, other) => one.ms - other.ms);
    const times = [...new Set(sorted.filter(({ hasRecovered }) => hasRecovered).map(({ ms }) => ms))];
    this.incidents = sorted.length;
    this.recovered = sorted.filter(({ hasRecovered }) => hasRecovered).length;
    let [unwell, greenwood] = [1, 0];
    this.steps = times.map((ms): Step => {
      const atRisk = sorted.filter((one) => one.ms >= ms).length;
      const ended = sorted.filter((one) => one.ms === ms && one.hasRecovered).length;
      unwell *= 1 - ended / atRisk;
      greenwood += ended === atRisk ? 0 : ended / (atRisk * (atRisk - ended));
      return { ms, unwell, greenwood };
    });
  }

  static without(fix: string, history: readonly PastIncident[]): RecoveryCurve {
    return new RecoveryCurve(history.map((past) => durationWithout(fix, past)));
  }

  /**
   * Of trouble that has lasted until `from`, the share that ends by `to` without the fix. Null where nothing of history
   * lasted so long. The interval is that of log(-log), which stays within 0 and 1 (Kalbfleisch and Prentice, 1980).
   */
  recoversBetween(from: number, to: number): Expected | null {
    const [before, after] = [this.at(from), this.at(to)];
    if (before.unwell === 0 || this.incidents === 0) {
      return null;
    }
    const lasting = after.unwell / before.unwell;
    const variance = after.greenwood - before.greenwood;
    if (lasting === 0 || lasting === 1 || variance <= 0) {
      return { share: 1 - lasting, low: 0, high: 1 };
    }
    const spread = (NORMAL_95 * Math.sqrt(variance)) / Math.abs(Math.log(lasting));
    return {
      share: 1 - lasting,
      low: 1 - lasting ** Math.exp(-spread),
      high: 1 - lasting ** Math.exp(spread),
    };
  }

  private at(ms: number): Step {
    return this.steps.findLast((step) => step.ms <= ms) ?? { ms: 0, unwell: 1, greenwood: 0 };
  }
}

function durationWithout(fix: string, { recoveredMs, lastSeenMs, applied }: PastIncident): Duration {
  const first = Math.min(...applied.filter((one) => one.fix === fix).map(({ afterMs }) => afterMs));
  const until = recoveredMs ?? lastSeenMs;
  return first <= until ? { ms: first, hasRecovered: false } : { ms: until, hasRecovered: recoveredMs !== null };
}
