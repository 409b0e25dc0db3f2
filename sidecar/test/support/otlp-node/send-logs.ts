/**
 * Sends two log records with OpenTelemetry's exporters for Node, in a process of its own as applications do.
 * Arguments: address, token, service, json or protobuf, gzip or none.
 */
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';

const [url = '', token = '', service = '', encoding = '', compression = ''] = process.argv.slice(2);
const options = {
  url,
  headers: { authorization: `Bearer ${token}` },
  compression: compression === 'gzip' ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE,
};
const exporter = encoding === 'protobuf' ? new ProtobufExporter(options) : new JsonExporter(options);
const provider = new LoggerProvider({
  resource: resourceFromAttributes({ 'service.name': service }),
  processors: [new BatchLogRecordProcessor({ exporter })],
});
const logger = provider.getLogger('acceptance');
logger.emit({
  severityNumber: SeverityNumber.ERROR,
  body: 'login failed, password=hunter2',
  attributes: { 'exception.type': 'LoginError', 'exception.stacktrace': 'LoginError\n  at login (auth.js:1:1)' },
});
logger.emit({ severityNumber: SeverityNumber.INFO, body: { order: 7, ok: true } });
await provider.shutdown();
