/**
 * Which time of a line is believed. The sender's, unless it says none, lies before 2000 (zero, a clock that was never
 * set, seconds taken for milliseconds), or is ahead of ours by more than a clock may be off: then the time at which
 * the line came in. A line from the past keeps its time however late it is: senders catch up after a failure.
 */
export const EARLIEST_BELIEVED = Date.UTC(2000, 0, 1);
export const CLOCK_AHEAD_TOLERANCE_MS = 5 * 60 * 1000;

export function isBelieved(at: number | null, receivedAt: number): at is number {
  return at !== null && at >= EARLIEST_BELIEVED && at <= receivedAt + CLOCK_AHEAD_TOLERANCE_MS;
}
