/**
 * OTLP/JSON put into protobuf, for tests that send the same content both ways. Field numbers and types as in
 * opentelemetry/proto; what stands in the JSON and not here is left out.
 */
type Scalar = 'string' | 'hex' | 'base64' | 'fixed64' | 'sfixed64' | 'double' | 'varint' | 'fixed32';
type FieldType = Scalar | (() => Message);
type Message = Readonly<Record<string, readonly [number, FieldType]>>;

const ANY_VALUE: Message = {
  stringValue: [1, 'string'],
  boolValue: [2, 'varint'],
  intValue: [3, 'varint'],
  doubleValue: [4, 'double'],
  arrayValue: [5, () => ({ values: [1, () => ANY_VALUE] })],
  kvlistValue: [6, () => ({ values: [1, () => KEY_VALUE] })],
  bytesValue: [7, 'base64'],
};
const KEY_VALUE: Message = { key: [1, 'string'], value: [2, () => ANY_VALUE] };
const RESOURCE: Message = { attributes: [1, () => KEY_VALUE] };
const SCOPE: Message = { name: [1, 'string'], version: [2, 'string'], attributes: [3, () => KEY_VALUE] };

const LOG_RECORD: Message = {
  timeUnixNano: [1, 'fixed64'],
  severityNumber: [2, 'varint'],
  severityText: [3, 'string'],
  body: [5, () => ANY_VALUE],
  attributes: [6, () => KEY_VALUE],
  flags: [8, 'fixed32'],
  traceId: [9, 'hex'],
  spanId: [10, 'hex'],
  observedTimeUnixNano: [11, 'fixed64'],
  eventName: [12, 'string'],
};

const EVENT: Message = { timeUnixNano: [1, 'fixed64'], name: [2, 'string'], attributes: [3, () => KEY_VALUE] };
const SPAN: Message = {
  traceId: [1, 'hex'],
  spanId: [2, 'hex'],
  traceState: [3, 'string'],
  parentSpanId: [4, 'hex'],
  name: [5, 'string'],
  kind: [6, 'varint'],
  startTimeUnixNano: [7, 'fixed64'],
  endTimeUnixNano: [8, 'fixed64'],
  attributes: [9, () => KEY_VALUE],
  events: [11, () => EVENT],
  status: [15, () => ({ message: [2, 'string'], code: [3, 'varint'] })],
  flags: [16, 'fixed32'],
};

const TIMES: Message = { startTimeUnixNano: [2, 'fixed64'], timeUnixNano: [3, 'fixed64'] };
const TOTALS: Message = { ...TIMES, count: [4, 'fixed64'], sum: [5, 'double'] };
const NUMBER_POINT: Message = {
  ...TIMES,
  asDouble: [4, 'double'],
  asInt: [6, 'sfixed64'],
  attributes: [7, () => KEY_VALUE],
  flags: [8, 'varint'],
};
const HISTOGRAM_POINT: Message = {
  ...TOTALS,
  bucketCounts: [6, 'fixed64'],
  explicitBounds: [7, 'double'],
  attributes: [9, () => KEY_VALUE],
  flags: [10, 'varint'],
  min: [11, 'double'],
  max: [12, 'double'],
};
const EXPONENTIAL_POINT: Message = {
  ...TOTALS,
  attributes: [1, () => KEY_VALUE],
  zeroCount: [7, 'fixed64'],
  flags: [10, 'varint'],
  min: [12, 'double'],
  max: [13, 'double'],
};
const QUANTILE: Message = { quantile: [1, 'double'], value: [2, 'double'] };
const SUMMARY_POINT: Message = {
  ...TOTALS,
  quantileValues: [6, () => QUANTILE],
  attributes: [7, () => KEY_VALUE],
  flags: [8, 'varint'],
};
const data = (point: Message): Message => ({
  dataPoints: [1, () => point],
  aggregationTemporality: [2, 'varint'],
  isMonotonic: [3, 'varint'],
});
const METRIC: Message = {
  name: [1, 'string'],
  description: [2, 'string'],
  unit: [3, 'string'],
  gauge: [5, () => data(NUMBER_POINT)],
  sum: [7, () => data(NUMBER_POINT)],
  histogram: [9, () => data(HISTOGRAM_POINT)],
  exponentialHistogram: [10, () => data(EXPONENTIAL_POINT)],
  summary: [11, () => data(SUMMARY_POINT)],
};

function request(resources: string, [scopes, records, record]: readonly [string, string, Message]): Message {
  const ofScope: Message = { scope: [1, () => SCOPE], [records]: [2, () => record] };
  const ofResource: Message = { resource: [1, () => RESOURCE], [scopes]: [2, () => ofScope] };
  return { [resources]: [1, () => ofResource] };
}

const REQUESTS = {
  logs: request('resourceLogs', ['scopeLogs', 'logRecords', LOG_RECORD]),
  traces: request('resourceSpans', ['scopeSpans', 'spans', SPAN]),
  metrics: request('resourceMetrics', ['scopeMetrics', 'metrics', METRIC]),
} as const;

export function encodeOtlp(signal: keyof typeof REQUESTS, json: object): Buffer {
  return encodeMessage(json as Json, REQUESTS[signal]);
}

type Json = Readonly<Record<string, unknown>>;

function encodeMessage(json: Json, message: Message): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(json)) {
    const field = message[name];
    if (field !== undefined && value !== undefined && value !== null) {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      parts.push(...values.map((one) => encodeField(field, one)));
    }
  }
  return Buffer.concat(parts);
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

function encodeField([number, type]: readonly [number, FieldType], value: unknown): Buffer {
  if (typeof type === 'function') {
    return delimited(number, encodeMessage(value as Json, type()));
  }
  switch (type) {
    case 'string':
      return delimited(number, Buffer.from(String(value)));
    case 'hex':
    case 'base64':
      return delimited(number, Buffer.from(String(value), type));
    case 'varint':
      return Buffer.concat([
        tag(number, VARINT),
        varint(BigInt.asUintN(64, BigInt(value as string | number | boolean))),
      ]);
    case 'fixed32':
      return Buffer.concat([tag(number, FIXED32), eight((at) => at.writeUInt32LE(Number(value))).subarray(0, 4)]);
    case 'fixed64':
      return Buffer.concat([tag(number, FIXED64), eight((at) => at.writeBigUInt64LE(BigInt(value as string)))]);
    case 'sfixed64':
      return Buffer.concat([tag(number, FIXED64), eight((at) => at.writeBigInt64LE(BigInt(value as string)))]);
    case 'double':
      return Buffer.concat([tag(number, FIXED64), eight((at) => at.writeDoubleLE(Number(value)))]);
  }
}

function delimited(number: number, content: Buffer): Buffer {
  return Buffer.concat([tag(number, BYTES), varint(BigInt(content.length)), content]);
}

function tag(number: number, wireType: number): Buffer {
  return varint(BigInt(number * 8 + wireType));
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
  }
  return Buffer.from([...bytes, Number(rest)]);
}

function eight(write: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(8);
  write(buffer);
  return buffer;
}
