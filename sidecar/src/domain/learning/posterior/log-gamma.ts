// Looked up once: a test runner's sandbox makes each look-up of a global dear.
const { log } = Math;

/** Of the number and those so far above it Stirling's series is exact to more than ten digits. */
const STIRLING_FROM = 8;

/** Of a number above 0: shifted up by the recurrence, then Stirling's series (Abramowitz and Stegun, 6.1.41). */
function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (shifted - 0.5) * log(shifted) - shifted + 0.9189385332046727 + series - log(product);
}

export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
