import type { SimulatedMonth } from '../simulated-month.ts';
import { deliverMoments } from './deliver-moments.ts';
import type { MonthDetector } from './month-detector.ts';

/** The product looks twice a second; a look every ten seconds costs less and makes no detector seem quicker. */
export const LOOK_EVERY_MS = 10_000;

/** Lets detectors live through the month beside each other. */
export async function watchMonth(
  month: SimulatedMonth,
  detectors: readonly MonthDetector[],
  everyMs = LOOK_EVERY_MS
): Promise<void> {
  for (const moment of deliverMoments(month, everyMs)) {
    for (const detector of detectors) {
      await detector.observe(moment);
    }
  }
}
