/** Lines of one service in one bucket of event time. The store keeps them by STATISTICS_STEP. */
export interface ServiceCounts {
  readonly service: string;
  /** Start of the bucket, epoch milliseconds, a multiple of the step. */
  readonly at: number;
  readonly lines: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Fine enough for the two-minute rule, coarse enough to keep a month. */
export const STATISTICS_STEP_MS = 10_000;

export function bucketStart(at: number, stepMs: number = STATISTICS_STEP_MS): number {
  return Math.floor(at / stepMs) * stepMs;
}
