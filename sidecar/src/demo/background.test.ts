import { peerOf } from '../adapters/otlp/span-peer.ts';
import { TrafficCounter } from '../domain/traffic/traffic-counter.ts';
import { failedTrip, shopRequest } from './background.ts';
import type { DemoLine } from './demo-line.ts';
import { seededRandom } from './seeded-random.ts';
import type { DemoSpan } from './shop/trip.ts';
import { DEMO_SERVICES, VOICES } from './shop/services.ts';

function manyLines(count: number): DemoLine[] {
  const random = seededRandom(20261121);
  const lines: DemoLine[] = [];
  while (lines.length < count) {
    lines.push(...shopRequest(random, 1_000).lines);
  }
  return lines.slice(0, count);
}

describe('the background of the demo', () => {
  const lines = manyLines(100_000);
  const share = (level: string) => lines.filter((line) => line.level === level).length / lines.length;

  it('is 85 % INFO, 14 % DEBUG, half a per cent errors and the rest WARN', () => {
    // Five standard deviations of a share over 100,000 lines.
    const margin = (expected: number) => 5 * Math.sqrt((expected * (1 - expected)) / lines.length);
    for (const [level, expected] of Object.entries({ INFO: 0.85, DEBUG: 0.14, ERROR: 0.005, WARN: 0.005 })) {
      expect(Math.abs(share(level) - expected)).toBeLessThan(margin(expected));
    }
  });

  it('lets every service speak, and errors happen in each', () => {
    expect(new Set(lines.map((line) => line.service))).toEqual(new Set(DEMO_SERVICES));
    expect(new Set(lines.filter((line) => line.level === 'ERROR').map((line) => line.service)).size).toBe(7);
  });

  it('gives errors a type and a stack trace, and other lines none', () => {
    const fits = (line: DemoLine) =>
      line.level === 'ERROR'
        ? line.stack?.startsWith(`${line.errorType}: ${line.message}\n    at `)
        : line.errorType === undefined && line.stack === undefined;
    expect(lines.filter((line) => !fits(line))).toEqual([]);
  });

  it('shares one trace id along a request, which starts at the gateway', () => {
    const request = shopRequest(seededRandom(7), 1_000).lines;
    expect(new Set(request.map((line) => line.traceId)).size).toBe(1);
    expect(request[0]?.service).toBe('api-gateway');
    expect(new Set(request.map((line) => line.service)).size).toBeGreaterThan(1);
  });

  it('leaves no placeholder open', () => {
    expect(lines.filter((line) => /[{}]/.test(line.message))).toEqual([]);
    expect(Object.keys(VOICES)).toEqual([...DEMO_SERVICES]);
  });
});

describe('the spans of a request', () => {
  const random = seededRandom(11);
  const requests = Array.from({ length: 2000 }, () => shopRequest(random, 1_000));
  const served = (spans: readonly DemoSpan[]) => spans.filter(({ kind }) => kind === 'server' || kind === 'consumer');

  it('hang together: every parent is there, and holds its children unless nobody waits for them', () => {
    const loose = requests.flatMap(({ spans }) => {
      const byId = new Map(spans.map((span) => [span.spanId, span]));
      return spans.filter((span) => {
        const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
        const fits = parent !== undefined && parent.startsAt <= span.startsAt && parent.endsAt >= span.endsAt;
        return span.parentSpanId === null ? span.service !== 'api-gateway' : !fits && parent?.kind !== 'producer';
      });
    });
    expect(loose).toEqual([]);
  });

  it('belong to the lines: same trace, same span, said while it ran, failed where an error was written', () => {
    for (const { lines, spans } of requests) {
      const byId = new Map(served(spans).map((span) => [span.spanId, span]));
      for (const line of lines) {
        const span = byId.get(line.spanId);
        expect(span).toMatchObject({ service: line.service, traceId: line.traceId });
        expect(line.at).toBeGreaterThanOrEqual(Math.floor(span?.startsAt ?? Infinity));
        expect(line.at).toBeLessThanOrEqual(Math.ceil(span?.endsAt ?? 0));
        expect(line.level !== 'ERROR' || span?.isError).toBe(true);
      }
    }
    const failed = requests.flatMap(({ spans }) => served(spans)).filter(({ isError }) => isError);
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.length).toBeLessThan(300);
  });

  it('are what the service graph of the shop is drawn from', () => {
    const traffic = new TrafficCounter({ redact: (text) => text });
    const told = requests
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        at: span.startsAt,
        milliseconds: span.endsAt - span.startsAt,
        peer: peerOf(new Map(Object.entries(span.attributes))),
      }));
    const calls = [...traffic.addSpans(told, 10_000).calls, ...traffic.settle(30_000)];
    expect([...new Set(calls.map(({ caller, callee }) => `${caller} → ${callee}`))].sort()).toEqual([
      'analytics → clickhouse/events',
      'analytics → database',
      'api-gateway → analytics',
      'api-gateway → auth',
      'api-gateway → payment',
      'api-gateway → user',
      'auth → database',
      'auth → redis',
      'notification → mail-relay.example',
      'payment → card-provider.example',
      'payment → database',
      'payment → notification',
      'payment → rabbitmq/mails',
      'user → database',
      'user → notification',
      'user → rabbitmq/mails',
      'user → redis',
    ]);
  });

  it.each([...DEMO_SERVICES])('of a failure in %s fail for everyone who waited for it, slowly', (service) => {
    const { spans, spanId } = failedTrip(random, 5_000, service);
    const broken = spans.find((span) => span.spanId === spanId);
    expect(broken).toMatchObject({ service, isError: true });
    expect(broken?.endsAt).toBeCloseTo(5_000, 3);
    const gateway = spans.find(({ parentSpanId }) => parentSpanId === null);
    expect(gateway?.isError).toBe(service !== 'notification');
  });
});
