/**
 * Sends log records, spans and metrics with OpenTelemetry's exporters for Node, in a process of its own as
 * applications do. Arguments: address of OTLP, token, service, json or protobuf, gzip or none.
 */
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as JsonLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as JsonMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [address = '', token = '', service = '', encoding = '', compression = ''] = process.argv.slice(2);
const isProtobuf = encoding === 'protobuf';
const options = (signal: string) => ({
  url: `${address}/v1/${signal}`,
  headers: { authorization: `Bearer ${token}` },
  compression: compression === 'gzip' ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE,
});
const resource = resourceFromAttributes({
  'service.name': service,
  'k8s.pod.name': `${service}-0`,
  'k8s.node.name': 'node-1',
});

const logExporter = isProtobuf ? new ProtobufLogExporter(options('logs')) : new JsonLogExporter(options('logs'));
const logs = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: logExporter })] });
const logger = logs.getLogger('acceptance');
logger.emit({
  severityNumber: SeverityNumber.ERROR,
  body: 'login failed, password=hunter2',
  attributes: { 'exception.type': 'LoginError', 'exception.stacktrace': 'LoginError\n  at login (auth.js:1:1)' },
});
logger.emit({ severityNumber: SeverityNumber.INFO, body: { order: 7, ok: true } });

const traceExporter = isProtobuf
  ? new ProtobufTraceExporter(options('traces'))
  : new JsonTraceExporter(options('traces'));
const traces = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(traceExporter)] });
const tracer = traces.getTracer('acceptance');
const began = Date.now() - 1000;
tracer
  .startSpan('SELECT orders', {
    kind: SpanKind.CLIENT,
    startTime: began,
    attributes: { 'db.system.name': 'postgresql', 'db.namespace': 'shop' },
  })
  .end(began + 10);
const failed = tracer.startSpan('POST /login', { kind: SpanKind.SERVER, startTime: began });
failed.recordException(new RangeError('no seats left, token=abcdef123456'));
failed.setStatus({ code: SpanStatusCode.ERROR });
failed.end(began + 250);

const metricExporter = isProtobuf
  ? new ProtobufMetricExporter(options('metrics'))
  : new JsonMetricExporter(options('metrics'));
const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 60_000 });
const metrics = new MeterProvider({ resource, readers: [reader] });
const meter = metrics.getMeter('acceptance');
const orders = meter.createCounter('orders', { unit: '{order}' });
const latency = meter.createHistogram('latency', { unit: 'ms' });
meter.createObservableGauge('seats').addCallback((result) => result.observe(42));
for (const [count, milliseconds] of [
  [5, 10],
  [2, 30],
] as const) {
  orders.add(count, { plan: 'basic', password: 'hunter2' });
  latency.record(milliseconds);
  await reader.forceFlush();
}

await Promise.all([logs.shutdown(), traces.shutdown(), metrics.shutdown()]);
