import { dateTime, type TimeRange } from '@grafana/data';

/** The arrows and the magnifying glass beside the time picker. */
export const shiftedBack = (range: TimeRange) => moved(range, -0.5, -0.5);
export const shiftedForward = (range: TimeRange) => moved(range, 0.5, 0.5);
export const zoomedOut = (range: TimeRange) => moved(range, -0.5, 0.5);

/** Both ends moved by parts of the range's length. */
function moved(range: TimeRange, fromParts: number, toParts: number): TimeRange {
  const length = range.to.valueOf() - range.from.valueOf();
  const from = dateTime(range.from.valueOf() + fromParts * length);
  const to = dateTime(range.to.valueOf() + toParts * length);
  return { from, to, raw: { from, to } };
}
