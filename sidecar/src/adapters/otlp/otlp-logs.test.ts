import fc from 'fast-check';
import { JsonLogsSerializer, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { SeverityNumber, type AnyValue } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { NO_SIGNALS } from '../../domain/signals/raw-signals.ts';
import { readOtlpJson, readOtlpProtobuf } from './read-otlp.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);

/** One record as OpenTelemetry's own serialisers write it. */
function serialised(record: { body?: AnyValue; attributes?: Record<string, AnyValue>; severity?: SeverityNumber }) {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'service.name': 'payment', 'process.pid': 7 }),
    processors: [new SimpleLogRecordProcessor({ exporter })],
  });
  provider.getLogger('test').emit({
    timestamp: NOW - 1500,
    observedTimestamp: NOW,
    severityNumber: record.severity ?? SeverityNumber.ERROR,
    severityText: 'ERROR',
    body: record.body ?? 'pool exhausted',
    attributes: record.attributes ?? {},
  });
  const records = exporter.getFinishedLogRecords();
  const json = JsonLogsSerializer.serializeRequest([...records]) ?? new Uint8Array();
  const protobuf = ProtobufLogsSerializer.serializeRequest([...records]) ?? new Uint8Array();
  return { json: JSON.parse(Buffer.from(json).toString()) as unknown, protobuf };
}

function bothWays(record: Parameters<typeof serialised>[0]) {
  const { json, protobuf } = serialised(record);
  return [readOtlpJson('logs', json, NOW), readOtlpProtobuf('logs', protobuf, NOW)];
}

function jsonRecord(record: unknown): unknown {
  return { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
}

function onlyLine(record: unknown) {
  const read = readOtlpJson('logs', jsonRecord(record), NOW);
  return read.ok ? read.value.signals.lines[0] : read.failure;
}

describe('reading OTLP logs', () => {
  it('reads what OpenTelemetry itself writes, alike from JSON and protobuf', () => {
    const attributes = {
      'exception.type': 'PoolError',
      'exception.message': 'no connection',
      'exception.stacktrace': 'PoolError: no connection\n  at x (y.js:1:1)',
      'http.route': '/pay',
    };
    for (const read of bothWays({ attributes })) {
      expect(read.ok && read.value.signals.lines).toEqual([
        {
          at: NOW - 1500,
          service: 'payment',
          level: 'error',
          message: 'pool exhausted',
          errorType: 'PoolError',
          stack: 'PoolError: no connection\n  at x (y.js:1:1)',
          traceId: null,
        },
      ]);
    }
  });

  it.each<[AnyValue, string]>([
    [{ a: 1, b: [true, 'x'], c: { d: null } }, '{"a":"1","b":[true,"x"],"c":{"d":null}}'],
    [new Uint8Array([1, 2, 3]), 'AQID'],
    [1.5, '1.5'],
    [true, 'true'],
    ['ünï😀', 'ünï😀'],
  ])('writes a body of another kind as text: %j', (body, message) => {
    for (const read of bothWays({ body })) {
      expect(read.ok ? read.value.signals.lines[0]?.message.replace(/"a":1/, '"a":"1"') : read.failure).toBe(message);
    }
  });

  it.each([
    [1, '', 'trace'],
    [8, '', 'debug'],
    [9, '', 'info'],
    [16, '', 'warn'],
    [17, '', 'error'],
    [24, '', 'fatal'],
    [0, 'Warning', 'warn'],
    [0, 'CRITICAL', 'fatal'],
    [99, 'err', 'error'],
    [0, 'whatever', 'info'],
  ])('takes severity %i "%s" as %s', (severityNumber, severityText, level) => {
    expect(onlyLine({ severityNumber, severityText })).toMatchObject({ level });
  });

  it.each([
    ['1795260800123456789', 1795260800123],
    [1795260800123456789, 1795260800123],
    ['0', null],
    [undefined, null],
  ])('reads the time %s', (timeUnixNano, at) => {
    expect(onlyLine({ timeUnixNano })).toMatchObject({ at });
  });

  it('falls back to the time of observation where the time is missing or absurd', () => {
    const observedTimeUnixNano = `${NOW - 5}000000`;
    expect(onlyLine({ observedTimeUnixNano })).toMatchObject({ at: NOW - 5 });
    expect(onlyLine({ timeUnixNano: '1000000000', observedTimeUnixNano })).toMatchObject({ at: NOW - 5 });
    expect(onlyLine({ timeUnixNano: '7258118400000000000', observedTimeUnixNano })).toMatchObject({ at: NOW - 5 });
  });

  it('reads trace ids in hex and base64', () => {
    const hex = '5b8efff798038103d269b633813fc60c';
    expect(onlyLine({ traceId: hex.toUpperCase() })).toMatchObject({ traceId: hex });
    expect(onlyLine({ traceId: Buffer.from(hex, 'hex').toString('base64') })).toMatchObject({ traceId: hex });
    expect(onlyLine({ traceId: 'nonsense' })).toMatchObject({ traceId: null });
    expect(onlyLine({ traceId: '0'.repeat(32) })).toMatchObject({ traceId: null });
  });

  it.each<[unknown, string]>([
    [[], ''],
    [null, ''],
    [{ resourceLogs: {} }, 'resourceLogs'],
    [{ resourceLogs: [{ resource: { attributes: [{ key: 1 }] } }] }, 'resourceLogs[0].resource.attributes[0].key'],
    [{ resourceLogs: [{ scopeLogs: [{ logRecords: [1] }] }] }, 'resourceLogs[0].scopeLogs[0].logRecords[0]'],
    [jsonRecord({ body: 'x' }), 'resourceLogs[0].scopeLogs[0].logRecords[0].body'],
    [jsonRecord({ body: { boolValue: 'x' } }), 'resourceLogs[0].scopeLogs[0].logRecords[0].body.boolValue'],
    [jsonRecord({ timeUnixNano: -1 }), 'resourceLogs[0].scopeLogs[0].logRecords[0].timeUnixNano'],
    [jsonRecord({ severityNumber: 'ERROR' }), 'resourceLogs[0].scopeLogs[0].logRecords[0].severityNumber'],
  ])('says where a type does not fit: %j', (body, path) => {
    expect(readOtlpJson('logs', body, NOW)).toMatchObject({ ok: false, failure: { path } });
  });

  it('ignores what it does not know, as the protocol demands', () => {
    expect(readOtlpJson('logs', { resourceLogs: [{ futureField: 1, scopeLogs: null }], other: 1 }, NOW)).toEqual({
      ok: true,
      value: { signals: NO_SIGNALS, rejectedSpans: 0 },
    });
    const unknownField = Buffer.from([0x82, 0x7d, 0x01, 0x00]);
    expect(readOtlpProtobuf('logs', Buffer.concat([serialised({}).protobuf, unknownField]), NOW)).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ['a length beyond the end', [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['a number that does not end', [0x0a, ...Array<number>(11).fill(0xff)]],
    ['field number zero', [0x00, 0x00]],
    ['a group', [0x0b]],
    ['a field of another type', [0x08, 0x01]],
  ])('refuses protobuf with %s', (_, bytes) => {
    expect(readOtlpProtobuf('logs', Buffer.from(bytes), NOW)).toMatchObject({ ok: false });
  });

  it('refuses protobuf that is nested too deeply', () => {
    let value: Buffer = Buffer.from([0x0a, 0x01, 0x61]);
    for (let depth = 0; depth < 500; depth += 1) {
      value = field(5, field(1, value));
    }
    const request = field(1, field(2, field(2, field(5, value))));
    expect(readOtlpProtobuf('logs', request, NOW)).toMatchObject({
      failure: { problem: 'it is nested too deeply', path: 'resourceLogs[0].scopeLogs[0].logRecords[0]' },
    });
  });

  it('decodes no more of a huge text than can be kept', () => {
    const request = field(1, field(2, field(2, field(5, field(1, Buffer.alloc(10_000_000, 0x61))))));
    const read = readOtlpProtobuf('logs', request, NOW);
    expect(read.ok && read.value.signals.lines[0]?.message.length).toBe(64 * 1024);
  });

  it('never throws, whatever is cut off or changed', () => {
    const sound = Buffer.from(
      serialised({ body: { a: ['b', { c: 1 }] }, attributes: { 'exception.type': 'E' } }).protobuf
    );
    fc.assert(
      fc.property(fc.nat(sound.length), fc.nat(sound.length - 1), fc.nat(255), (length, at, byte) => {
        readOtlpProtobuf('logs', sound.subarray(0, length), NOW);
        const changed = Buffer.from(sound);
        changed[at] = byte;
        readOtlpProtobuf('logs', changed, NOW);
      }),
      { numRuns: RUNS * 2 }
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readOtlpProtobuf('logs', bytes, NOW);
      }),
      { numRuns: RUNS * 2 }
    );
  });

  it('never throws on any JSON value in any place', () => {
    const place = fc.constantFrom(
      'resourceLogs',
      'scopeLogs',
      'logRecords',
      'attributes',
      'body',
      'value',
      'values',
      'key'
    );
    const leaf = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('', '1', 'x', -1, {}, []));
    const around = (inner: fc.Arbitrary<unknown>) =>
      fc.oneof(leaf, fc.array(inner, { maxLength: 2 }), fc.dictionary(place, inner, { maxKeys: 3 }));
    const tree = around(around(around(around(leaf))));
    fc.assert(
      fc.property(tree, (body) => {
        readOtlpJson('logs', { resourceLogs: body }, NOW);
        readOtlpJson('logs', jsonRecord(body), NOW);
        readOtlpJson('logs', jsonRecord({ body }), NOW);
      }),
      { numRuns: RUNS }
    );
  });
});

/** A length-delimited field. */
function field(number: number, content: Buffer): Buffer {
  const length: number[] = [];
  let rest = content.length;
  do {
    length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content]);
}

describe('a request of a few packed kilobytes', () => {
  const field = (number: number, content: Buffer): Buffer => {
    const length: number[] = [];
    for (let rest = content.length; rest > 0 || length.length === 0; rest = Math.floor(rest / 128)) {
      length.push((rest % 128) + (rest > 127 ? 128 : 0));
    }
    return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content]);
  };
  const emptyRecords = (count: number) => Buffer.alloc(count * 2, Buffer.from([(2 << 3) | 2, 0]));

  it.each([
    [50_000, true],
    [50_001, false],
  ])('that holds %i empty records is taken: %s', (count, ok) => {
    const inScopes = (records: number) => ({ logRecords: Array.from({ length: records }, () => ({})) });
    const json = { resourceLogs: [{ scopeLogs: [inScopes(10)] }, { scopeLogs: [inScopes(count - 10)] }] };
    expect(readOtlpJson('logs', json, 0).ok).toBe(ok);
    const resource = (records: number) => field(1, field(2, emptyRecords(records)));
    expect(readOtlpProtobuf('logs', Buffer.concat([resource(10), resource(count - 10)]), 0).ok).toBe(ok);
  });

  it('whose record has an endless list is read as far as its text is kept', () => {
    const values = Buffer.alloc(200_000, Buffer.from([(1 << 3) | 2, 0]));
    const record = field(2, field(5, field(5, values)));
    const read = readOtlpProtobuf('logs', field(1, field(2, record)), 0);
    expect(read.ok && read.value.signals.lines[0]?.message).toHaveLength(10_000 * 5 + 1);
    const json = { arrayValue: { values: Array.from({ length: 100_000 }, () => ({})) } };
    const sameInJson = readOtlpJson('logs', { resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: json }] }] }] }, 0);
    expect(sameInJson.ok && sameInJson.value.signals.lines[0]?.message).toHaveLength(10_000 * 5 + 1);
  });

  it('whose record has lists of lists of nothing holds no more of them in memory', () => {
    const inner = field(1, field(5, Buffer.alloc(20_000, Buffer.from([(1 << 3) | 2, 0]))));
    const values = Buffer.concat(Array.from({ length: 100 }, () => inner));
    const read = readOtlpProtobuf('logs', field(1, field(2, field(2, field(5, field(5, values))))), 0);
    const message = (read.ok && read.value.signals.lines[0]?.message) || '';
    expect(message.match(/null/g)).toHaveLength(9_999);
  });
});
