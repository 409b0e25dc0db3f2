import fc from 'fast-check';
import type { RawLine } from '../../../domain/signals/raw-line.ts';
import { isObject, type JsonObject } from './field-tree.ts';
import { DocumentReader } from './read-document.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);
const AT = Date.UTC(2026, 10, 21, 12, 0, 0, 123);
const TRACE = '0af7651916cd43dd8448eb211c80319c';

function read(document: JsonObject, dynamicTemplates: JsonObject | null = null) {
  const reader = new DocumentReader();
  const fate = reader.take(document, { source: JSON.stringify(document), dynamicTemplates });
  return { fate, signals: reader.signals(), hasFineTime: reader.hasFineTime };
}

function line(document: JsonObject): RawLine {
  const { fate, signals } = read(document);
  expect(fate).toBe('taken');
  const [only] = signals.lines;
  if (only === undefined) {
    throw new Error('it was not read as a line');
  }
  return only;
}

/** `{a: {b: 1}}` as `{"a.b": 1}`. */
function dotted(document: JsonObject, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).flatMap(([key, value]) =>
      isObject(value) ? Object.entries(dotted(value, `${prefix}${key}.`)) : [[`${prefix}${key}`, value]]
    )
  );
}

const ECS = {
  '@timestamp': '2026-11-21T12:00:00.123Z',
  message: 'refused',
  log: { level: 'ERROR' },
  service: { name: 'payment' },
  host: { name: 'node-1' },
  error: { type: 'Refused', message: 'no', stack_trace: 'Refused\n  at pay' },
  trace: { id: TRACE },
};
const OTEL = {
  '@timestamp': '1795262400123.456789',
  body: { text: 'refused' },
  severity_text: 'Error',
  severity_number: 17,
  resource: { attributes: { 'service.name': 'payment', 'host.name': 'node-1' } },
  attributes: { 'exception.type': 'Refused', 'exception.stacktrace': 'Refused\n  at pay' },
  trace_id: TRACE,
  span_id: '00f067aa0ba902b7',
};
const REFUSED: RawLine = {
  at: AT,
  service: 'payment',
  level: 'error',
  message: 'refused',
  errorType: 'Refused',
  stack: 'Refused\n  at pay',
  traceId: TRACE,
};

describe('a log document', () => {
  it.each([
    ["in Elastic's Common Schema", ECS],
    ["in OpenTelemetry's form", OTEL],
  ])('%s is read, nested and dotted', (_, document) => {
    expect(line(document)).toEqual(REFUSED);
    expect(line(dotted(document))).toEqual(REFUSED);
    expect(read(document).signals.resources).toEqual([{ service: 'payment', attributes: [['host.name', 'node-1']] }]);
  });

  it.each<[string, JsonObject, Partial<RawLine>]>([
    ['of pino', { time: AT, level: 50, msg: 'm', err: { type: 'E', stack: 's' } }, { level: 'error', stack: 's' }],
    ['of Fluent Bit', { log: 'm', kubernetes: { container_name: 'api' } }, { message: 'm', service: 'api' }],
    ['of logback', { message: 'm', level: 'WARN', stack_trace: 's' }, { level: 'warn', stack: 's' }],
    ['of GELF', { short_message: 'm', level: 3, host: 'node-1' }, { level: 'error', service: 'node-1' }],
    ['of journald', { MESSAGE: 'm', PRIORITY: '4', SYSLOG_IDENTIFIER: 'sshd' }, { level: 'warn', service: 'sshd' }],
    ['of rsyslog', { message: ' m', syslogseverity: 2, programname: 'cron' }, { level: 'fatal', service: 'cron' }],
    ['with a body of its own', { body: { structured: { a: 1 } } }, { message: '{"structured":{"a":1}}' }],
    ['with a message of its own', { message: { a: [1] } }, { message: '{"a":[1]}' }],
    ['with an error alone', { error: { message: 'it broke' } }, { message: 'it broke' }],
    ['with an error as text', { error: 'it broke' }, { message: 'it broke' }],
    ['with nothing that is known', { answer: 42 }, { message: '{"answer":42}', level: 'info', service: null }],
    [
      'with null for everything',
      { message: null, level: null, x: 1 },
      { message: '{"message":null,"level":null,"x":1}' },
    ],
    [
      'of APM about an error',
      {
        processor: { event: 'error' },
        error: { exception: [{ type: 'TypeError', message: 'x is not a function' }], grouping_name: 'g' },
      },
      { level: 'error', errorType: 'TypeError', message: 'x is not a function' },
    ],
  ])('%s is read', (_, document, expected) => {
    expect(line(document)).toMatchObject(expected);
  });

  it.each<[string, JsonObject, string]>([
    ['its own name', { service: { name: 'a' }, kubernetes: { labels: { app: 'b' } } }, 'a'],
    ['its own name as text', { service: 'a', program: 'b' }, 'a'],
    ["the shipper's field", { fields: { service: 'a' }, kubernetes: { labels: { app: 'b' } } }, 'a'],
    ['the label of Kubernetes', { kubernetes: { labels: { 'app.kubernetes.io/name': 'a', app: 'b' } } }, 'a'],
    [
      'that label without dots',
      { kubernetes: { labels: { app_kubernetes_io: 1, 'app_kubernetes_io/name': 'a' } } },
      'a',
    ],
    ['the short label', { kubernetes: { labels: { app: 'a' }, container: { name: 'b' } } }, 'a'],
    ['the deployment', { resource: { attributes: { 'k8s.deployment.name': 'a' } }, host: { name: 'b' } }, 'a'],
    ['the container', { kubernetes: { container: { name: 'a' } }, 'process.name': 'b' }, 'a'],
    ['the program', { program: 'a', host: { name: 'b' } }, 'a'],
    ['the machine', { host: { name: 'a' } }, 'a'],
  ])('is of a service known by %s', (_, document, service) => {
    expect(line({ message: 'm', ...document }).service).toBe(service);
  });

  it.each<[unknown, RawLine['level']]>([
    ['error', 'error'],
    ['ERROR2', 'error'],
    ['[Error]', 'error'],
    ['E', 'error'],
    ['Warning', 'warn'],
    ['crit', 'fatal'],
    ['EMERGENCY', 'fatal'],
    ['notice', 'info'],
    ['FINE', 'debug'],
    [60, 'fatal'],
    [30, 'info'],
    [17, 'error'],
    [7, 'debug'],
    ['3', 'error'],
    [-1, 'info'],
    [1e300, 'info'],
    ['x'.repeat(1000), 'info'],
    [{}, 'info'],
    [[], 'info'],
  ])('with the level %j is %s', (level, expected) => {
    expect(line({ message: 'm', level }).level).toBe(expected);
  });

  it.each<[unknown, number]>([
    ['2026-11-21T12:00:00.123Z', AT],
    ['2026-11-21T12:00:00.123456789Z', AT],
    ['2026-11-21 12:00:00,123', AT],
    ['2026-11-21T13:00:00.123+01:00', AT],
    ['2026-11-21T13:00:00.123+0100', AT],
    ['2026-11-21T12:00Z', AT - 123],
    ['2026-11-21', Date.UTC(2026, 10, 21)],
    [AT, AT],
    [AT / 1000, AT],
    [String(AT), AT],
    [AT * 1000, AT],
    [`${AT}000000`, AT],
  ])('at %j is at that time', (timestamp, at) => {
    expect(line({ '@timestamp': timestamp, message: 'm' }).at).toBe(at);
    expect(line({ timestamp, message: 'm' }).at).toBe(at);
  });

  it.each([
    'yesterday',
    '',
    '2026-13-01T00:00:00Z',
    '2026-11-21T25:00:00Z',
    'Nov 21 12:00:00',
    -1,
    true,
    {},
    [],
    ['x'],
  ])('with the @timestamp %j is refused with the field, and with another name for it has no time', (told) => {
    const { fate, signals } = read({ '@timestamp': told, message: 'm' });
    expect(fate).toMatchObject({ field: '@timestamp' });
    expect(signals.lines).toEqual([]);
    expect(line({ timestamp: told, message: 'm' }).at).toBeNull();
  });

  it('keeps no trace id that could be anything else', () => {
    expect(line({ message: 'm', trace: { id: 'ghp_0123456789abcdefghijklmnopqrstuvwxyz' } }).traceId).toBeNull();
    expect(line({ message: 'm', traceId: '0AF76519-16cd-43dd-8448-eb211c80319c' }).traceId).toBe(TRACE);
  });

  it('tells whether its time is fine enough to know it again', () => {
    expect(read({ '@timestamp': '2026-11-21T12:00:00.001Z', message: 'm' }).hasFineTime).toBe(true);
    expect(read({ '@timestamp': '2026-11-21T12:00:00Z', message: 'm' }).hasFineTime).toBe(false);
    expect(read({ message: 'm' }).hasFineTime).toBe(false);
  });

  it('is read whatever stands where', () => {
    const names = ['message', 'log', 'level', '@timestamp', 'service', 'error', 'processor', 'span', 'metrics', 'kind'];
    const key = fc.oneof(fc.constantFrom(...names, 'service.name', 'processor.event', 'duration'), fc.string());
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('span', 'transaction', 'metric', 'error', 'Server', TRACE, AT),
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(key, tie('any'), { maxKeys: 6, noNullPrototype: true })
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 10, noNullPrototype: true }), (document) => {
        const { fate, signals } = read(JSON.parse(JSON.stringify(document)) as JsonObject);
        const { lines, spans, points } = signals;
        const kept = lines.length + spans.length + points.length;
        expect(fate === 'taken' ? kept > 0 : kept === 0).toBe(true);
        expect(lines.every(({ message }) => typeof message === 'string')).toBe(true);
      }),
      { numRuns: RUNS }
    );
  });
});

describe('a document of APM', () => {
  const ids = { trace: { id: TRACE }, parent: { id: '1111111111111111' }, 'timestamp.us': AT * 1000 };
  const base = { '@timestamp': new Date(AT).toISOString(), service: { name: 'checkout' }, ...ids };

  it('about a transaction is a span of a server', () => {
    const { signals } = read({
      ...base,
      processor: { event: 'transaction' },
      transaction: { id: '00f067aa0ba902b7', name: 'POST /pay', type: 'request', duration: { us: 12_500 } },
      event: { outcome: 'failure' },
    });
    expect(signals.lines).toEqual([]);
    expect(signals.spans).toEqual([
      {
        traceId: TRACE,
        spanId: '00f067aa0ba902b7',
        parentSpanId: '1111111111111111',
        service: 'checkout',
        operation: 'POST /pay',
        kind: 'server',
        at: AT,
        milliseconds: 12.5,
        isError: true,
        peer: null,
      },
    ]);
  });

  it('about a span that left the process is a span of a client, with whom it called', () => {
    const span = (more: object) => ({
      ...base,
      processor: { event: 'span' },
      span: { id: '00f067aa0ba902b7', name: 'SELECT', duration: { us: 100 }, ...more },
    });
    const destination = { destination: { service: { resource: 'postgresql/shop' } } };
    expect(read(span(destination)).signals.spans).toMatchObject([{ kind: 'client', peer: 'postgresql/shop' }]);
    expect(read(span({})).signals.spans).toMatchObject([{ kind: 'internal', peer: null, isError: false }]);
    expect(read(span({ ...destination, type: 'messaging' })).signals.spans).toMatchObject([{ kind: 'producer' }]);
  });

  it.each<[string, JsonObject, string]>([
    ['a duration', { trace: ids.trace, span: { id: '00f067aa0ba902b7' } }, 'span.duration.us'],
    ['a trace', { span: { id: '00f067aa0ba902b7', duration: { us: 1 } } }, 'trace.id'],
    ['an id', { trace: ids.trace, span: { id: 'x', duration: { us: 1 } } }, 'span.id'],
    [
      'a duration that can be',
      { trace: ids.trace, span: { id: '00f067aa0ba902b7', duration: { us: -1 } } },
      'span.duration.us',
    ],
  ])('about a span without %s is refused with the field', (_, document, field) => {
    const { fate, signals } = read({ processor: { event: 'span' }, ...document });
    expect(fate).toMatchObject({ field });
    expect(signals).toMatchObject({ lines: [], spans: [], resources: [] });
  });

  it('that counts what its spans tell is left aside', () => {
    const { fate, signals } = read({
      ...base,
      processor: { event: 'metric' },
      metricset: { name: 'service_destination' },
      span: { destination: { service: { response_time: { count: 3 } } } },
    });
    expect([fate, signals.points]).toEqual(['ignored', []]);
  });
});

it('a span as OpenTelemetry keeps it in Elasticsearch is read', () => {
  const document = {
    ...OTEL,
    parent_span_id: '1111111111111111',
    name: 'GET /cart',
    kind: 'Client',
    duration: 2_500_000,
    status: { code: 'Error' },
    attributes: { 'server.address': 'cart:8080' },
  };
  expect(read(document).signals.spans).toEqual([
    {
      traceId: TRACE,
      spanId: '00f067aa0ba902b7',
      parentSpanId: '1111111111111111',
      service: 'payment',
      operation: 'GET /cart',
      kind: 'client',
      at: AT,
      milliseconds: 2.5,
      isError: true,
      peer: 'cart:8080',
    },
  ]);
});

describe('a document of metrics', () => {
  it("of Metricbeat becomes points, its module's words labels", () => {
    const { signals } = read({
      '@timestamp': AT,
      metricset: { name: 'filesystem', period: 10_000 },
      event: { module: 'system', duration: 5 },
      host: { name: 'node-1', cpu: { usage: 0.5 } },
      system: { filesystem: { mount_point: '/data', used: { pct: 0.93, bytes: 93 } } },
    });
    const labels = [
      ['host.name', 'node-1'],
      ['system.filesystem.mount_point', '/data'],
    ];
    expect(signals.points).toMatchObject([
      { metric: 'system.filesystem.used.pct', kind: 'gauge', at: AT, sum: 0.93, min: 0.93, count: 1, labels },
      { metric: 'system.filesystem.used.bytes', sum: 93, labels },
    ]);
    expect(signals.lines).toEqual([]);
  });

  it('of OpenTelemetry becomes points, those that only grow known by the action', () => {
    const document = {
      '@timestamp': AT,
      start_timestamp: AT - 60_000,
      resource: { attributes: { 'service.name': 'payment' } },
      attributes: { 'http.route': '/pay' },
      metrics: { 'http.requests': 7, 'queue.length': 2 },
      unit: '1',
    };
    const { points } = read(document, { 'metrics.http.requests': 'counter_long' }).signals;
    expect(points).toMatchObject([
      { service: 'payment', metric: 'http.requests', kind: 'cumulative', startedAt: AT - 60_000, sum: 7, unit: '1' },
      { metric: 'queue.length', kind: 'gauge', sum: 2, labels: [['http.route', '/pay']] },
    ]);
  });

  it('of thousands of numbers is bounded', () => {
    const numbers = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`n${index}`, index]));
    expect(read({ metricset: { name: 'many' }, many: numbers }).signals.points).toHaveLength(200);
  });
});
