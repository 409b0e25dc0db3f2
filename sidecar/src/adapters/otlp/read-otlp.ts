import { fail, succeed, type Result } from '../../domain/result.ts';
import { WrongType } from './json/json-fields.ts';
import { JSON_LOGS } from './json/json-logs.ts';
import { JSON_METRICS } from './json/json-metrics.ts';
import { readJsonSignal, type JsonSignal } from './json/json-signal.ts';
import { JSON_SPANS } from './json/json-spans.ts';
import { OtlpCollector, type OtlpRead } from './otlp-collector.ts';
import { WIRE_LOGS } from './protobuf/wire-logs.ts';
import { WIRE_METRICS } from './protobuf/wire-metrics.ts';
import { MalformedWire, WireReader } from './protobuf/wire-reader.ts';
import { WireRequest, type WireSignal } from './protobuf/wire-signal.ts';
import { WIRE_SPANS } from './protobuf/wire-spans.ts';

export const OTLP_SIGNALS = ['logs', 'traces', 'metrics'] as const;
export type OtlpSignal = (typeof OTLP_SIGNALS)[number];

/** Where in a request what does not fit; '' for the request itself. */
export interface OtlpProblem {
  readonly problem: string;
  readonly path: string;
}

const JSON_SIGNALS: Readonly<Record<OtlpSignal, JsonSignal>> = {
  logs: JSON_LOGS,
  traces: JSON_SPANS,
  metrics: JSON_METRICS,
};

/** OTLP/JSON, already parsed. */
export function readOtlpJson(signal: OtlpSignal, body: unknown, receivedAt: number): Result<OtlpRead, OtlpProblem> {
  const collector = new OtlpCollector(receivedAt);
  try {
    readJsonSignal(JSON_SIGNALS[signal], body, collector);
    return succeed(collector.read());
  } catch (error) {
    if (error instanceof WrongType) {
      return fail({ problem: error.message, path: error.path });
    }
    throw error;
  }
}

const WIRE_SIGNALS: Readonly<Record<OtlpSignal, WireSignal>> = {
  logs: WIRE_LOGS,
  traces: WIRE_SPANS,
  metrics: WIRE_METRICS,
};

/** An ExportLogsServiceRequest or one of its siblings (opentelemetry/proto/collector). */
export function readOtlpProtobuf(
  signal: OtlpSignal,
  bytes: Uint8Array,
  receivedAt: number
): Result<OtlpRead, OtlpProblem> {
  const collector = new OtlpCollector(receivedAt);
  const request = new WireRequest(WIRE_SIGNALS[signal], collector);
  try {
    request.read(new WireReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
    return succeed(collector.read());
  } catch (error) {
    if (error instanceof MalformedWire) {
      return fail({ problem: error.message, path: request.path() });
    }
    throw error;
  }
}
