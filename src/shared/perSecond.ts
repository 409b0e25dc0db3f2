/** A step that has only begun says little: senders pass on what they gather every few seconds. */
const ENOUGH_SECONDS = 30;

export interface Steps {
  /** Start of each step, epoch milliseconds. */
  at: number[];
  stepSeconds: number;
  now?: number;
}

/**
 * Counts of steps as a rate. The step that is not over yet counts for the time it has had, and is not told before that
 * is enough: divided by its whole length, every chart that reaches until now would end in a collapse.
 */
export function perSecond(
  counts: ReadonlyArray<number | null>,
  { at, stepSeconds, now = Date.now() }: Steps
): Array<number | null> {
  return counts.map((count, step) => {
    const hadSeconds = (now - (at[step] ?? 0)) / 1000;
    if (count === null || (hadSeconds < stepSeconds && hadSeconds < ENOUGH_SECONDS)) {
      return null;
    }
    return count / Math.min(stepSeconds, hadSeconds);
  });
}
