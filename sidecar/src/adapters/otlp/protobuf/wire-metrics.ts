import { TOO_MANY_RECORDS, type OtlpCollector } from '../otlp-collector.ts';
import { emptyMetric, takeMetric, type OtlpMetric, type OtlpShape } from '../metric-record.ts';
import { streamOf } from '../metric-stream.ts';
import { integer, message, text } from './wire-fields.ts';
import { readPoint, POINT_FIELDS, type PointFields } from './wire-points.ts';
import { MalformedWire, type WireReader } from './wire-reader.ts';
import { OF_SCOPE, type WireSignal } from './wire-signal.ts';

/** opentelemetry/proto/metrics/v1/metrics.proto */
export const WIRE_METRICS: WireSignal = {
  resources: 'resourceMetrics',
  scopes: 'scopeMetrics',
  records: 'metrics',
  open(into, { resource, scopeHolder }) {
    // Only where there is a metric: millions of empty scopes fit into a request.
    let origin: { service: string | null; stream: string } | null = null;
    return (reader) => {
      origin ??= { service: resource.service, stream: streamOf(resource, readScopeName(scopeHolder)) };
      takeMetric(readMetric(reader, into), origin, into);
    };
  },
};

function readScopeName(ofScope: WireReader): string {
  let name = '';
  while (ofScope.next()) {
    if (ofScope.field !== OF_SCOPE.scope) {
      ofScope.skip();
      continue;
    }
    const scope = message(ofScope);
    while (scope.next()) {
      if (scope.field === 1) {
        name = text(scope);
      } else {
        scope.skip();
      }
    }
  }
  return name;
}

/** Which field of a Metric holds its data, and where the points have what. */
const SHAPES: ReadonlyMap<number, readonly [OtlpShape, PointFields]> = new Map([
  [5, ['gauge', POINT_FIELDS.number]],
  [7, ['sum', POINT_FIELDS.number]],
  [9, ['histogram', POINT_FIELDS.histogram]],
  [10, ['histogram', POINT_FIELDS.exponentialHistogram]],
  [11, ['summary', POINT_FIELDS.summary]],
]);

function readMetric(reader: WireReader, into: OtlpCollector): OtlpMetric {
  const metric = emptyMetric();
  while (reader.next()) {
    const shape = SHAPES.get(reader.field);
    if (shape !== undefined) {
      [metric.shape] = shape;
      readData(message(reader), { metric, fields: shape[1], into });
    } else if (reader.field === 1) {
      metric.name = text(reader);
    } else if (reader.field === 3) {
      metric.unit = text(reader);
    } else {
      reader.skip();
    }
  }
  return metric;
}

/** Gauge, Sum, Histogram and their siblings: points in field 1, and where there is a temporality it is in field 2. */
function readData(
  reader: WireReader,
  { metric, fields, into }: { metric: OtlpMetric; fields: PointFields; into: OtlpCollector }
): void {
  while (reader.next()) {
    if (reader.field === 1) {
      if (!into.admit()) {
        throw new MalformedWire(TOO_MANY_RECORDS);
      }
      metric.points.push(readPoint(message(reader), fields));
    } else if (reader.field === 2) {
      metric.temporality = integer(reader);
    } else if (reader.field === 3) {
      metric.isMonotonic = integer(reader) !== 0;
    } else {
      reader.skip();
    }
  }
}
