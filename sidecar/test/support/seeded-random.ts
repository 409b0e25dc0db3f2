// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { cos, exp, imul, max, min, round, sqrt, log, floor, PI } = Math;

/** The same numbers for the same seed (mulberry32); a failing test prints its seed. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return floor(this.next() * below);
  }

  /** Exact in its tails: noise that is too well behaved would prove nothing. */
  poisson(mean: number): number {
    let count = 0;
    for (let rest = mean; rest > 0; rest -= 20) {
      const limit = exp(-min(rest, 20));
      for (let product = this.next(); product > limit; product *= this.next()) {
        count += 1;
      }
    }
    return count;
  }

  /** Near enough for large counts whose tails decide nothing. */
  manyLines(mean: number): number {
    if (mean < 50) {
      return this.poisson(mean);
    }
    const normal = sqrt(-2 * log(1 - this.next())) * cos(2 * PI * this.next());
    return max(0, round(mean + sqrt(mean) * normal));
  }
}
