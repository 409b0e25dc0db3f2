import { redact } from '../../../src/domain/redaction/redact.ts';
import { TrafficCounter, type CountedSpan } from '../../../src/domain/traffic/traffic-counter.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

export interface TrafficBench {
  readonly spans: number;
  /** CPU microseconds for a span: redacted, named, counted, joined with its parent and children. */
  readonly microsecondsASpan: number;
  /** CPU microseconds of a bare loop that counts the same spans in a Map by service and operation. */
  readonly bareMicrosecondsASpan: number;
}

const BATCH = 1000;
const BATCH_EVERY_MS = 100;
const SERVICES = 40;
const HOPS = 4;
const HEX = '0123456789abcdef';

/** Measures traffic counting with warm tables and a full memory of spans, on spans that no table has seen. */
export function benchTraffic({ spans = 200_000 } = {}): TrafficBench {
  const random = new SeededRandom(11);
  const counter = new TrafficCounter({ redact });
  let now = Date.UTC(2026, 0, 15);
  const count = (all: readonly CountedSpan[]) => {
    const before = process.cpuUsage();
    for (let start = 0; start < all.length; start += BATCH) {
      counter.addSpans(all.slice(start, start + BATCH), now);
      now += BATCH_EVERY_MS;
    }
    return cpuMicroseconds(before) / all.length;
  };
  count(traces(spans, random, now));
  const measured = traces(spans, random, now);
  const microsecondsASpan = count(measured);
  return { spans: measured.length, microsecondsASpan, bareMicrosecondsASpan: bareCount(measured) };
}

/** Requests through four of forty services, each hop with its client and server; children come before parents. */
function traces(atLeast: number, random: SeededRandom, at: number): CountedSpan[] {
  const spans: CountedSpan[] = [];
  const hex = (digits: number) => Array.from({ length: digits }, () => HEX[random.below(16)]).join('');
  while (spans.length < atLeast) {
    const trace: CountedSpan[] = [];
    const common = { traceId: hex(32), at, isError: random.below(100) === 0 };
    let parentSpanId: string | null = null;
    for (let hop = 0; hop < HOPS; hop += 1) {
      const [serverId, clientId] = [hex(16), hex(16)];
      const place = { ...common, service: `service-${random.below(SERVICES)}`, milliseconds: random.next() * 200 };
      const operation = `GET /v1/things-${random.below(20)}/{id}`;
      trace.push({ ...place, spanId: serverId, parentSpanId, operation, kind: 'server', peer: null });
      const called = { operation: 'GET', peer: `host-${hop}` };
      trace.push({ ...place, ...called, spanId: clientId, parentSpanId: serverId, kind: 'client' });
      parentSpanId = clientId;
    }
    spans.push(...trace.reverse());
  }
  return spans;
}

function bareCount(spans: readonly CountedSpan[]): number {
  const counts = new Map<string, number>();
  const before = process.cpuUsage();
  for (const { service, operation } of spans) {
    const key = `${service}\n${operation}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const spent = cpuMicroseconds(before) / spans.length;
  return counts.size > 0 ? spent : 0;
}

function cpuMicroseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
