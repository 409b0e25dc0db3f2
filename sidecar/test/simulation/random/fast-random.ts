// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { cos, exp, floor, imul, log, min, max, round, sin, sqrt, PI } = Math;

const TWO_TO_32 = 4_294_967_296;
/** Below it a product of uniforms is quicker than rejection. */
const SMALL_MEAN = 12;

/** Random numbers for a month of ten-second steps: xorshift128 (Marsaglia, 2003) in whole numbers, equal for a seed. */
export class FastRandom {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare: number | null = null;

  /** `stream` gives the same seed several independent sequences. */
  constructor(seed: number, stream: string) {
    let state = seed | 0;
    for (let index = 0; index < stream.length; index += 1) {
      state = imul(state ^ stream.charCodeAt(index), 0x01000193);
    }
    const mixed = (): number => {
      state = (state + 0x6d2b79f5) | 0;
      let word = imul(state ^ (state >>> 15), state | 1);
      word ^= word + imul(word ^ (word >>> 7), word | 61);
      return word ^ (word >>> 14);
    };
    this.a = mixed() | 1;
    this.b = mixed();
    this.c = mixed();
    this.d = mixed();
  }

  /** Any of the 32-bit whole numbers. */
  word(): number {
    let t = this.a;
    const s = this.d;
    t ^= t << 11;
    t ^= t >>> 8;
    this.a = this.b;
    this.b = this.c;
    this.c = s;
    this.d = t ^ s ^ (s >>> 19);
    return this.d;
  }

  /** In [0, 1). */
  uniform(): number {
    return (this.word() >>> 0) / TWO_TO_32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return floor(this.uniform() * below);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(of: readonly T[]): T {
    const value = of[this.below(of.length)];
    if (value === undefined) {
      throw new Error('Nothing to pick from.');
    }
    return value;
  }

  shuffled<T>(of: readonly T[]): T[] {
    return of
      .map((value) => ({ value, key: this.uniform() }))
      .sort((one, other) => one.key - other.key)
      .map(({ value }) => value);
  }

  /** Standard normal (Box and Muller, 1958). */
  normal(): number {
    if (this.spare !== null) {
      const value = this.spare;
      this.spare = null;
      return value;
    }
    const radius = sqrt(-2 * log(1 - this.uniform()));
    const angle = 2 * PI * this.uniform();
    this.spare = radius * sin(angle);
    return radius * cos(angle);
  }

  /** Gamma with mean 1 and the shape, at least 1 (Marsaglia and Tsang, 2000). */
  gamma(shape: number): number {
    const d = shape - 1 / 3;
    const c = 1 / sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) {
        return (d * v) / shape;
      }
    }
  }

  /** Exact: PTRS, the transformed rejection of Hörmann (1993), where the mean is large. */
  poisson(mean: number): number {
    if (!(mean > 0)) {
      return 0;
    }
    if (mean < SMALL_MEAN) {
      const limit = exp(-mean);
      let count = 0;
      for (let product = this.uniform(); product > limit; product *= this.uniform()) {
        count += 1;
      }
      return count;
    }
    const b = 0.931 + 2.53 * sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const quick = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = 1 - this.uniform();
      const us = 0.5 - (u < 0 ? -u : u);
      const k = floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= quick) {
        return k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      if (log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= k * log(mean) - mean - logFactorial(k)) {
        return k;
      }
    }
  }

  /** A count whose rate itself varies: gamma-Poisson, of variance mean + mean²/shape. */
  overdispersed(mean: number, shape: number): number {
    return this.poisson(mean * this.gamma(shape));
  }

  /** Near enough: exact for few, by Poisson for rare, by the normal for many. */
  binomial(n: number, share: number): number {
    if (n <= 0 || share <= 0) {
      return 0;
    }
    if (share > 0.5) {
      return n - this.binomial(n, 1 - share);
    }
    if (n <= 16) {
      let count = 0;
      for (let index = 0; index < n; index += 1) {
        count += this.uniform() < share ? 1 : 0;
      }
      return count;
    }
    const mean = n * share;
    if (mean < 10) {
      return min(n, this.poisson(mean));
    }
    return min(n, max(0, round(mean + sqrt(mean * (1 - share)) * this.normal())));
  }
}

/** Stirling's series; the first few by table. */
const LOG_FACTORIALS = Float64Array.of(0, 0, log(2), log(6), log(24), log(120), log(720), log(5040), log(40_320));

function logFactorial(k: number): number {
  if (k < LOG_FACTORIALS.length) {
    return LOG_FACTORIALS[k] ?? 0;
  }
  return (k + 0.5) * log(k) - k + 0.918938533204673 + 1 / (12 * k) - 1 / (360 * k * k * k);
}
