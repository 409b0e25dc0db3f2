const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface BudgetLimits {
  readonly queriesPerMinute: number;
  readonly bytesPerHour: number;
}

interface Spent {
  readonly at: number;
  readonly queries: number;
  readonly bytes: number;
}

export interface Wait {
  readonly until: number;
  readonly sentence: string;
}

/** What a source may ask of somebody else's data source: a guest who watches his own appetite. */
export class QueryBudget {
  private readonly limits: BudgetLimits;
  private spent: Spent[] = [];

  constructor(limits: BudgetLimits) {
    this.limits = limits;
  }

  /** null where so many queries may be asked now. */
  waitFor(queries: number, now: number): Wait | null {
    this.forget(now);
    const { queriesPerMinute, bytesPerHour } = this.limits;
    const lastMinute = this.spent.filter(({ at }) => at > now - MINUTE_MS);
    if (sum(lastMinute, 'queries') + queries > queriesPerMinute) {
      const until = firstEnough(lastMinute, {
        over: sum(lastMinute, 'queries') + queries - queriesPerMinute,
        of: 'queries',
      });
      return {
        until: (until ?? now) + MINUTE_MS,
        sentence: `the budget of ${queriesPerMinute} queries a minute is used up`,
      };
    }
    if (sum(this.spent, 'bytes') >= bytesPerHour) {
      const until = firstEnough(this.spent, { over: sum(this.spent, 'bytes') - bytesPerHour + 1, of: 'bytes' });
      return { until: (until ?? now) + HOUR_MS, sentence: `the budget of ${bytesPerHour} bytes an hour is used up` };
    }
    return null;
  }

  spend(spent: Spent): void {
    this.spent.push(spent);
  }

  private forget(now: number): void {
    // A clock that was set back must not leave the budget used up.
    this.spent = this.spent.filter(({ at }) => at > now - HOUR_MS && at <= now);
  }
}

function sum(spent: readonly Spent[], of: 'queries' | 'bytes'): number {
  return spent.reduce((total, one) => total + one[of], 0);
}

/** When what has to go before was spent. */
function firstEnough(spent: readonly Spent[], { over, of }: { over: number; of: 'queries' | 'bytes' }): number | null {
  let gone = 0;
  for (const one of spent) {
    gone += one[of];
    if (gone >= over) {
      return one.at;
    }
  }
  return spent.at(-1)?.at ?? null;
}
