/**
 * The last values of a series, oldest first and in order of size at once: any quantile is one look. An addition is a
 * binary search and a move of at most `capacity` numbers.
 */
export class OrderedWindow {
  private readonly arrived: Float64Array;
  private readonly ordered: Float64Array;
  private next = 0;
  private held = 0;

  constructor(capacity: number) {
    this.arrived = new Float64Array(capacity);
    this.ordered = new Float64Array(capacity);
  }

  get size(): number {
    return this.held;
  }

  add(value: number): void {
    if (this.held === this.arrived.length) {
      this.remove(this.arrived[this.next] ?? 0);
    }
    const place = this.placeOf(value);
    this.ordered.copyWithin(place + 1, place, this.held);
    this.ordered[place] = value;
    this.held += 1;
    this.arrived[this.next] = value;
    this.next = (this.next + 1) % this.arrived.length;
  }

  clear(): void {
    this.next = 0;
    this.held = 0;
  }

  /** The value with so many smaller ones; the window must not be empty. */
  at(rank: number): number {
    return this.ordered[rank] ?? 0;
  }

  /** The lower of the two in the middle, so that a series that is half zeros counts as mostly zero. */
  get median(): number {
    return this.at((this.held - 1) >> 1);
  }

  get lowest(): number {
    return this.at(0);
  }

  get highest(): number {
    return this.at(this.held - 1);
  }

  /** So that at most `share` of the values are above. */
  upper(share: number): number {
    return this.at(Math.floor((1 - share) * (this.held - 1)));
  }

  lower(share: number): number {
    return this.at(Math.ceil(share * (this.held - 1)));
  }

  /** Added up anew, in order of size: the same for the same values, whatever the way there. */
  get mean(): number {
    let sum = 0;
    for (let rank = 0; rank < this.held; rank += 1) {
      sum += this.ordered[rank] ?? 0;
    }
    return sum / this.held;
  }

  /** The median of those above zero, or null without any. */
  get medianAboveZero(): number | null {
    const first = this.placeOf(Number.MIN_VALUE);
    return first === this.held ? null : this.at(first + ((this.held - 1 - first) >> 1));
  }

  /** Oldest first. */
  values(): number[] {
    const start = this.held === this.arrived.length ? this.next : 0;
    return Array.from({ length: this.held }, (_, index) => this.arrived[(start + index) % this.arrived.length] ?? 0);
  }

  private remove(value: number): void {
    this.ordered.copyWithin(this.placeOf(value), this.placeOf(value) + 1, this.held);
    this.held -= 1;
  }

  /** How many are smaller. */
  private placeOf(value: number): number {
    let low = 0;
    let high = this.held;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ordered[middle] ?? 0) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
