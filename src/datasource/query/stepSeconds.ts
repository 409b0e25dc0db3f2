/** Counts are kept in buckets of ten seconds; a step is a whole number of them that also reads well on an axis. */
const STEPS = [10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400] as const;
const LONGEST = 86400;

const USUAL_POINTS = 1000;

/** The smallest step that keeps the series within what the panel can draw. */
export function stepSeconds(rangeMs: number, maxDataPoints: number | undefined): number {
  const points = Math.max(1, maxDataPoints ?? USUAL_POINTS);
  const wanted = rangeMs / 1000 / points;
  return STEPS.find((step) => step >= wanted) ?? LONGEST;
}
