"""Sends two log records with OpenTelemetry's SDK for Python; endpoint and headers come from its own variables."""
import logging

from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource

provider = LoggerProvider(resource=Resource.create({"service.name": "python-shop"}))
provider.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
logger = logging.getLogger("shop")
logger.setLevel(logging.INFO)
logger.addHandler(LoggingHandler(logger_provider=provider))
logger.info("started")
try:
    raise ValueError("no stock")
except ValueError:
    logger.exception("order failed, api_key=abcdef123456")
provider.shutdown()
