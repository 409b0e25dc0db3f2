import { TOO_MANY_RECORDS, type OtlpCollector } from '../otlp-collector.ts';
import { emptyMetric, emptyPoint, setValue, takeMetric, type OtlpMetric, type OtlpPoint } from '../metric-record.ts';
import { streamOf } from '../metric-stream.ts';
import {
  items,
  optionalBoolean,
  optionalDouble,
  optionalFields,
  optionalInteger,
  optionalLong,
  optionalText,
  WrongType,
  type Fields,
} from './json-fields.ts';
import { optionalMilliseconds } from './json-scalars.ts';
import type { JsonSignal } from './json-signal.ts';
import { eachAttribute } from './json-values.ts';

export const JSON_METRICS: JsonSignal = {
  resources: 'resourceMetrics',
  scopes: 'scopeMetrics',
  records: 'metrics',
  open(into, { resource, scopeHolder, path: scopePath }) {
    const scope = optionalFields(scopeHolder, 'scope', scopePath);
    const stream = streamOf(resource, scope === null ? '' : optionalText(scope, 'name', `${scopePath}.scope`));
    const origin = { service: resource.service, stream };
    return (told, path) => takeMetric(readMetric(told, path, into), origin, into);
  },
};

type ReadPoint = (told: Fields, path: string) => OtlpPoint;

const SHAPES: ReadonlyArray<{ key: string; shape: OtlpMetric['shape']; readPoint: ReadPoint }> = [
  { key: 'gauge', shape: 'gauge', readPoint: readNumber },
  { key: 'sum', shape: 'sum', readPoint: readNumber },
  { key: 'histogram', shape: 'histogram', readPoint: readTotals },
  { key: 'exponentialHistogram', shape: 'histogram', readPoint: readTotals },
  { key: 'summary', shape: 'summary', readPoint: readTotals },
];

function readMetric(told: Fields, path: string, into: OtlpCollector): OtlpMetric {
  const metric = emptyMetric();
  metric.name = optionalText(told, 'name', path);
  metric.unit = optionalText(told, 'unit', path);
  for (const { key, shape, readPoint } of SHAPES) {
    const data = optionalFields(told, key, path);
    if (data === null) {
      continue;
    }
    metric.shape = shape;
    metric.temporality = optionalInteger(data, 'aggregationTemporality', `${path}.${key}`);
    metric.isMonotonic = optionalBoolean(data, 'isMonotonic', `${path}.${key}`);
    for (const [point, pointPath] of items(data, 'dataPoints', `${path}.${key}`)) {
      if (!into.admit()) {
        throw new WrongType(TOO_MANY_RECORDS, pointPath);
      }
      metric.points.push(readPoint(point, pointPath));
    }
    break;
  }
  return metric;
}

function readNumber(told: Fields, path: string): OtlpPoint {
  const point = readPoint(told, path);
  setValue(point, optionalDouble(told, 'asDouble', path) ?? optionalLong(told, 'asInt', path));
  return point;
}

function readTotals(told: Fields, path: string): OtlpPoint {
  const point = readPoint(told, path);
  point.count = optionalLong(told, 'count', path) ?? 0;
  point.sum = optionalDouble(told, 'sum', path);
  point.min = optionalDouble(told, 'min', path);
  point.max = optionalDouble(told, 'max', path);
  return point;
}

function readPoint(told: Fields, path: string): OtlpPoint {
  const point = emptyPoint();
  point.time = optionalMilliseconds(told, 'timeUnixNano', path);
  point.startTime = optionalMilliseconds(told, 'startTimeUnixNano', path);
  point.flags = optionalInteger(told, 'flags', path);
  eachAttribute(told, path, (key, value) => point.labels.add(key, value));
  return point;
}
