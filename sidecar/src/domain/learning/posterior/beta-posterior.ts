import { logBeta } from './log-gamma.ts';

// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { abs, exp, log, max, min } = Math;

/** What is believed of a chance: worked like `a`, not like `b`, prior included. */
export interface Beta {
  readonly a: number;
  readonly b: number;
}

export function meanOf({ a, b }: Beta): number {
  return a / (a + b);
}

export function varianceOf({ a, b }: Beta): number {
  return (a * b) / ((a + b) ** 2 * (a + b + 1));
}

/** The one with this mean and variance: how a mixture is told with two numbers. */
export function betaOf(mean: number, variance: number): Beta {
  const inside = min(1 - EDGE, max(EDGE, mean));
  const strength = max(LEAST_STRENGTH, (inside * (1 - inside)) / max(variance, 1e-12) - 1);
  return { a: inside * strength, b: (1 - inside) * strength };
}

/** The chance lies below this with the probability. */
export function betaQuantile(beta: Beta, probability: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(beta, middle) < probability) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

/** Half of a ten-thousandth: finer than any screen. */
const BISECTIONS = 14;
const EDGE = 1e-6;
const LEAST_STRENGTH = 0.01;

/** How probable it is that the chance is below x: the regularised incomplete beta function. */
export function betaBelow({ a, b }: Beta, x: number): number {
  if (x <= 0 || x >= 1) {
    return x <= 0 ? 0 : 1;
  }
  // The fraction converges quickly below the mean; above it the other end is asked.
  if (x > (a + 1) / (a + b + 2)) {
    return 1 - betaBelow({ a: b, b: a }, 1 - x);
  }
  const front = exp(a * log(x) + b * log(1 - x) - logBeta(a, b)) / a;
  return min(1, front * continuedFraction({ a, b }, x));
}

const TINY = 1e-30;
const PRECISION = 1e-12;
const MOST_TERMS = 500;

/** DLMF 8.17.22, evaluated by the modified method of Lentz (Thompson and Barnett, 1986). */
function continuedFraction({ a, b }: Beta, x: number): number {
  const apart = (value: number): number => (abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / apart(1 + term * d);
      c = apart(1 + term / c);
      fraction *= c * d;
    }
    if (abs(c * d - 1) < PRECISION) {
      return fraction;
    }
  }
  return fraction;
}
