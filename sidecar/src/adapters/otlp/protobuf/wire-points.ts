import { emptyPoint, setValue, type OtlpPoint } from '../metric-record.ts';
import { double, integer, long, message, milliseconds, signedLong } from './wire-fields.ts';
import type { WireReader } from './wire-reader.ts';
import { readAttribute } from './wire-values.ts';

type ReadField = (reader: WireReader, point: OtlpPoint) => void;
export type PointFields = ReadonlyMap<number, ReadField>;

const EVERY = () => true;
const attribute: ReadField = (reader, point) =>
  readAttribute(message(reader), EVERY, (key, value) => point.labels.add(key, value));
const flags: ReadField = (reader, point) => (point.flags = integer(reader));
const count: ReadField = (reader, point) => (point.count = long(reader));
const sum: ReadField = (reader, point) => (point.sum = double(reader));
const min: ReadField = (reader, point) => (point.min = double(reader));
const max: ReadField = (reader, point) => (point.max = double(reader));
const times: ReadonlyArray<readonly [number, ReadField]> = [
  [2, (reader, point) => (point.startTime = milliseconds(reader))],
  [3, (reader, point) => (point.time = milliseconds(reader))],
];
const totals: ReadonlyArray<readonly [number, ReadField]> = [...times, [4, count], [5, sum]];

/** What stands where in a NumberDataPoint, HistogramDataPoint and their siblings. */
export const POINT_FIELDS = {
  number: new Map<number, ReadField>([
    ...times,
    [4, (reader, point) => setValue(point, double(reader))],
    [6, (reader, point) => setValue(point, signedLong(reader))],
    [7, attribute],
    [8, flags],
  ]),
  histogram: new Map<number, ReadField>([...totals, [9, attribute], [10, flags], [11, min], [12, max]]),
  exponentialHistogram: new Map<number, ReadField>([...totals, [1, attribute], [10, flags], [12, min], [13, max]]),
  summary: new Map<number, ReadField>([...totals, [7, attribute], [8, flags]]),
} as const;

export function readPoint(reader: WireReader, fields: PointFields): OtlpPoint {
  const point = emptyPoint();
  if (fields !== POINT_FIELDS.number) {
    point.count = 0;
  }
  while (reader.next()) {
    const read = fields.get(reader.field);
    if (read === undefined) {
      reader.skip();
    } else {
      read(reader, point);
    }
  }
  return point;
}
