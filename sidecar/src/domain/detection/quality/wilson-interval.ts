/**
 * Quality: how far detection was right, measured in use rather than in a test. People say of an alarm whether it was
 * right; an incident that they confirm or dismiss says it of its alarms; and an incident that something else told of
 * shows what a detector missed. All of it is little data, so every share comes with its interval: three of three is no
 * certainty, and the interval says so (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", 1927; it keeps its promise near 0 and 1 and for few cases, where the textbook interval does not).
 */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided, 95 %. */
const NORMAL_QUANTILE = 1.959964;

/** Null of nothing. */
export function wilsonInterval(hits: number, of: number): Share | null {
  if (of <= 0) {
    return null;
  }
  const share = hits / of;
  const z2 = NORMAL_QUANTILE ** 2;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (NORMAL_QUANTILE / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
