/** One fix of one signature in the pool. */
export interface Cell {
  readonly signature: string;
  readonly family: string;
  worked: number;
  failed: number;
}

/** What the fixes of a group say together: a mean, and how many independent tries it is worth. */
export interface GroupMean {
  readonly mean: number;
  readonly worth: number;
}

/**
 * Means over fixes, in which a fix that was tried a hundred times does not speak a hundred times as loud: fixes differ, so
 * that beyond some tries more of the same one tell little about others. With own strength k (Beta of k tries around the
 * mean), n tries of one fix are worth n (k + 1) / (n + k) independent ones.
 */
export class GroupSums {
  private readonly sums = new Map<string, { worth: number; worked: number }>();
  private readonly own: number;

  constructor(own: number) {
    this.own = own;
  }

  put(group: string, cell: Pick<Cell, 'worked' | 'failed'>, sign: 1 | -1): void {
    const sum = this.sums.get(group) ?? { worth: 0, worked: 0 };
    this.sums.set(group, sum);
    const { worth, worked } = this.told(cell);
    sum.worth += sign * worth;
    sum.worked += sign * worked;
  }

  /** Of all but one: what is believed beforehand of a fix must not come from itself. */
  without(group: string, cell: Pick<Cell, 'worked' | 'failed'> | undefined): GroupMean {
    const sum = this.sums.get(group) ?? { worth: 0, worked: 0 };
    const left = cell === undefined ? { worth: 0, worked: 0 } : this.told(cell);
    const worth = sum.worth - left.worth;
    // Differences of sums: below this nothing but rounding is left.
    return worth < 1e-6 ? { mean: 0.5, worth: 0 } : { mean: clamp((sum.worked - left.worked) / worth), worth };
  }

  private told({ worked, failed }: Pick<Cell, 'worked' | 'failed'>): { worth: number; worked: number } {
    const tries = worked + failed;
    const worth = tries === 0 ? 0 : (tries * (this.own + 1)) / (tries + this.own);
    return { worth, worked: tries === 0 ? 0 : (worth * worked) / tries };
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
