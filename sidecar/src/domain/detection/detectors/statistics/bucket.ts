/** Detectors step over closed buckets of this length, in event time. */
export const BUCKET_MS = 10_000;
export const BUCKETS_PER_HOUR = 360;
