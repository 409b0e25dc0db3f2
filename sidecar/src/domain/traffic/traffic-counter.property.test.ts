import fc from 'fast-check';
import { SeededRandom } from '../../../test/support/seeded-random.ts';
import { binOf } from './latency-sketch.ts';
import { sumCalls, sumOperations } from './sum-traffic.ts';
import { TrafficCounter, type CountedSpan } from './traffic-counter.ts';
import type { CallCounts, OperationCounts } from './traffic-counts.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SERVICES = ['gateway', 'auth', 'user', 'payment', 'database', 'notification', 'analytics'];
/** Whom each may call; the database and what is outside send no spans. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  gateway: ['auth', 'user', 'payment', 'analytics'],
  auth: ['database', 'redis:6379'],
  user: ['database', 'notification', 'auth'],
  payment: ['database', 'notification', 'bank.example'],
  notification: ['smtp.example'],
  analytics: ['database'],
};
const SILENT = new Set(['redis:6379', 'bank.example', 'smtp.example']);
const DEEPEST = 4;

/** Random traces over seven services, together with the traffic that they are. */
class SimulatedShop {
  readonly spans: CountedSpan[] = [];
  readonly calls: CallCounts[] = [];
  readonly requests: Array<Pick<OperationCounts, 'service' | 'at' | 'errors'>> = [];
  private readonly random: SeededRandom;
  private readonly traceId: string;

  constructor(random: SeededRandom, traceId: string) {
    this.random = random;
    this.traceId = traceId;
  }

  request(service: string, parentSpanId: string | null, depth = 0): CountedSpan {
    const served = this.span(service, 'server', { parentSpanId });
    this.requests.push({ service, at: bucket(served.at), errors: served.isError ? 1 : 0 });
    for (const callee of CALLS[service] ?? []) {
      if (depth < DEEPEST && this.random.below(3) > 0) {
        this.call(served, callee, depth);
      }
    }
    return served;
  }

  private call(from: CountedSpan, callee: string, depth: number): void {
    const style = this.random.below(4);
    const caller = from.service;
    const parentSpanId = from.spanId;
    if (SILENT.has(callee) || style === 0) {
      // Not answered by any span, or refused by a service that answered this caller before (see `refusals`).
      const client = this.span(caller, 'client', { parentSpanId, peer: SILENT.has(callee) ? callee : `${callee}.svc` });
      this.calls.push(callOf(caller, callee, client));
      return;
    }
    if (style === 1) {
      const served = this.request(callee, parentSpanId, depth + 1);
      this.calls.push(callOf(caller, callee, served));
      return;
    }
    const outer = style === 2 ? this.span(caller, 'client', { parentSpanId, peer: `${callee}.library` }) : null;
    const client = this.span(caller, 'client', { parentSpanId: outer?.spanId ?? parentSpanId, peer: `${callee}.svc` });
    this.request(callee, client.spanId, depth + 1);
    this.calls.push(callOf(caller, callee, client));
  }

  private span(service: string, kind: CountedSpan['kind'], more: Partial<CountedSpan>): CountedSpan {
    const span: CountedSpan = {
      traceId: this.traceId,
      spanId: `span ${this.spans.length}`,
      parentSpanId: null,
      service,
      operation: `op ${this.random.below(5)}`,
      kind,
      at: NOW - this.random.below(60_000),
      milliseconds: this.random.next() * 1000,
      isError: this.random.below(10) === 0,
      peer: null,
      ...more,
    };
    this.spans.push(span);
    return span;
  }
}

const bucket = (at: number) => Math.floor(at / 10_000) * 10_000;
function callOf(caller: string, callee: string, { at, isError, milliseconds }: CountedSpan): CallCounts {
  const latency = [binOf(milliseconds), 1];
  return { caller, callee, origin: 'spans', at: bucket(at), calls: 1, errors: isError ? 1 : 0, latency };
}

/** Each caller is answered once under each name, so that refusals can be told for whom they were meant. */
function answeredOnce(): { spans: CountedSpan[]; calls: CallCounts[] } {
  const pairs = Object.entries(CALLS).flatMap(([caller, callees]) =>
    callees.map((callee) => [caller, callee] as const)
  );
  const spans = pairs
    .filter(([, callee]) => !SILENT.has(callee))
    .flatMap(([caller, callee], index) => {
      const common = { traceId: 'first', operation: 'op', at: NOW, milliseconds: 1, isError: false };
      const client = { ...common, spanId: `c${index}`, parentSpanId: 'root', service: caller, peer: `${callee}.svc` };
      const server = { ...common, spanId: `s${index}`, parentSpanId: `c${index}`, service: callee, peer: null };
      return [
        { ...client, kind: 'client' as const },
        { ...server, kind: 'server' as const },
      ];
    });
  const calls = spans.flatMap((span, index) => {
    const callee = spans[index + 1]?.service;
    return span.kind === 'client' && callee !== undefined ? [callOf(span.service, callee, span)] : [];
  });
  return { spans, calls };
}

function simulate(seed: number, traces: number) {
  const random = new SeededRandom(seed);
  const first = answeredOnce();
  const shops = Array.from({ length: traces }, (_, index) => new SimulatedShop(random, `trace ${index}`));
  shops.forEach((shop) => shop.request(SERVICES[random.below(5)] ?? 'gateway', null));
  return {
    spans: [...first.spans, ...shops.flatMap(({ spans }) => spans)],
    calls: sumCalls([...first.calls, ...shops.flatMap(({ calls }) => calls)]),
    requests: shops.flatMap(({ requests }) => requests),
  };
}

/** All counts after everything has settled; at most nine seconds pass between the first batch and the last. */
function counted(batches: readonly (readonly CountedSpan[])[]) {
  const counter = new TrafficCounter({ redact: (text) => text });
  const added = batches.map((spans, index) => counter.addSpans(spans, NOW + (index * 9000) / batches.length));
  return {
    operations: sumOperations(added.flatMap(({ operations }) => operations)),
    calls: sumCalls([...added.flatMap(({ calls }) => calls), ...counter.settle(NOW + 20_000)]),
  };
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

function cut<Item>(items: readonly Item[], random: SeededRandom): Item[][] {
  const batches: Item[][] = [[]];
  for (const item of items) {
    if (random.below(20) === 0) {
      batches.push([]);
    }
    batches.at(-1)?.push(item);
  }
  return batches;
}

describe('traffic of seven services whose truth is known', () => {
  it('has exactly the calls that were made', () => {
    const { spans, calls, requests } = simulate(1, 300);
    expect(calls.length).toBeGreaterThan(50);
    const found = counted([spans]);
    expect(found.calls).toEqual(calls);
    const total = found.operations.filter(({ operation }) => operation === '');
    const served = total.reduce((sum, { requests: count }) => sum + count, 0);
    const first = answeredOnce().calls.length;
    expect(served).toBe(requests.length + first);
    expect(total.reduce((sum, { errors }) => sum + errors, 0)).toBe(
      requests.reduce((sum, { errors }) => sum + errors, 0)
    );
  });

  it('is the same in any order and cut into any batches', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 20 }), (seed, traces) => {
        const { spans, calls } = simulate(seed, traces);
        const random = new SeededRandom(seed + 1);
        const whole = counted([spans]);
        const inPieces = counted(cut(shuffled(spans, random), random));
        expect(inPieces).toEqual(whole);
        expect(inPieces.calls).toEqual(calls);
      }),
      { numRuns: 100 }
    );
  });
});

describe('spans of any kind', () => {
  const id = fc.oneof(fc.constantFrom('', 'a', 'b', 'c'), fc.string({ unit: 'binary' }));
  const anySpan: fc.Arbitrary<CountedSpan> = fc.record({
    traceId: id,
    spanId: id,
    parentSpanId: fc.option(id),
    service: fc.constantFrom(...SERVICES),
    operation: fc.oneof(id, fc.constantFrom('__proto__', 'constructor')),
    kind: fc.constantFrom('server', 'client', 'producer', 'consumer', 'internal'),
    at: fc.integer({ min: NOW - 100_000, max: NOW }),
    milliseconds: fc.double(),
    isError: fc.boolean(),
    peer: fc.option(fc.oneof(id, fc.constantFrom(...SERVICES, '__proto__'))),
  });

  it('never break it: each request counts once for its service, and no call has more errors than calls', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anySpan), { maxLength: 5 }), (batches) => {
        const { operations, calls } = counted(batches);
        const requests = batches
          .flat()
          .filter(
            ({ kind, parentSpanId }) =>
              kind === 'server' || kind === 'consumer' || (kind === 'internal' && !parentSpanId)
          );
        const total = (whole: boolean) =>
          operations
            .filter(({ operation }) => (operation === '') === whole)
            .reduce((sum, { requests: count }) => sum + count, 0);
        expect(total(true)).toBe(requests.length);
        expect(total(false)).toBe(requests.length);
        expect(calls.filter(({ errors, calls: count }) => errors > count)).toEqual([]);
        expect(calls.filter(({ caller, callee }) => caller === callee)).toEqual([]);
      }),
      { numRuns: 300 }
    );
  });
});
