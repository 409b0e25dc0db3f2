import fc from 'fast-check';
import { encodeOtlp } from '../../../test/support/otlp/otlp-encoder.ts';
import { readOtlpJson, readOtlpProtobuf, type OtlpSignal } from './read-otlp.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);

/** Requests that are valid in both encodings. Absent fields stay absent, so that defaults are tried as well. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('a', 'service.name', 'peer.service')
);
const long = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const time = fc.oneof(long, fc.bigInt({ min: 1795260800000000000n, max: 1795260801000000000n }).map(String));
const signedLong = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const double = fc.double();
const hex = (bytes: number) =>
  fc.oneof(
    fc.constant('0'.repeat(bytes * 2)),
    fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((id) => Buffer.from(id).toString('hex'))
  );

const { value: anyValue } = fc.letrec<{ value: object; pair: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.record({ stringValue: text }),
    fc.record({ boolValue: fc.boolean() }),
    fc.record({ intValue: signedLong }),
    fc.record({ doubleValue: double.map((number) => (Number.isFinite(number) ? number : String(number))) }),
    fc.record({ bytesValue: fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes).toString('base64')) }),
    fc.record({ arrayValue: fc.record({ values: fc.array(tie('value'), { maxLength: 3 }) }) }),
    fc.record({ kvlistValue: fc.record({ values: fc.array(tie('pair'), { maxLength: 3 }) }) })
  ),
  pair: fc.record({ key: text, value: tie('value') }, { requiredKeys: [] }),
}));
const attributeNames = [
  'service.name',
  'exception.type',
  'exception.message',
  'exception.stacktrace',
  'peer.service',
  'db.system',
  'db.namespace',
  'messaging.system',
  'messaging.destination.name',
  'http.response.status_code',
  'rpc.grpc.status_code',
];
const attributes = fc.array(
  fc.record({ key: fc.oneof(text, fc.constantFrom(...attributeNames)), value: anyValue }, { requiredKeys: [] }),
  { maxLength: 4 }
);
const optional = <Model extends object>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }) =>
  fc.record(model, { requiredKeys: [] });
const enumeration = fc.integer({ min: 0, max: 6 });

const logRecord = optional({
  timeUnixNano: time,
  observedTimeUnixNano: time,
  severityNumber: fc.integer({ min: 0, max: 30 }),
  severityText: text,
  eventName: text,
  body: anyValue,
  attributes,
  traceId: hex(16),
});
const event = optional({ timeUnixNano: time, name: fc.constantFrom('exception', 'other'), attributes });
const span = optional({
  traceId: hex(16),
  spanId: hex(8),
  parentSpanId: hex(8),
  name: text,
  kind: enumeration,
  startTimeUnixNano: time,
  endTimeUnixNano: time,
  attributes,
  events: fc.array(event, { maxLength: 3 }),
  status: optional({ code: fc.integer({ min: 0, max: 3 }) }),
});
const pointTimes = { timeUnixNano: time, startTimeUnixNano: time, attributes, flags: fc.integer({ min: 0, max: 3 }) };
const special = double.map((number) => (Number.isFinite(number) ? number : String(number)));
const number = fc.oneof(optional({ ...pointTimes, asInt: signedLong }), optional({ ...pointTimes, asDouble: special }));
const totals = optional({ ...pointTimes, count: long, sum: special, min: special, max: special });
const data = (point: fc.Arbitrary<object>) => ({ dataPoints: fc.array(point, { maxLength: 3 }) });
const aggregationTemporality = fc.integer({ min: 0, max: 3 });
const named = { name: text, unit: text };
const metric = fc.oneof(
  optional({ ...named, gauge: optional(data(number)) }),
  optional({ ...named, sum: optional({ ...data(number), aggregationTemporality, isMonotonic: fc.boolean() }) }),
  optional({ ...named, histogram: optional({ ...data(totals), aggregationTemporality }) }),
  optional({ ...named, exponentialHistogram: optional({ ...data(totals), aggregationTemporality }) }),
  optional({ ...named, summary: optional(data(totals)) })
);

function request(resources: string, [scopes, records, record]: readonly [string, string, fc.Arbitrary<object>]) {
  const ofScope = optional({ scope: optional({ name: text }), [records]: fc.array(record, { maxLength: 3 }) });
  const ofResource = optional({ resource: optional({ attributes }), [scopes]: fc.array(ofScope, { maxLength: 2 }) });
  return optional({ [resources]: fc.array(ofResource, { maxLength: 2 }) });
}

const REQUESTS: ReadonlyArray<readonly [OtlpSignal, fc.Arbitrary<object>]> = [
  ['logs', request('resourceLogs', ['scopeLogs', 'logRecords', logRecord])],
  ['traces', request('resourceSpans', ['scopeSpans', 'spans', span])],
  ['metrics', request('resourceMetrics', ['scopeMetrics', 'metrics', metric])],
];

describe.each(REQUESTS)('%s', (signal, requests) => {
  it('say the same in JSON and in protobuf', () => {
    fc.assert(
      fc.property(requests, (json) => {
        const read = readOtlpJson(signal, json, NOW);
        expect(read.ok).toBe(true);
        expect(readOtlpProtobuf(signal, encodeOtlp(signal, json), NOW)).toEqual(read);
      }),
      { numRuns: RUNS }
    );
  });

  it('never make a reader throw, whatever is cut off or changed', () => {
    fc.assert(
      fc.property(requests, fc.nat(), fc.nat(), fc.nat(255), (json, length, at, byte) => {
        const sound = encodeOtlp(signal, json);
        readOtlpProtobuf(signal, sound.subarray(0, length % (sound.length + 1)), NOW);
        const changed = Buffer.from(sound);
        changed[at % (changed.length + 1)] = byte;
        const read = readOtlpProtobuf(signal, changed, NOW);
        expect(read.ok || read.failure.problem !== '').toBe(true);
      }),
      { numRuns: RUNS * 2 }
    );
  });
});
