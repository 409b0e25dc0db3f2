import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type SpanContext } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { readOtlpJson, readOtlpProtobuf } from './read-otlp.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const TRACE = '5b8efff798038103d269b633813fc60c';
const SPAN = 'eee19b7ec3c1b174';

interface Told {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  readonly error?: Error;
  readonly parent?: boolean;
}

/** One span as OpenTelemetry's own serialisers write it, read back from both. */
function bothWays({ kind = SpanKind.SERVER, attributes = {}, error, parent = false }: Told) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'payment', 'host.name': 'web-1' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const caller: SpanContext = { traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true };
  const context = parent ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
  const span = provider.getTracer('test').startSpan('POST /pay', { kind, attributes, startTime: NOW }, context);
  if (error !== undefined) {
    span.recordException(error, NOW + 1);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end(NOW + 1.5);
  const spans = exporter.getFinishedSpans();
  const json = JsonTraceSerializer.serializeRequest(spans) ?? new Uint8Array();
  const protobuf = ProtobufTraceSerializer.serializeRequest(spans) ?? new Uint8Array();
  return [
    readOtlpJson('traces', JSON.parse(Buffer.from(json).toString()), NOW),
    readOtlpProtobuf('traces', protobuf, NOW),
  ].map((read) => (read.ok ? read.value.signals : read.failure));
}

function read(span: object) {
  const whole = { traceId: TRACE, spanId: SPAN, name: 'x', ...span };
  const told = readOtlpJson('traces', { resourceSpans: [{ scopeSpans: [{ spans: [whole] }] }] }, NOW);
  return told.ok ? told.value : told.failure;
}
const attributes = (told: Record<string, string | number | boolean>) =>
  Object.entries(told).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'number'
          ? { intValue: value }
          : { boolValue: value },
  }));
const CLIENT = 3;
const SERVER = 2;

describe('reading OTLP spans', () => {
  it('reads what OpenTelemetry itself writes, alike from JSON and protobuf', () => {
    for (const signals of bothWays({ parent: true })) {
      expect(signals).toEqual({
        lines: [],
        points: [],
        occurrences: [],
        resources: [
          {
            service: 'payment',
            attributes: [
              ['service.name', 'payment'],
              ['host.name', 'web-1'],
            ],
          },
        ],
        spans: [
          {
            traceId: TRACE,
            spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
            parentSpanId: SPAN,
            service: 'payment',
            operation: 'POST /pay',
            kind: 'server',
            at: NOW,
            milliseconds: 1.5,
            isError: false,
            peer: null,
          },
        ],
      });
    }
  });

  it.each([
    [SpanKind.INTERNAL, 'internal'],
    [SpanKind.SERVER, 'server'],
    [SpanKind.CLIENT, 'client'],
    [SpanKind.PRODUCER, 'producer'],
    [SpanKind.CONSUMER, 'consumer'],
  ])('takes kind %i as %s', (kind, name) => {
    for (const signals of bothWays({ kind })) {
      expect(signals).toMatchObject({ spans: [{ kind: name }] });
    }
  });

  it.each<[Record<string, string | number | boolean>, string | null]>([
    [{ 'peer.service': 'orders', 'db.system.name': 'mysql', 'server.address': 'h' }, 'orders'],
    [{ 'db.system.name': 'postgresql', 'db.namespace': 'shop', 'server.address': 'h' }, 'postgresql/shop'],
    [{ 'db.system': 'redis', 'net.peer.name': 'h' }, 'redis'],
    [{ 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' }, 'kafka/orders'],
    [
      { 'messaging.system': 'jms', 'messaging.destination.name': 'reply-7', 'messaging.destination.temporary': true },
      'jms',
    ],
    [{ 'rpc.service': 'shop.Orders', 'server.address': 'h' }, 'shop.Orders'],
    [{ 'server.address': 'api.example.com', 'server.port': 443 }, 'api.example.com'],
    [{ 'net.peer.name': 'api.example.com' }, 'api.example.com'],
    [{ 'http.route': '/' }, null],
  ])('names whom a client called: %j', (told, peer) => {
    expect(read({ kind: CLIENT, attributes: attributes(told) })).toMatchObject({ signals: { spans: [{ peer }] } });
  });

  it('takes no peer from the one who was called', () => {
    expect(read({ kind: SERVER, attributes: attributes({ 'server.address': 'me' }) })).toMatchObject({
      signals: { spans: [{ peer: null }] },
    });
  });

  it.each<[string, object, boolean]>([
    ['nothing', {}, false],
    ['status error', { status: { code: 2 } }, true],
    ['status ok', { status: { code: 1 } }, false],
    ['an answer 503', { attributes: attributes({ 'http.response.status_code': 503 }) }, true],
    ['an answer 500, in the older word', { attributes: attributes({ 'http.status_code': 500 }) }, true],
    ['an answer 404', { attributes: attributes({ 'http.response.status_code': 404 }) }, false],
    [
      'an answer 503 that a person called fine',
      { status: { code: 1 }, attributes: attributes({ 'http.status_code': 503 }) },
      false,
    ],
    ['UNAVAILABLE', { attributes: attributes({ 'rpc.grpc.status_code': 14 }) }, true],
    ['NOT_FOUND', { attributes: attributes({ 'rpc.grpc.status_code': 5 }) }, false],
  ])('with %s is an error: %j is %s', (_, told, isError) => {
    expect(read({ kind: SERVER, ...told })).toMatchObject({ signals: { spans: [{ isError }] } });
  });

  it.each([
    ['1795260800123456789', '1795260800125000000', 1795260800123, 1.543211],
    ['1795260800123999999', '1795260800124000001', 1795260800123, 0.000002],
    ['1795260800124000000', '1795260800123999999', 1795260800124, 0],
    ['1795260800124000000', undefined, 1795260800124, 0],
  ])('that lasted from %s to %s is timed to the nanosecond', (startTimeUnixNano, endTimeUnixNano, at, milliseconds) => {
    const told = read({ startTimeUnixNano, endTimeUnixNano });
    const span = 'signals' in told ? told.signals.spans[0] : undefined;
    expect(span?.at).toBe(at);
    expect(span?.milliseconds).toBeCloseTo(milliseconds, 9);
  });

  it('leaves out spans without ids and tells how many', () => {
    const zero = { traceId: '0'.repeat(32) };
    expect(read(zero)).toEqual({
      signals: { lines: [], spans: [], points: [], occurrences: [], resources: [] },
      rejectedSpans: 1,
    });
    expect(read({ spanId: 'nonsense' })).toMatchObject({ rejectedSpans: 1 });
    expect(read({ spanId: Buffer.from(SPAN, 'hex').toString('base64') })).toMatchObject({
      signals: { spans: [{ spanId: SPAN }] },
    });
  });

  it.each<[object, string]>([
    [{ kind: 'SPAN_KIND_SERVER' }, 'kind'],
    [{ events: [{ timeUnixNano: 'x', name: 'exception' }] }, 'events[0].timeUnixNano'],
    [{ status: { code: '2' } }, 'status.code'],
    [{ attributes: [{ key: 'a', value: { intValue: 'x' } }] }, 'attributes[0].value.intValue'],
    [{ endTimeUnixNano: -1 }, 'endTimeUnixNano'],
  ])('says where a type does not fit: %j', (told, path) => {
    expect(read(told)).toMatchObject({ path: `resourceSpans[0].scopeSpans[0].spans[0].${path}` });
  });
});

describe('an exception that a span recorded', () => {
  const error = Object.assign(new Error('no connection'), {
    name: 'PoolError',
    stack: 'PoolError: no connection\n  at x',
  });

  it('is an error line of the service whose request it failed', () => {
    for (const parent of [true, false]) {
      for (const signals of bothWays({ error, parent })) {
        expect(signals).toMatchObject({
          lines: [
            {
              at: NOW + 1,
              service: 'payment',
              level: 'error',
              message: 'no connection',
              errorType: 'PoolError',
              stack: 'PoolError: no connection\n  at x',
              traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
            },
          ],
        });
      }
    }
  });

  it('is none on its way there', () => {
    for (const signals of bothWays({ error, parent: true, kind: SpanKind.INTERNAL })) {
      expect(signals).toMatchObject({ lines: [], spans: [{ isError: true }] });
    }
  });

  it('is none where it was caught, and one where it was recorded twice', () => {
    const events = ['caught', 'thrown'].map((message) => ({
      name: 'exception',
      timeUnixNano: `${NOW}000000`,
      attributes: attributes({ 'exception.message': message }),
    }));
    expect(read({ kind: SERVER, events })).toMatchObject({ signals: { lines: [] } });
    expect(read({ kind: SERVER, events: [...events, { name: 'retry' }], status: { code: 2 } })).toMatchObject({
      signals: { lines: [{ message: 'thrown', errorType: null, stack: null }] },
    });
  });
});
