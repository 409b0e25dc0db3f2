type Bound = number | null | undefined;

/** "3 to 12", "at most 12", "at least 3"; where a detector still learns, it says so. */
export function sayUsual(say: (value: number) => string, low: Bound, high: Bound): string {
  const [least, most] = [low ?? null, high ?? null];
  if (least !== null && most !== null) {
    return `${say(least)} to ${say(most)}`;
  }
  if (most !== null) {
    return `at most ${say(most)}`;
  }
  return least === null ? 'not known yet' : `at least ${say(least)}`;
}
