import { JsonMetricsSerializer, ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  AggregationType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import type { RawPoint } from '../../domain/signals/raw-signals.ts';
import { encodeOtlp } from '../../../test/support/otlp/otlp-encoder.ts';
import { readOtlpJson, readOtlpProtobuf } from './read-otlp.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const TIME = `${NOW}000000`;

function pointsOf(read: ReturnType<typeof readOtlpJson>): readonly RawPoint[] {
  if (!read.ok) {
    throw new Error(`${read.failure.path}: ${read.failure.problem}`);
  }
  return read.value.signals.points;
}

/** What an SDK measured, in the encodings of OpenTelemetry's own serialisers, read back. */
async function bothWays(temporality: AggregationTemporality) {
  const exporter = new InMemoryMetricExporter(temporality);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'payment' }),
    readers: [reader],
    views: [{ instrumentName: 'sizes', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
  });
  const meter = provider.getMeter('test');
  meter.createCounter('requests', { unit: '{request}' }).add(3, { route: '/pay' });
  meter.createUpDownCounter('queue').add(-2);
  meter.createObservableGauge('temperature').addCallback((result) => result.observe(36.6));
  const latency = meter.createHistogram('latency', { unit: 'ms' });
  [2, 4, 12].forEach((value) => latency.record(value));
  meter.createHistogram('sizes').record(100);
  await reader.forceFlush();
  const [collected] = exporter.getMetrics();
  await provider.shutdown();
  if (collected === undefined) {
    throw new Error('nothing was collected');
  }
  const json = JsonMetricsSerializer.serializeRequest(collected) ?? new Uint8Array();
  const protobuf = ProtobufMetricsSerializer.serializeRequest(collected) ?? new Uint8Array();
  const byName = (points: readonly RawPoint[]) => [...points].sort((a, b) => (a.metric < b.metric ? -1 : 1));
  return [
    byName(pointsOf(readOtlpJson('metrics', JSON.parse(Buffer.from(json).toString()), NOW))),
    byName(pointsOf(readOtlpProtobuf('metrics', protobuf, NOW))),
  ];
}

/** A metric by hand, read from both encodings, which must agree. */
function read(metric: object): readonly RawPoint[] {
  const request = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'm', ...metric }] }] }] };
  const points = pointsOf(readOtlpJson('metrics', request, NOW));
  expect(pointsOf(readOtlpProtobuf('metrics', encodeOtlp('metrics', request), NOW))).toEqual(points);
  return points;
}

describe('reading OTLP metrics', () => {
  it('reads what OpenTelemetry itself writes as totals, alike from JSON and protobuf', async () => {
    const [json, protobuf] = await bothWays(AggregationTemporality.CUMULATIVE);
    expect(protobuf).toEqual(json);
    expect(json).toMatchObject([
      { metric: 'latency', unit: 'ms', kind: 'cumulative', count: 3, sum: 18, min: null, max: null },
      { metric: 'queue', kind: 'gauge', count: 1, sum: -2, min: -2, max: -2 },
      { metric: 'requests', unit: '{request}', kind: 'cumulative', sum: 3, min: 3, labels: [['route', '/pay']] },
      { metric: 'sizes', kind: 'cumulative', count: 1, sum: 100, min: null },
      { metric: 'temperature', kind: 'gauge', sum: 36.6 },
    ]);
    expect(json?.[2]).toMatchObject({ service: 'payment', at: expect.any(Number), startedAt: expect.any(Number) });
    expect(new Set(json?.map(({ stream }) => stream)).size).toBe(1);
  });

  it('reads increases as such, with their extremes', async () => {
    const [json, protobuf] = await bothWays(AggregationTemporality.DELTA);
    expect(protobuf).toEqual(json);
    expect(json).toMatchObject([
      { metric: 'latency', kind: 'increase', count: 3, sum: 18, min: 2, max: 12 },
      { metric: 'queue', sum: -2 },
      { metric: 'requests', kind: 'increase', sum: 3 },
      { metric: 'sizes', kind: 'increase', count: 1, sum: 100, min: 100, max: 100 },
      { metric: 'temperature', kind: 'gauge' },
    ]);
  });

  it('reads integers, summaries and sums that do not say what they are', () => {
    expect(read({ gauge: { dataPoints: [{ timeUnixNano: TIME, asInt: '-7' }] } })).toMatchObject([
      { at: NOW, sum: -7 },
    ]);
    const summary = {
      dataPoints: [{ timeUnixNano: TIME, count: '4', sum: 10, quantileValues: [{ quantile: 0.5, value: 2 }] }],
    };
    expect(read({ summary })).toMatchObject([{ kind: 'cumulative', count: 4, sum: 10, min: null }]);
    expect(read({ summary: { dataPoints: [{ timeUnixNano: TIME }] } })).toMatchObject([{ count: 0, sum: 0 }]);
    const sum = { isMonotonic: true, dataPoints: [{ timeUnixNano: TIME, asInt: '5' }] };
    expect(read({ sum })).toMatchObject([{ kind: 'gauge', sum: 5 }]);
  });

  it('leaves out what is no value', () => {
    const dataPoints = [
      { timeUnixNano: TIME, asDouble: 'NaN' },
      { timeUnixNano: TIME, asDouble: '-Infinity' },
      { timeUnixNano: TIME, asDouble: 1, flags: 1 },
      { timeUnixNano: TIME },
    ];
    expect(read({ gauge: { dataPoints } })).toEqual([]);
    expect(read({ name: '', gauge: { dataPoints: [{ asDouble: 1 }] } })).toEqual([]);
    const delta = { aggregationTemporality: 1, dataPoints: [{ timeUnixNano: TIME, count: '0', sum: 0 }] };
    expect(read({ histogram: delta })).toEqual([]);
    const sumless = { aggregationTemporality: 1, dataPoints: [{ timeUnixNano: TIME, count: '9' }] };
    expect(read({ histogram: sumless })).toEqual([]);
    expect(read({ gauge: { dataPoints: [{ asDouble: 1 }] } })).toMatchObject([{ at: null, startedAt: null }]);
  });

  it('tells processes and scopes apart, whatever the order of their attributes', () => {
    const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
    const metrics = [{ name: 'm', gauge: { dataPoints: [{ asDouble: 1 }] } }];
    const streams = (attributes: object[], name: string) => {
      const request = { resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ scope: { name }, metrics }] }] };
      const [point] = pointsOf(readOtlpJson('metrics', request, NOW));
      expect(pointsOf(readOtlpProtobuf('metrics', encodeOtlp('metrics', request), NOW))[0]).toEqual(point);
      return point?.stream;
    };
    const [a, b] = [attribute('service.name', 's'), attribute('host.name', 'h')];
    expect(streams([a, b], 'x')).toBe(streams([b, a], 'x'));
    const others = [streams([a, b], 'y'), streams([a], 'x'), streams([a, attribute('host.name', 'i')], 'x')];
    expect(new Set([streams([a, b], 'x'), ...others]).size).toBe(4);
  });

  it('keeps no more labels than anybody has, and none without a name', () => {
    const attributes = Array.from({ length: 300 }, (_, index) => ({
      key: index === 0 ? '' : `k${index}`,
      value: { stringValue: 'v'.repeat(5000) },
    }));
    const [point] = read({ gauge: { dataPoints: [{ asDouble: 1, attributes }] } });
    expect(point?.labels).toHaveLength(128);
    expect(point?.labels[0]).toEqual(['k1', 'v'.repeat(1000)]);
  });

  it.each<[object, string]>([
    [{ gauge: [] }, 'gauge'],
    [{ gauge: { dataPoints: [{ asInt: 'x' }] } }, 'gauge.dataPoints[0].asInt'],
    [{ sum: { aggregationTemporality: 'DELTA' } }, 'sum.aggregationTemporality'],
    [{ sum: { isMonotonic: 1 } }, 'sum.isMonotonic'],
    [{ histogram: { dataPoints: [{ count: {} }] } }, 'histogram.dataPoints[0].count'],
    [{ summary: { dataPoints: [{ attributes: [{ key: 1 }] }] } }, 'summary.dataPoints[0].attributes[0].key'],
  ])('says where a type does not fit: %j', (metric, path) => {
    const request = { resourceMetrics: [{ scopeMetrics: [{ metrics: [metric] }] }] };
    expect(readOtlpJson('metrics', request, NOW)).toMatchObject({
      failure: { path: `resourceMetrics[0].scopeMetrics[0].metrics[0].${path}` },
    });
  });

  it('reads the scopes of a resource with many attributes in no time', () => {
    const attributes = Array.from({ length: 128 }, (_, index) => ({
      key: `k${index}`,
      value: { stringValue: 'v'.repeat(1000) },
    }));
    const metrics = [{ name: 'm', gauge: { dataPoints: [{ asDouble: 1 }] } }];
    const scopeMetrics = Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? {} : { metrics }));
    const request = { resourceMetrics: [{ resource: { attributes }, scopeMetrics }] };
    const bytes = encodeOtlp('metrics', request);
    const began = performance.now();
    expect(pointsOf(readOtlpJson('metrics', request, NOW))).toHaveLength(10_000);
    expect(pointsOf(readOtlpProtobuf('metrics', bytes, NOW))).toHaveLength(10_000);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it.each([
    ['resources', { resourceMetrics: new Array(100_001).fill({}) }],
    ['scopes', { resourceMetrics: [{ scopeMetrics: new Array(100_000).fill({}) }] }],
  ])('takes no request of more %s than anybody has', (_, request) => {
    const problem = expect.stringContaining('resources and scopes');
    expect(readOtlpJson('metrics', request, NOW)).toMatchObject({ failure: { problem } });
    expect(readOtlpProtobuf('metrics', encodeOtlp('metrics', request), NOW)).toMatchObject({ failure: { problem } });
  });

  it.each([
    [49_999, true],
    [50_000, false],
  ])('takes a request of a metric with %i points: %s', (count, ok) => {
    const dataPoints = Array.from({ length: count }, () => ({}));
    const request = { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ gauge: { dataPoints } }] }] }] };
    expect(readOtlpJson('metrics', request, NOW).ok).toBe(ok);
    expect(readOtlpProtobuf('metrics', encodeOtlp('metrics', request), NOW).ok).toBe(ok);
  });
});
