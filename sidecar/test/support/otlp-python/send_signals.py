"""Sends log records, spans and metrics with OpenTelemetry's SDK for Python, set up by its own variables."""
import logging

from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind

resource = Resource.create({"service.name": "python-shop", "host.name": "web-1"})

logs = LoggerProvider(resource=resource)
logs.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
logger = logging.getLogger("shop")
logger.setLevel(logging.INFO)
logger.addHandler(LoggingHandler(logger_provider=logs))
logger.info("started")
try:
    raise ValueError("no stock")
except ValueError:
    logger.exception("order failed, api_key=abcdef123456")

traces = TracerProvider(resource=resource)
traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
tracer = traces.get_tracer("acceptance")
with tracer.start_as_current_span("GET /stock", kind=SpanKind.SERVER) as served:
    served.set_attribute("http.response.status_code", 503)
    with tracer.start_as_current_span("GET", kind=SpanKind.CLIENT) as called:
        called.set_attribute("server.address", "warehouse.example")

reader = PeriodicExportingMetricReader(OTLPMetricExporter())
metrics = MeterProvider(resource=resource, metric_readers=[reader])
meter = metrics.get_meter("acceptance")
orders = meter.create_counter("orders", unit="{order}")
latency = meter.create_histogram("latency", unit="ms")
for count, milliseconds in ((5, 10), (2, 30)):
    orders.add(count, {"plan": "basic"})
    latency.record(milliseconds)
    reader.collect()

logs.shutdown()
traces.shutdown()
metrics.shutdown()
