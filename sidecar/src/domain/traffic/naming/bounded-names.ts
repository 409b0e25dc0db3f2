/** Where what is beyond a bound is counted together. */
export const OTHER = '(other)';

/**
 * Names that senders make up, within groups: operations of a service, callees of a caller. Those that are known stay
 * exact; beyond the bounds further ones are counted together, until names that nobody used for a day make room.
 */
export class BoundedNames {
  private readonly perGroup: number;
  private readonly total: number;
  /** For each name the day on which it was last used. */
  private readonly groups = new Map<string, Map<string, number>>();
  private today = 0;
  private count = 0;
  private refused = 0;

  constructor({ perGroup, total }: { perGroup: number; total: number }) {
    this.perGroup = perGroup;
    this.total = total;
  }

  get size(): number {
    return this.count;
  }

  /** How often the bound was met since the day began. */
  get overflowed(): number {
    return this.refused;
  }

  /** The name, or OTHER where there is no room for one more. */
  admit(group: string, name: string): string {
    const names = this.groups.get(group);
    const usedOn = names?.get(name);
    if (names !== undefined && usedOn !== undefined) {
      if (usedOn !== this.today) {
        names.set(name, this.today);
      }
      return name;
    }
    if (name === OTHER) {
      return name;
    }
    if (this.count >= this.total || (names?.size ?? 0) >= this.perGroup) {
      this.refused += 1;
      return OTHER;
    }
    this.count += 1;
    if (names === undefined) {
      this.groups.set(group, new Map([[name, this.today]]));
    } else {
      names.set(name, this.today);
    }
    return name;
  }

  /** What was used neither today nor the day before is forgotten. */
  beginDay(day: number): void {
    this.today = day;
    this.refused = 0;
    for (const [group, names] of this.groups) {
      for (const [name, usedOn] of names) {
        // A clock that went back leaves days that have not come yet.
        if (usedOn < day - 1 || usedOn > day) {
          names.delete(name);
          this.count -= 1;
        }
      }
      if (names.size === 0) {
        this.groups.delete(group);
      }
    }
  }
}
